/// A limit on the number of shipments or stops of a load.
///
/// ```swift
/// let rule = LoadLimit(shipments: 12, stops: 3)
/// ```
public struct LoadLimit: LoadRule, Hashable, Codable {
  /// The most shipments; `nil` for any number.
  public let shipments: Int?
  /// The most stops; `nil` for any number that the offer allows.
  public let stops: Int?

  /// A rule that limits a load; one is assumed where a limit is lower.
  ///
  /// - Parameters:
  ///   - shipments: The most shipments.
  ///   - stops: The most stops.
  public init(shipments: Int? = nil, stops: Int? = nil) {
    self.shipments = shipments.map { max(1, $0) }
    self.stops = stops.map { max(1, $0) }
  }

  /// The rule in words.
  public var summary: String {
    [
      shipments.map { "at most \($0) shipments a load" },
      stops.map { "at most \($0) stops a load" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// Whether the load keeps the limits.
  public func allows(_ load: LoadProfile) -> Bool {
    load.shipments <= shipments ?? .max && load.stops <= stops ?? .max
  }

  /// One kind: pairs do not matter to this rule.
  public func kind(of shipment: Shipment) -> String? { "" }
}
