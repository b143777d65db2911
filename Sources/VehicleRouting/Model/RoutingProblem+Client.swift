extension RoutingProblem {
  /// Someone to visit once.
  ///
  /// ```swift
  /// let shop = RoutingProblem.Client(
  ///   at: .init(latitude: 51.22, longitude: 4.40), demand: [12, 0.8],
  ///   window: .init(from: 480, to: 600), serviceTime: 15, name: "Antwerp")
  /// let canWait = RoutingProblem.Client(at: .init(x: 1, y: 2), demand: [1], prize: 40)
  /// let returnsEmpties = RoutingProblem.Client(at: .init(x: 5, y: 2), demand: [3], isBackhaul: true)
  /// print(shop.isRequired, canWait.isRequired)  // true false
  /// ```
  public struct Client: Sendable, Hashable {
    /// Where the client is.
    public var location: Location
    /// What is delivered, or picked up on a backhaul; one number for each dimension of the load, none
    /// negative.
    public var demand: [Double]
    /// When service may start.
    public var window: TimeWindow
    /// How long service takes.
    public var serviceTime: Double
    /// What a visit earns; `nil` for a client who must be visited whatever it costs.
    ///
    /// A client with a prize is left out where the detour costs more than the prize.
    public var prize: Double?
    /// Whether the demand is picked up and brought to the depot instead of delivered.
    ///
    /// On each route backhauls come after all deliveries, and no route has backhauls alone: the
    /// vehicle is empty when it begins to pick up (Goetschalckx and Jacobs-Blecha 1989,
    /// <https://doi.org/10.1016/0377-2217(89)90057-X>).
    public var isBackhaul: Bool
    /// What people call the client; no solver looks at it.
    public var name: String?

    /// Describes a client.
    ///
    /// - Parameters:
    ///   - location: Where the client is.
    ///   - demand: What is delivered or picked up, one number for each dimension of the load.
    ///   - window: When service may start.
    ///   - serviceTime: How long service takes.
    ///   - prize: What a visit earns; `nil` for a client who must be visited.
    ///   - isBackhaul: Whether the demand is picked up instead of delivered.
    ///   - name: What people call the client.
    public init(
      at location: Location, demand: [Double] = [], window: TimeWindow = .always,
      serviceTime: Double = 0, prize: Double? = nil, isBackhaul: Bool = false,
      name: String? = nil
    ) {
      self.location = location
      self.demand = demand
      self.window = window
      self.serviceTime = serviceTime
      self.prize = prize
      self.isBackhaul = isBackhaul
      self.name = name
    }

    /// Whether the client must be visited.
    public var isRequired: Bool { prize == nil }
  }

  /// A place where routes start and end.
  ///
  /// ```swift
  /// let depot = RoutingProblem.Depot(at: .init(x: 0, y: 0), name: "Warehouse 1")
  /// ```
  public struct Depot: Sendable, Hashable, Codable {
    /// Where the depot is.
    public var location: Location
    /// What people call the depot; no solver looks at it.
    public var name: String?

    /// Describes a depot.
    public init(at location: Location, name: String? = nil) {
      self.location = location
      self.name = name
    }
  }
}

extension RoutingProblem.Client: Codable {
  private enum CodingKeys: String, CodingKey {
    case location, demand, window, serviceTime, prize, isBackhaul, name
  }

  /// Reads a client; everything but the location has the default of the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      at: try container.decode(RoutingProblem.Location.self, forKey: .location),
      demand: try container.decodeIfPresent([Double].self, forKey: .demand) ?? [],
      window: try container.decodeIfPresent(RoutingProblem.TimeWindow.self, forKey: .window)
        ?? .always,
      serviceTime: try container.decodeIfPresent(Double.self, forKey: .serviceTime) ?? 0,
      prize: try container.decodeIfPresent(Double.self, forKey: .prize),
      isBackhaul: try container.decodeIfPresent(Bool.self, forKey: .isBackhaul) ?? false,
      name: try container.decodeIfPresent(String.self, forKey: .name))
  }
}
