extension RoutingSolution {
  /// The solution as VRPLIB writes it: a line for each route, then the cost.
  ///
  /// Clients are numbered from one. With several depots the numbers of the places are usual, which
  /// begin behind the depots: see ``vrplibText(firstClient:)``.
  public var vrplibText: String { vrplibText(firstClient: 1) }

  /// The solution as VRPLIB writes it: a line for each route, then the cost.
  ///
  /// - Parameter number: The number of the first client; the number of depots is usual.
  /// - Returns: The text, with a line break at its end.
  public func vrplibText(firstClient number: Int) -> String {
    var text = ""
    for (index, route) in routes.enumerated() {
      text += "Route #\(index + 1):"
      for client in route.clients { text += " \(client + number)" }
      text += "\n"
    }
    return text + "Cost \(Self.shortest(cost.total))\n"
  }

  /// A number without the noise of binary fractions: an integer as one, else up to six decimals.
  static func shortest(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    if let whole = Int(exactly: rounded) { return "\(whole)" }
    return "\(rounded)"
  }
}
