import SupplyChainCore

/// A tour with a stretch of one parent's, and behind it everybody else in the order of the other's (OX).
///
/// Prins 2004, <https://doi.org/10.1016/S0305-0548(03)00158-8>.
enum OrderCrossover {
  /// The tour of a child.
  static func tour(
    _ one: [Int32], _ other: [Int32], using generator: inout SeededGenerator
  ) -> [Int32] {
    let n = one.count
    guard n > 1 else { return one }
    // The stretch may run over the end of the tour.
    let start = generator.index(below: n)
    let length = generator.index(below: n - 1) + 1
    var tour = (0..<length).map { one[(start + $0) % n] }
    tour.reserveCapacity(n)
    var isTaken = [Bool](repeating: false, count: n)
    for client in tour { isTaken[Int(client)] = true }
    for place in 0..<n {
      let client = other[(start + length + place) % n]
      if !isTaken[Int(client)] { tour.append(client) }
    }
    return tour
  }
}
