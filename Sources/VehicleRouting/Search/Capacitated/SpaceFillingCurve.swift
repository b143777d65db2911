extension RoutingProblem {
  /// The clients in the order in which Hilbert's curve comes by them; as they are where the
  /// distances come from a matrix.
  ///
  /// Hilbert 1891, <https://doi.org/10.1007/BF01199431>.
  var clientsAlongCurve: [Int32] {
    let indices = clients.indices.map { Int32($0) }
    if case .matrix = distances.measure { return indices }
    let x = clients.map(\.location.x)
    let y = clients.map(\.location.y)
    let (left, bottom) = (x.min() ?? 0, y.min() ?? 0)
    let side = max((x.max() ?? 0) - left, (y.max() ?? 0) - bottom)
    guard side > 0 else { return indices }
    let cells = Double(1 << Self.curveDepth) - 1
    let keys = clients.indices.map { client in
      Self.placeOnCurve(
        Int((x[client] - left) / side * cells), Int((y[client] - bottom) / side * cells))
    }
    return indices.sorted { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
  }

  /// The curve passes 4¹⁶ cells.
  private static let curveDepth = 16

  /// How many cells the curve passes before it comes to a cell.
  private static func placeOnCurve(_ column: Int, _ row: Int) -> Int {
    var (x, y) = (column, row)
    var place = 0
    var side = 1 << (curveDepth - 1)
    while side > 0 {
      let right = x & side == 0 ? 0 : 1
      let upper = y & side == 0 ? 0 : 1
      place += side * side * ((3 * right) ^ upper)
      if upper == 0 {
        if right == 1 {
          x = side - 1 - (x & (side - 1))
          y = side - 1 - (y & (side - 1))
        }
        swap(&x, &y)
      }
      side /= 2
    }
    return place
  }
}
