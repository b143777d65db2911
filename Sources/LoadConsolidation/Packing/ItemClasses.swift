/// The items of a bin-packing problem, equal ones together, the heaviest first.
struct ItemClasses: Sendable {
  let capacity: Int
  /// The distinct weights above zero, descending.
  let weights: [Int]
  /// How many items have each weight.
  let demands: [Int]
  /// The items of each weight, ascending.
  let items: [[Int]]
  /// Items without weight: they fit anywhere.
  let weightless: [Int]

  init(_ problem: BinPackingProblem) {
    capacity = problem.capacity
    let order = problem.weights.indices.sorted {
      let (first, second) = (problem.weights[$0], problem.weights[$1])
      return first != second ? first > second : $0 < $1
    }
    var weights: [Int] = []
    var items: [[Int]] = []
    var weightless: [Int] = []
    for item in order {
      let weight = problem.weights[item]
      if weight == 0 {
        weightless.append(item)
      } else if weight == weights.last {
        items[items.count - 1].append(item)
      } else {
        weights.append(weight)
        items.append([item])
      }
    }
    self.weights = weights
    self.items = items
    self.weightless = weightless
    demands = items.map(\.count)
  }

  /// The sum of all weights.
  var totalWeight: Int { zip(weights, demands).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The bin of each item of the problem, from bins that list classes.
  func assignment(of bins: [[Int]], count: Int) -> [Int] {
    var next = [Int](repeating: 0, count: weights.count)
    var assignment = [Int](repeating: 0, count: count)
    for (bin, classes) in bins.enumerated() {
      for one in classes {
        assignment[items[one][next[one]]] = bin
        next[one] += 1
      }
    }
    return assignment
  }
}
