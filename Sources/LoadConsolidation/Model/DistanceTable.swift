private import RealModule
public import SupplyChainCore

/// How far it is from place to place, from a table of lanes or from coordinates.
///
/// ```swift
/// let table = try DistanceTable(kilometres: [
///   Lane(from: "Ghent", to: "Lille"): 75
/// ])
/// assert(table.distance(from: "Ghent", to: "Lille") == 75)
/// ```
public struct DistanceTable: Hashable, Sendable, Codable {
  /// A place on the globe.
  public struct Place: Hashable, Sendable, Codable {
    /// The code that shipments use.
    public var code: String
    /// Degrees north of the equator.
    public var latitude: Double
    /// Degrees east of Greenwich.
    public var longitude: Double

    /// Describes a place.
    ///
    /// - Parameters:
    ///   - code: The code that shipments use.
    ///   - latitude: Degrees north of the equator.
    ///   - longitude: Degrees east of Greenwich.
    public init(code: String, latitude: Double, longitude: Double) {
      self.code = code
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// The lanes whose distance is known; it wins over coordinates.
  public let kilometres: [Lane: Double]
  /// The places with coordinates.
  public let places: [Place]
  /// How much longer the road is than the great circle.
  public let detourFactor: Double

  private let indexOfPlace: [String: Int]

  /// A table without any distance, which is enough where no rate asks for one.
  public static let unknown = DistanceTable()

  private init() {
    kilometres = [:]
    places = []
    detourFactor = 1
    indexOfPlace = [:]
  }

  /// Distances of lanes, of places, or of both.
  ///
  /// - Parameters:
  ///   - kilometres: Known distances; one way only where the way back is not listed.
  ///   - places: Places with coordinates; between them the distance is the great circle times
  ///     the detour factor.
  ///   - detourFactor: How much longer the road is than the great circle; 1.3 is usual for roads.
  /// - Throws: `InvalidInput` for a negative distance, a coordinate off the globe, a place twice.
  /// - Complexity: O(lanes + places) in time and memory.
  public init(
    kilometres: [Lane: Double] = [:], places: [Place] = [], detourFactor: Double = 1.3
  ) throws(InvalidInput) {
    self.kilometres = kilometres
    self.places = places
    self.detourFactor = detourFactor
    var checks = InputChecks()
    let wrong = kilometres.filter { !($0.value >= 0 && $0.value.isFinite) }
    for (lane, distance) in wrong.sorted(by: { $0.key.description < $1.key.description }) {
      checks.report("kilometres", value: "\(distance)", "is not a distance, for \(lane)")
    }
    var index: [String: Int] = [:]
    for (position, place) in places.enumerated() {
      checks.require(
        place.latitude.magnitude <= 90, "places.latitude", at: position, value: place.latitude,
        "is not between −90 and 90")
      checks.require(
        place.longitude.magnitude <= 180, "places.longitude", at: position,
        value: place.longitude, "is not between −180 and 180")
      if index.updateValue(position, forKey: place.code) != nil {
        checks.report("places.code", at: position, value: place.code, "occurs twice")
      }
    }
    checks.requirePositive(detourFactor, "detourFactor")
    try checks.finish()
    indexOfPlace = index
  }

  /// The distance in kilometres; `nil` where it is not known, zero from a place to itself.
  public func distance(from origin: String, to destination: String) -> Double? {
    if origin == destination { return 0 }
    if let known = kilometres[Lane(from: origin, to: destination)] { return known }
    guard let from = indexOfPlace[origin], let to = indexOfPlace[destination] else { return nil }
    return detourFactor * Self.greatCircle(places[from], places[to])
  }

  /// The haversine formula on a sphere of the Earth's mean radius.
  private static func greatCircle(_ start: Place, _ end: Place) -> Double {
    let radius = 6_371.0088
    let degree = Double.pi / 180
    let height = Double.sin((end.latitude - start.latitude) * degree / 2)
    let width = Double.sin((end.longitude - start.longitude) * degree / 2)
    let haversine =
      height * height
      + Double.cos(start.latitude * degree) * Double.cos(end.latitude * degree) * width * width
    return 2 * radius * Double.asin(min(1, haversine.squareRoot()))
  }

  private enum CodingKeys: String, CodingKey { case lanes, places, detourFactor }

  private struct LaneDistance: Codable {
    var lane: Lane
    var kilometres: Double
  }

  /// Decodes a table, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let lanes = try values.decode([LaneDistance].self, forKey: .lanes)
    try self.init(
      kilometres: Dictionary(
        lanes.map { ($0.lane, $0.kilometres) }, uniquingKeysWith: { first, _ in first }),
      places: values.decode([Place].self, forKey: .places),
      detourFactor: values.decode(Double.self, forKey: .detourFactor))
  }

  /// Encodes the table, lanes in alphabetical order.
  ///
  /// - Parameter encoder: The encoder.
  /// - Throws: An encoding error.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    let lanes = kilometres.map { LaneDistance(lane: $0.key, kilometres: $0.value) }
      .sorted { ($0.lane.origin, $0.lane.destination) < ($1.lane.origin, $1.lane.destination) }
    try values.encode(lanes, forKey: .lanes)
    try values.encode(places, forKey: .places)
    try values.encode(detourFactor, forKey: .detourFactor)
  }
}
