/// Distances between numbered places: from a matrix where that is small, else from the table.
struct PlaceDistances: Sendable {
  private let names: [String]
  private let table: DistanceTable
  private let matrix: [Double]

  init(_ names: [String], from table: DistanceTable, dense: Bool) {
    self.names = names
    self.table = table
    guard dense else {
      matrix = []
      return
    }
    var matrix: [Double] = []
    matrix.reserveCapacity(names.count * names.count)
    for start in names {
      for end in names { matrix.append(table.distance(from: start, to: end) ?? .nan) }
    }
    self.matrix = matrix
  }

  /// The distance in kilometres; `nil` where it is not known.
  func distance(_ start: Int, _ end: Int) -> Double? {
    if matrix.isEmpty { return table.distance(from: names[start], to: names[end]) }
    let known = matrix[start * names.count + end]
    return known.isNaN ? nil : known
  }
}
