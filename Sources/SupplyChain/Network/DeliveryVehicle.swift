public import SupplyChainCore

/// A kind of vehicle that stands at a warehouse and delivers to its customers.
///
/// ```swift
/// let van = try DeliveryVehicle(
///   name: "van", site: "SYD", count: 12, weightCapacity: 1_300, volumeCapacity: 9,
///   fixedCost: 55, costPerKilometre: 0.42, costPerHour: 34, maximumHours: 10)
/// ```
public struct DeliveryVehicle: Hashable, Sendable, Codable {
  /// What the vehicle is called.
  public let name: String
  /// The warehouse where it stands.
  public let site: String
  /// How many tours such vehicles can make in one delivery cycle.
  public let count: Int
  /// The weight it carries, in kilograms.
  public let weightCapacity: Double
  /// The volume it carries, in cubic metres.
  public let volumeCapacity: Double
  /// The cost of a tour before the first kilometre, in money.
  public let fixedCost: Double
  /// The cost of a kilometre, in money.
  public let costPerKilometre: Double
  /// The cost of an hour of driving or unloading, in money.
  public let costPerHour: Double
  /// The longest tour in hours; `nil` for no limit.
  public let maximumHours: Double?

  /// Describes a kind of vehicle.
  ///
  /// - Parameters:
  ///   - name: What the vehicle is called.
  ///   - site: The warehouse where it stands.
  ///   - count: How many tours such vehicles can make in one delivery cycle; at least 1.
  ///   - weightCapacity: The weight it carries, in kilograms; above zero.
  ///   - volumeCapacity: The volume it carries, in cubic metres; above zero.
  ///   - fixedCost: The cost of a tour before the first kilometre; zero or more.
  ///   - costPerKilometre: The cost of a kilometre; zero or more.
  ///   - costPerHour: The cost of an hour of driving or unloading; zero or more.
  ///   - maximumHours: The longest tour in hours; above zero.
  /// - Throws: `InvalidInput` naming every field that can't be meant.
  public init(
    name: String, site: String, count: Int, weightCapacity: Double, volumeCapacity: Double,
    fixedCost: Double, costPerKilometre: Double, costPerHour: Double,
    maximumHours: Double? = nil
  ) throws(InvalidInput) {
    self.name = name
    self.site = site
    self.count = count
    self.weightCapacity = weightCapacity
    self.volumeCapacity = volumeCapacity
    self.fixedCost = fixedCost
    self.costPerKilometre = costPerKilometre
    self.costPerHour = costPerHour
    self.maximumHours = maximumHours

    var checks = InputChecks()
    if name.isEmpty { checks.report("vehicle.name", "is empty") }
    checks.require(
      (1...100_000).contains(count), "vehicle.count", value: count, "is not in 1...100000")
    checks.requirePositive(weightCapacity, "vehicle.weightCapacity")
    checks.requirePositive(volumeCapacity, "vehicle.volumeCapacity")
    checks.requireNonNegative(fixedCost, "vehicle.fixedCost")
    checks.requireNonNegative(costPerKilometre, "vehicle.costPerKilometre")
    checks.requireNonNegative(costPerHour, "vehicle.costPerHour")
    if let maximumHours { checks.requirePositive(maximumHours, "vehicle.maximumHours") }
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey {
    case name, site, count, weightCapacity, volumeCapacity, fixedCost, costPerKilometre
    case costPerHour, maximumHours
  }

  /// Decodes a vehicle and checks it as the other initialiser does.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: values.decode(String.self, forKey: .name),
      site: values.decode(String.self, forKey: .site),
      count: values.decode(Int.self, forKey: .count),
      weightCapacity: values.decode(Double.self, forKey: .weightCapacity),
      volumeCapacity: values.decode(Double.self, forKey: .volumeCapacity),
      fixedCost: values.decode(Double.self, forKey: .fixedCost),
      costPerKilometre: values.decode(Double.self, forKey: .costPerKilometre),
      costPerHour: values.decode(Double.self, forKey: .costPerHour),
      maximumHours: values.decodeIfPresent(Double.self, forKey: .maximumHours))
  }
}
