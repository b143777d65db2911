public import SupplyChainCore

extension RoutingProblem {
  /// The same problem, in which fewer vehicles come first and shorter ways second.
  ///
  /// Each vehicle costs more than all clients would cost if each were served alone; the fixed costs of
  /// the vehicles are raised to that, where they are lower. A solver that sees that vehicles come first
  /// looks for fewer of them first.
  ///
  /// ```swift
  /// let problem = try RoutingProblem(
  ///   depots: [.init(at: .init(x: 0, y: 0))],
  ///   clients: [
  ///     .init(at: .init(x: 9, y: 0), window: .init(from: 0, to: 20)),
  ///     .init(at: .init(x: -9, y: 0), window: .init(from: 0, to: 30)),
  ///   ],
  ///   vehicleTypes: [.init()])
  /// let solution = try HybridSearch().solve(
  ///   problem.puttingFewestVehiclesFirst(), until: .iterations(100))
  /// print(solution.routes.count)  // 1
  /// ```
  ///
  /// - Returns: The problem with higher fixed costs; subtract those from the cost of a solution.
  /// - Throws: `InvalidInput` where the costs are beyond what a problem may have.
  /// - Complexity: O(*clients* × *vehicle types*).
  public func puttingFewestVehiclesFirst() throws(InvalidInput) -> RoutingProblem {
    let evaluation = RoutingSolution.Evaluation(self)
    var alone = 1.0
    for client in clients.indices {
      alone +=
        vehicleTypes.indices.map { type in
          let cost = evaluation.route([client], type: type).cost
          return cost.total - cost.fixed
        }.max() ?? 0
    }
    return try RoutingProblem(
      depots: depots, clients: clients,
      vehicleTypes: vehicleTypes.map { type in
        var dear = type
        dear.fixedCost = max(type.fixedCost, alone.rounded(.up))
        return dear
      },
      distances: distances, durations: durations)
  }
}
