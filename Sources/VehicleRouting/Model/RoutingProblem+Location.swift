extension RoutingProblem {
  /// A point in the plane, or on the globe.
  ///
  /// ```swift
  /// let corner = RoutingProblem.Location(x: 3, y: 4)
  /// let leuven = RoutingProblem.Location(latitude: 50.88, longitude: 4.70)
  /// print(leuven.x)  // 4.7: the longitude lies along the x axis
  /// ```
  public struct Location: Sendable, Hashable, Codable {
    /// The coordinate to the right; the longitude in degrees on the globe.
    public var x: Double
    /// The coordinate upwards; the latitude in degrees on the globe.
    public var y: Double

    /// A point in the plane.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    /// A point on the globe, for ``RoutingProblem/Distances/greatCircle(roadFactor:)``.
    ///
    /// - Parameters:
    ///   - latitude: Degrees north of the equator, −90 to 90.
    ///   - longitude: Degrees east of Greenwich, −180 to 180.
    public init(latitude: Double, longitude: Double) {
      self.init(x: longitude, y: latitude)
    }
  }
}
