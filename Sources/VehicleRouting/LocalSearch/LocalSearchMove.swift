/// A small change to a plan that may make it cheaper.
///
/// A move looks at one client and his neighbours, finds the best change that it knows and carries it
/// out. It sees the plan through ``RoutePlan``: distances and loads are asked for in constant time,
/// and a change that looks good is drafted and committed, which checks every constraint. Adding a
/// move is one file; see ``RoutePlan`` for an example.
public protocol LocalSearchMove: Sendable {
  /// Carries out the best change around a client.
  ///
  /// - Parameters:
  ///   - plan: The routes.
  ///   - client: A client who is on a route.
  /// - Returns: Whether the plan was changed, which must have made it cheaper by more than
  ///   ``RoutePlan/tolerance``.
  func improve(_ plan: RoutePlan, around client: Int) -> Bool
}

extension LocalSearchMove where Self == TwoOpt {
  /// Turns a stretch of a route around.
  public static var twoOpt: TwoOpt { TwoOpt() }
}

extension LocalSearchMove where Self == OrOpt {
  /// Moves two or three clients in a row.
  public static var orOpt: OrOpt { OrOpt() }
}

extension LocalSearchMove where Self == Relocate {
  /// Moves one client.
  public static var relocate: Relocate { Relocate() }
}

extension LocalSearchMove where Self == Exchange {
  /// Exchanges clients between two routes.
  public static var exchange: Exchange { Exchange() }
}

extension LocalSearchMove where Self == TwoOptStar {
  /// Exchanges the tails of two routes.
  public static var twoOptStar: TwoOptStar { TwoOptStar() }
}

extension LocalSearchMove where Self == CrossExchange {
  /// Exchanges stretches of up to three clients between two routes.
  public static var crossExchange: CrossExchange { CrossExchange() }
}

extension LocalSearchMove where Self == SwapStar {
  /// Exchanges two clients of two routes, each to his best place there.
  public static var swapStar: SwapStar { SwapStar() }
}

extension LocalSearchMove where Self == EjectionChain {
  /// Moves a client to a full route, and one of that route to a third.
  public static var ejectionChain: EjectionChain { EjectionChain() }
}
