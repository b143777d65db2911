extension RoutingProblem {
  /// Vehicles that are alike.
  ///
  /// ```swift
  /// let van = RoutingProblem.VehicleType(
  ///   count: 5, capacity: [8, 2.5], fixedCost: 90, costPerDistance: 0.4,
  ///   shift: .init(from: 360, to: 1080), maximumDistance: 400, name: "van")
  /// let driver = RoutingProblem.VehicleType(
  ///   capacity: [8, 2.5], costPerDuration: 0.5, regularDuration: 480, costPerOvertime: 0.3)
  /// let courier = RoutingProblem.VehicleType(capacity: [1, 0.1], endDepot: nil)  // an open route
  /// ```
  public struct VehicleType: Sendable, Hashable {
    /// How many there are; `nil` for as many as needed.
    public var count: Int?
    /// What one carries, a number for each dimension of the load.
    public var capacity: [Double]
    /// The cost of using one at all.
    public var fixedCost: Double
    /// The cost of a unit of distance.
    public var costPerDistance: Double
    /// The cost of a unit of time from the start of the route to its end.
    public var costPerDuration: Double
    /// The time under way after which overtime begins; `nil` for no overtime.
    public var regularDuration: Double?
    /// The cost of a unit of overtime, on top of that of its duration.
    public var costPerOvertime: Double
    /// The depot where it starts; `nil` where the way to the first client costs nothing.
    public var startDepot: Int?
    /// The depot where it ends; `nil` for an open route, which ends at its last client.
    public var endDepot: Int?
    /// When it may leave and must be back.
    public var shift: TimeWindow
    /// The longest distance of one route; `nil` for no limit.
    public var maximumDistance: Double?
    /// The longest time from start to end of one route; `nil` for no limit.
    public var maximumDuration: Double?
    /// What people call the type; no solver looks at it.
    public var name: String?

    /// Describes vehicles that are alike.
    ///
    /// - Parameters:
    ///   - count: How many there are; `nil` for as many as needed.
    ///   - capacity: What one carries, a number for each dimension of the load.
    ///   - fixedCost: The cost of using one at all.
    ///   - costPerDistance: The cost of a unit of distance.
    ///   - costPerDuration: The cost of a unit of time under way, waiting and service included.
    ///   - regularDuration: The time under way after which overtime begins; `nil` for no overtime.
    ///   - costPerOvertime: The cost of a unit of overtime, on top of that of its duration.
    ///   - startDepot: The index of the depot where it starts; `nil` for none.
    ///   - endDepot: The index of the depot where it ends; `nil` for an open route.
    ///   - shift: When it may leave and must be back.
    ///   - maximumDistance: The longest distance of one route; `nil` for no limit.
    ///   - maximumDuration: The longest time of one route; `nil` for no limit.
    ///   - name: What people call the type.
    public init(
      count: Int? = nil, capacity: [Double] = [], fixedCost: Double = 0,
      costPerDistance: Double = 1, costPerDuration: Double = 0, regularDuration: Double? = nil,
      costPerOvertime: Double = 0, startDepot: Int? = 0, endDepot: Int? = 0,
      shift: TimeWindow = .always, maximumDistance: Double? = nil,
      maximumDuration: Double? = nil, name: String? = nil
    ) {
      self.count = count
      self.capacity = capacity
      self.fixedCost = fixedCost
      self.costPerDistance = costPerDistance
      self.costPerDuration = costPerDuration
      self.regularDuration = regularDuration
      self.costPerOvertime = costPerOvertime
      self.startDepot = startDepot
      self.endDepot = endDepot
      self.shift = shift
      self.maximumDistance = maximumDistance
      self.maximumDuration = maximumDuration
      self.name = name
    }
  }
}

extension RoutingProblem.VehicleType: Codable {
  private enum CodingKeys: String, CodingKey {
    case count, capacity, fixedCost, costPerDistance, costPerDuration, regularDuration
    case costPerOvertime, startDepot, endDepot, shift, maximumDistance, maximumDuration, name
  }

  /// Reads a type; what is absent has the default of the initialiser, a `null` depot is none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func depot(_ key: CodingKeys) throws -> Int? {
      container.contains(key) ? try container.decode(Int?.self, forKey: key) : 0
    }
    self.init(
      count: try container.decodeIfPresent(Int.self, forKey: .count),
      capacity: try container.decodeIfPresent([Double].self, forKey: .capacity) ?? [],
      fixedCost: try container.decodeIfPresent(Double.self, forKey: .fixedCost) ?? 0,
      costPerDistance: try container.decodeIfPresent(Double.self, forKey: .costPerDistance) ?? 1,
      costPerDuration: try container.decodeIfPresent(Double.self, forKey: .costPerDuration) ?? 0,
      regularDuration: try container.decodeIfPresent(Double.self, forKey: .regularDuration),
      costPerOvertime: try container.decodeIfPresent(Double.self, forKey: .costPerOvertime) ?? 0,
      startDepot: try depot(.startDepot), endDepot: try depot(.endDepot),
      shift: try container.decodeIfPresent(RoutingProblem.TimeWindow.self, forKey: .shift)
        ?? .always,
      maximumDistance: try container.decodeIfPresent(Double.self, forKey: .maximumDistance),
      maximumDuration: try container.decodeIfPresent(Double.self, forKey: .maximumDuration),
      name: try container.decodeIfPresent(String.self, forKey: .name))
  }

  /// Writes a type; an open end is a `null`, so that it is not taken for the default.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(count, forKey: .count)
    try container.encode(capacity, forKey: .capacity)
    try container.encode(fixedCost, forKey: .fixedCost)
    try container.encode(costPerDistance, forKey: .costPerDistance)
    try container.encode(costPerDuration, forKey: .costPerDuration)
    try container.encodeIfPresent(regularDuration, forKey: .regularDuration)
    try container.encode(costPerOvertime, forKey: .costPerOvertime)
    try container.encode(startDepot, forKey: .startDepot)
    try container.encode(endDepot, forKey: .endDepot)
    try container.encode(shift, forKey: .shift)
    try container.encodeIfPresent(maximumDistance, forKey: .maximumDistance)
    try container.encodeIfPresent(maximumDuration, forKey: .maximumDuration)
    try container.encodeIfPresent(name, forKey: .name)
  }
}

extension RoutingProblem.VehicleType {
  /// What the time from the start of a route to its end costs.
  func timeCost(_ duration: Double) -> (duration: Double, overtime: Double) {
    (
      costPerDuration * duration,
      regularDuration.map { costPerOvertime * max(0, duration - $0) } ?? 0
    )
  }
}
