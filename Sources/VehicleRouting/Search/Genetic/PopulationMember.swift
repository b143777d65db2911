/// One plan of a population.
protocol PopulationMember: AnyObject, Sendable {
  /// What breaking limits costs.
  associatedtype Prices: Sendable
  associatedtype Cost: Comparable

  var isFeasible: Bool { get }
  /// What the plan costs at some prices of breaking limits.
  func cost(_ prices: Prices) -> Cost
  /// How many neighbours on a route differ.
  func distance(to other: Self) -> Int
  /// The others of the population, nearest first.
  var others: [(distance: Int, other: Self)] { get set }
}

extension PopulationMember {
  /// How far the nearest others are on average.
  func meanDistance(ofNearest count: Int) -> Double {
    let nearest = others.prefix(count)
    return nearest.isEmpty
      ? 1 : Double(nearest.reduce(0) { $0 + $1.distance }) / Double(nearest.count)
  }

  /// Takes note of another member of the population, and he of this one.
  func meet(_ other: Self) {
    let distance = distance(to: other)
    enter(other, distance)
    other.enter(self, distance)
  }

  private func enter(_ other: Self, _ distance: Int) {
    let index = others.firstIndex { $0.distance > distance } ?? others.count
    others.insert((distance, other), at: index)
  }

  /// Forgets all others, and they him.
  func leave() {
    for (_, other) in others { other.others.removeAll { $0.other === self } }
    others = []
  }
}

/// Who follows whom on the routes of a plan.
struct Succession: Sendable {
  /// The client behind each one and before; −1 at the ends and where he is not visited.
  private var next: [Int32]
  private var previous: [Int32]

  init(clientCount: Int) {
    next = [Int32](repeating: -1, count: clientCount)
    previous = next
  }

  mutating func add(_ route: [Int32]) {
    var before: Int32 = -1
    for client in route {
      previous[Int(client)] = before
      if before >= 0 { next[Int(before)] = client }
      before = client
    }
  }

  /// How many neighbours on a route differ (broken pairs).
  func distance(to other: Succession) -> Int {
    var differences = 0
    for client in next.indices {
      let follower = next[client]
      if follower != other.next[client], follower != other.previous[client] { differences += 1 }
      if previous[client] < 0, other.previous[client] >= 0, other.next[client] >= 0 {
        differences += 1
      }
    }
    return differences
  }
}
