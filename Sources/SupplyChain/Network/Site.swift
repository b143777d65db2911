public import SupplyChainCore

/// A place of the network: a source, a warehouse or a customer.
///
/// The part it plays follows from how it is connected: a source is supplied by no one, a warehouse
/// holds stock and is supplied by a source, a customer takes a share of its warehouse's demand.
///
/// ```swift
/// let winery = try Site(id: "GAW", latitude: -34.60, longitude: 138.75)
/// let warehouse = try Site(
///   id: "SYD", latitude: -33.87, longitude: 151.21, suppliedBy: "GAW", reviewDays: 7,
///   leadTimeDays: 8)
/// let shop = try Site(
///   id: "SYD-01", latitude: -33.80, longitude: 151.00, suppliedBy: "SYD", share: 0.04)
/// ```
public struct Site: Hashable, Sendable, Codable, Identifiable {
  /// The name by which the rest of the network refers to it.
  public let id: String
  /// The name that people read.
  public let name: String
  /// The latitude in degrees, north positive.
  public let latitude: Double
  /// The longitude in degrees, east positive.
  public let longitude: Double
  /// The site that supplies it; `nil` for a source.
  public let suppliedBy: String?
  /// The share of its warehouse's demand that it takes, relative to the other customers; `nil` if
  /// it is no customer.
  public let share: Double?
  /// The days between two orders to its source, before the plan learns better.
  public let reviewDays: Int
  /// The days from an order to its arrival, before the plan learns better.
  public let leadTimeDays: Int

  /// Describes a place.
  ///
  /// - Parameters:
  ///   - id: The name by which the rest of the network refers to it.
  ///   - name: The name that people read; the `id` if there is none.
  ///   - latitude: The latitude in degrees, −90 to 90.
  ///   - longitude: The longitude in degrees, −180 to 180.
  ///   - suppliedBy: The site that supplies it; `nil` for a source.
  ///   - share: A customer's share of its warehouse's demand; zero or more.
  ///   - reviewDays: The days between two orders to its source; 1 to 366.
  ///   - leadTimeDays: The days from an order to its arrival; 1 to 366.
  /// - Throws: `InvalidInput` naming every field that can't be meant.
  public init(
    id: String, name: String? = nil, latitude: Double, longitude: Double,
    suppliedBy: String? = nil, share: Double? = nil, reviewDays: Int = 7, leadTimeDays: Int = 7
  ) throws(InvalidInput) {
    self.id = id
    self.name = name ?? id
    self.latitude = latitude
    self.longitude = longitude
    self.suppliedBy = suppliedBy
    self.share = share
    self.reviewDays = reviewDays
    self.leadTimeDays = leadTimeDays

    var checks = InputChecks()
    if id.isEmpty { checks.report("site.id", "is empty") }
    checks.require(
      (-90...90).contains(latitude), "site.latitude", value: latitude, "is not in -90...90")
    checks.require(
      (-180...180).contains(longitude), "site.longitude", value: longitude,
      "is not in -180...180")
    checks.require(suppliedBy != id, "site.suppliedBy", value: id, "is the site itself")
    if let share { checks.requireNonNegative(share, "site.share") }
    checks.require(
      (1...366).contains(reviewDays), "site.reviewDays", value: reviewDays, "is not in 1...366")
    checks.require(
      (1...366).contains(leadTimeDays), "site.leadTimeDays", value: leadTimeDays,
      "is not in 1...366")
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, latitude, longitude, suppliedBy, share, reviewDays, leadTimeDays
  }

  /// Decodes a site and checks it as the other initialiser does.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      id: values.decode(String.self, forKey: .id),
      name: values.decodeIfPresent(String.self, forKey: .name),
      latitude: values.decode(Double.self, forKey: .latitude),
      longitude: values.decode(Double.self, forKey: .longitude),
      suppliedBy: values.decodeIfPresent(String.self, forKey: .suppliedBy),
      share: values.decodeIfPresent(Double.self, forKey: .share),
      reviewDays: values.decodeIfPresent(Int.self, forKey: .reviewDays) ?? 7,
      leadTimeDays: values.decodeIfPresent(Int.self, forKey: .leadTimeDays) ?? 7)
  }
}
