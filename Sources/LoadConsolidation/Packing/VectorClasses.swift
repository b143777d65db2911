/// The items of a vector-packing problem, equal ones together, in flat arrays.
struct VectorClasses: Sendable {
  let capacities: [Int]
  let dimensions: Int
  /// `dimensions` numbers for each class.
  let sizes: [Int]
  /// How many items there are of each class.
  let demands: [Int]
  /// The items of each class, numbered with their demand unfolded.
  private let items: [[Int]]

  init(_ problem: VectorPackingProblem) {
    capacities = problem.capacities
    dimensions = problem.capacities.count
    var index: [[Int]: Int] = [:]
    var sizes: [Int] = []
    var items: [[Int]] = []
    var next = 0
    for item in problem.items where item.demand > 0 {
      let numbers = next..<(next + item.demand)
      next += item.demand
      if let known = index[item.sizes] {
        items[known] += numbers
      } else {
        index[item.sizes] = items.count
        sizes += item.sizes
        items.append(Array(numbers))
      }
    }
    self.sizes = sizes
    self.items = items
    demands = items.map(\.count)
  }

  /// The sum of the shares of capacity that a class takes.
  func share(_ index: Int) -> Double {
    (0..<dimensions).reduce(0.0) { sum, dimension in
      capacities[dimension] == 0
        ? sum : sum + Double(sizes[index * dimensions + dimension]) / Double(capacities[dimension])
    }
  }

  /// The bin of each item of the problem, from bins that list classes.
  func assignment(of bins: [[Int]]) -> [Int] {
    var next = [Int](repeating: 0, count: demands.count)
    var assignment = [Int](repeating: 0, count: demands.reduce(0, +))
    for (bin, classes) in bins.enumerated() {
      for one in classes {
        assignment[items[one][next[one]]] = bin
        next[one] += 1
      }
    }
    return assignment
  }

  /// First-fit decreasing by the sum of shares; each bin lists classes.
  ///
  /// - Complexity: O(items × dimensions), times up to 2,000 bins.
  func firstFitDecreasing(_ residual: [Int]) -> [[Int]] {
    let shares = demands.indices.map(share)
    let order = demands.indices.sorted {
      shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1
    }
    var bins: [[Int]] = []
    var room: [Int] = []
    for index in order {
      // Equal items need not try again where the one before did not fit; and only the newest bins
      // are tried, so that a million items do not take hours.
      var bin = max(0, bins.count - 2_000)
      for _ in 0..<residual[index] {
        while bin < bins.count && !fits(index, room, bin) { bin += 1 }
        if bin == bins.count {
          bins.append([])
          room += capacities
        }
        bins[bin].append(index)
        for dimension in 0..<dimensions {
          room[bin * dimensions + dimension] -= sizes[index * dimensions + dimension]
        }
      }
    }
    return bins
  }

  private func fits(_ index: Int, _ room: [Int], _ bin: Int) -> Bool {
    for dimension in 0..<dimensions
    where sizes[index * dimensions + dimension] > room[bin * dimensions + dimension] {
      return false
    }
    return true
  }
}
