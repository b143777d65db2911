/// Which way each atom goes where facilities are short: a transport problem, solved by shortest
/// augmenting paths over the facilities.
///
/// The prices of facilities that it ends with give a bound on the cost of any plan, whatever they
/// are (Geoffrion 1974, <https://doi.org/10.1007/BFb0120690>): each atom pays the least of its ways,
/// facility included, and the facilities give back their price times what they can send.
struct SourceChoice {
  /// A way to go: the item, what it costs, and the facility, or the last one for none.
  struct Option {
    var item: Int
    var cost: Double
    var facility: Int
  }

  /// The item that each atom goes by; −1 where it stays.
  private(set) var choice: [Int]
  /// What one more of each facility is worth.
  private(set) var prices: [Double]
  /// A bound on the cost of any plan, penalties included.
  private(set) var bound = 0.0

  private let options: [[Option]]
  private let capacity: [Int]
  private let rounding: Double
  private var used: [Int]
  private var chosen: [Int]

  /// Solves the transport problem; `nil` where the time is up first.
  ///
  /// - Parameters:
  ///   - options: The ways of each atom, one for each facility, staying included as an option
  ///     without item.
  ///   - capacity: How many atoms each facility can send.
  ///   - continues: Asked now and then whether there is time.
  /// - Complexity: O(atoms × (facilities³ + facilities × ways)) in the usual case.
  init?(options: [[Option]], capacity: [Int], while continues: () -> Bool) {
    self.options = options
    rounding =
      1e-13
      * options.reduce(1) { largest, ways in
        ways.reduce(largest) { max($0, $1.cost.magnitude) }
      }
    // The last one is no facility: there is room for all.
    self.capacity = capacity + [.max]
    used = [Int](repeating: 0, count: capacity.count + 1)
    chosen = [Int](repeating: -1, count: options.count)
    choice = []
    prices = [Double](repeating: 0, count: capacity.count + 1)
    var moves = Moves(facilities: capacity.count + 1)
    for atom in options.indices {
      if atom % 64 == 0 && !continues() { return nil }
      admit(atom, &moves)
    }
    settlePrices(moves)
    choice = options.indices.map { options[$0][chosen[$0]].item }
    bound = lowerBound()
  }

  /// The cheapest exchange from one facility to another: heaps of atoms by what they lose.
  private struct Moves {
    private var heaps: [[(extra: Double, atom: Int, option: Int)]]
    private let facilities: Int

    init(facilities: Int) {
      self.facilities = facilities
      heaps = Array(repeating: [], count: facilities * facilities)
    }

    mutating func insert(_ extra: Double, atom: Int, option: Int, from: Int, to: Int) {
      let heap = from * facilities + to
      heaps[heap].append((extra, atom, option))
      var child = heaps[heap].count - 1
      while child > 0, heaps[heap][child].extra < heaps[heap][(child - 1) / 2].extra {
        heaps[heap].swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    }

    /// The cheapest move that is still there: those of atoms that have gone are thrown away.
    mutating func cheapest(
      from: Int, to: Int, isThere: (_ atom: Int) -> Bool
    ) -> (extra: Double, atom: Int, option: Int)? {
      let heap = from * facilities + to
      while let first = heaps[heap].first {
        if isThere(first.atom) { return first }
        removeFirst(of: heap)
      }
      return nil
    }

    private mutating func removeFirst(of heap: Int) {
      let last = heaps[heap].removeLast()
      if heaps[heap].isEmpty { return }
      heaps[heap][0] = last
      var parent = 0
      while true {
        var child = 2 * parent + 1
        guard child < heaps[heap].count else { return }
        if child + 1 < heaps[heap].count,
          heaps[heap][child + 1].extra < heaps[heap][child].extra
        {
          child += 1
        }
        if heaps[heap][child].extra >= heaps[heap][parent].extra { return }
        heaps[heap].swapAt(parent, child)
        parent = child
      }
    }
  }

  private func facility(of atom: Int) -> Int { options[atom][chosen[atom]].facility }

  private mutating func put(_ atom: Int, _ option: Int, _ moves: inout Moves) {
    chosen[atom] = option
    let from = options[atom][option]
    for (other, to) in options[atom].enumerated() where to.facility != from.facility {
      moves.insert(
        to.cost - from.cost, atom: atom, option: other, from: from.facility, to: to.facility)
    }
  }

  /// Lets an atom in, and moves others along the cheapest chain to a facility with room.
  private mutating func admit(_ atom: Int, _ moves: inout Moves) {
    let facilities = capacity.count
    var length = [Double](repeating: .infinity, count: facilities)
    // How a facility is reached: by the atom itself, or by one that moves from another facility.
    var reached = [(from: Int, atom: Int, option: Int)](
      repeating: (-1, -1, -1), count: facilities)
    for (option, way) in options[atom].enumerated() where way.cost < length[way.facility] {
      length[way.facility] = way.cost
      reached[way.facility] = (-1, atom, option)
    }
    var steps = Matrix(moves: &moves, facilities, self)
    steps.relax(&length, &reached)
    guard
      let end = (0..<facilities).filter({ used[$0] < capacity[$0] })
        .min(by: { length[$0] < length[$1] }), length[end] < .infinity
    else { return }
    used[end] += 1
    var facility = end
    var visited = 0
    while facility >= 0, visited <= facilities {
      let step = reached[facility]
      put(step.atom, step.option, &moves)
      facility = step.from
      visited += 1
    }
  }

  /// The cheapest move between each pair of facilities.
  private struct Matrix {
    /// Sums along a chain differ by so much from rounding alone, penalties being large and money
    /// small; a circle of moves that gains no more is none.
    let rounding: Double
    let count: Int
    var move: [(extra: Double, atom: Int, option: Int)?]

    init(moves: inout Moves, _ count: Int, _ choice: SourceChoice) {
      self.count = count
      rounding = choice.rounding
      move = []
      for from in 0..<count {
        for to in 0..<count {
          move.append(
            from == to
              ? nil
              : moves.cheapest(from: from, to: to) { atom in choice.facility(of: atom) == from })
        }
      }
    }

    /// Bellman and Ford: moves may gain, chains of them around a circle do not.
    mutating func relax(
      _ length: inout [Double], _ reached: inout [(from: Int, atom: Int, option: Int)]
    ) {
      for _ in 0..<count {
        var isSettled = true
        for from in 0..<count where length[from] < .infinity {
          for to in 0..<count {
            guard let step = move[from * count + to] else { continue }
            guard length[from] + step.extra < length[to] - rounding else { continue }
            length[to] = length[from] + step.extra
            reached[to] = (from, step.atom, step.option)
            isSettled = false
          }
        }
        if isSettled { return }
      }
    }
  }

  /// What a place in a facility is worth: the cheapest chain that frees one, backwards.
  private mutating func settlePrices(_ moves: Moves) {
    var moves = moves
    let steps = Matrix(moves: &moves, capacity.count, self)
    var value = capacity.indices.map { used[$0] < capacity[$0] ? 0 : Double.infinity }
    for _ in capacity.indices {
      for from in capacity.indices {
        for to in capacity.indices {
          if let step = steps.move[from * capacity.count + to] {
            value[from] = min(value[from], step.extra + value[to])
          }
        }
      }
    }
    prices = value.map { $0.isFinite ? max(0, $0) : 0 }
  }

  private func lowerBound() -> Double {
    var sum = 0.0
    for ways in options {
      sum += ways.lazy.map { $0.cost + prices[$0.facility] }.min() ?? 0
    }
    for facility in capacity.indices.dropLast() {
      sum -= prices[facility] * Double(capacity[facility])
    }
    return sum
  }
}
