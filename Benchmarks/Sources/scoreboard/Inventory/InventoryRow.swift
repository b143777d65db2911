import Foundation

/// A line of the inventory table: a model, what it is asked, and how often.
struct InventoryRow: Sendable {
  /// The name of the model.
  let model: String
  /// What it is asked.
  let size: String
  /// How many things one run does, where a rate says more than a time.
  var count: Int?
  /// What these things are.
  var unit = ""
  /// Asks it once; the text is its answer, a cost or a policy.
  let run: @Sendable () throws -> String

  init(
    _ model: String, _ size: String, count: Int? = nil, of unit: String = "",
    run: @escaping @Sendable () throws -> String
  ) {
    self.model = model
    self.size = size
    self.count = count
    self.unit = unit
    self.run = run
  }

  /// The answer and the shortest time of some runs; one that takes long is not repeated.
  func measure(runs: Int) throws -> (answer: String, seconds: Double) {
    let clock = ContinuousClock()
    var answer = ""
    var shortest = Double.infinity
    for _ in 0..<max(1, runs) {
      let start = clock.now
      answer = try run()
      shortest = min(shortest, (clock.now - start) / .seconds(1))
      if shortest > 2 { break }
    }
    return (answer, shortest)
  }

  static func milliseconds(_ seconds: Double) -> String {
    String(format: seconds < 0.01 ? "%.3f" : "%.1f", seconds * 1e3)
  }

  /// A whole number with its thousands apart.
  static func grouped(_ value: Double) -> String {
    var digits = String(format: "%.0f", value)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return ([Substring(digits)] + groups).joined(separator: ",")
  }

  static func number(_ value: Double, digits: Int = 4) -> String {
    String(format: "%.\(digits)f", value)
  }
}
