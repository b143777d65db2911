extension Shipment {
  /// A place where a shipment can be loaded.
  ///
  /// ```swift
  /// let depot = Shipment.Source("Rotterdam", facility: "Depot 3", cost: 18.50)
  /// ```
  public struct Source: Hashable, Sendable, Codable {
    /// The code of the place.
    public var place: String
    /// The name of the facility whose capacity it takes; `nil` where none is limited.
    public var facility: String?
    /// What it costs to have it from here: storage, picking, the way to the place.
    public var cost: Double

    /// A place where a shipment can be loaded.
    ///
    /// - Parameters:
    ///   - place: The code of the place.
    ///   - facility: The name of the facility whose capacity it takes.
    ///   - cost: What it costs to have it from here.
    public init(_ place: String, facility: String? = nil, cost: Double = 0) {
      self.place = place
      self.facility = facility
      self.cost = cost
    }
  }
}
