private import RealModule

/// Distances computed from coordinates: nothing is stored but the points.
struct CoordinateDistances: ~Copyable {
  private enum Measure { case euclidean, rounded, truncated, greatCircle }
  private let measure: Measure
  /// Two numbers a point in the plane, three on the globe.
  private let points: FlatArray<Double>
  private let sphereDiameter: Double

  /// The distances between locations; those of a matrix are not its business.
  init(_ measure: RoutingProblem.Distances.Measure, between locations: [RoutingProblem.Location]) {
    var (isGlobe, diameter) = (false, 0.0)
    switch measure {
    case .euclidean: self.measure = .euclidean
    case .rounded: self.measure = .rounded
    case .truncated: self.measure = .truncated
    case .greatCircle(let roadFactor):
      self.measure = .greatCircle
      (isGlobe, diameter) = (true, 2 * RoutingProblem.Distances.earthRadius * roadFactor)
    case .matrix: self.measure = .euclidean
    }
    sphereDiameter = diameter
    let isOnGlobe = isGlobe
    points = FlatArray(locations.flatMap { isOnGlobe ? $0.unitVector : [$0.x, $0.y] })
  }

  /// The distance from one point to another.
  @inline(__always) subscript(from: Int, to: Int) -> Double {
    switch measure {
    case .euclidean: return planar(from, to)
    case .rounded: return floor(planar(from, to) + 0.5)
    case .truncated: return floor(10 * planar(from, to))
    case .greatCircle: return spherical(from, to)
    }
  }

  @inline(__always) private func planar(_ from: Int, _ to: Int) -> Double {
    let x = points[2 * from] - points[2 * to]
    let y = points[2 * from + 1] - points[2 * to + 1]
    return (x * x + y * y).squareRoot()
  }

  private func spherical(_ from: Int, _ to: Int) -> Double {
    let x = points[3 * from] - points[3 * to]
    let y = points[3 * from + 1] - points[3 * to + 1]
    let z = points[3 * from + 2] - points[3 * to + 2]
    // Half the chord is the sine of half the angle: exact for near places, where a cosine is not.
    return sphereDiameter * Double.asin(Swift.min(1, 0.5 * (x * x + y * y + z * z).squareRoot()))
  }

  /// Rounds down a number below 2⁵¹ without a call or a branch: the sum has no bits left for a
  /// fraction.
  @inline(__always) private func floor(_ value: Double) -> Double {
    let nearest = (value + 0x1.8p52) - 0x1.8p52
    return nearest - (nearest > value ? 1 : 0)
  }
}

extension RoutingProblem {
  /// All distances, depots first.
  var distanceTable: [Double] {
    if case .matrix(let matrix) = distances.measure { return matrix.values }
    let places = 0..<placeCount
    let coordinates = CoordinateDistances(
      distances.measure, between: places.map { location(ofPlace: $0) })
    return places.flatMap { from in places.map { to in coordinates[from, to] } }
  }
}
