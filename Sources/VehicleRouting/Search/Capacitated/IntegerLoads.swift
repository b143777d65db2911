/// Demands and capacity as whole numbers.
struct IntegerLoads {
  let demands: [Int32]
  let capacity: Int

  /// Finer than the tolerance with which a capacity is checked, a billionth part.
  private static let resolution = 0x1p30

  init?(_ problem: RoutingProblem) {
    guard let limit = problem.vehicleTypes.first?.capacity.first, limit < .infinity else {
      demands = [Int32](repeating: 0, count: problem.clients.count)
      capacity = 1
      return
    }
    let loads = problem.clients.map { $0.demand[0] }
    guard loads.allSatisfy({ $0 <= limit }) else { return nil }
    var scale = 1.0
    // Decimals of a file become whole numbers; anything finer is rounded up.
    while scale <= 1e6 {
      let factor = scale
      let isWhole = (loads + [limit]).allSatisfy {
        ($0 * factor - ($0 * factor).rounded()).magnitude < 1e-9 * max(1, $0 * factor)
      }
      if isWhole, limit * scale <= Self.resolution {
        demands = loads.map { Int32(($0 * factor).rounded()) }
        capacity = Int((limit * scale).rounded())
        return
      }
      scale *= 10
    }
    let factor = limit > 0 ? Self.resolution / limit : 1
    demands = loads.map { Int32(($0 * factor).rounded(.up)) }
    capacity = Int((limit * factor).rounded(.up))
  }
}
