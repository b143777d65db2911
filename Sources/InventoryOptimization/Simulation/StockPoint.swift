/// A place where a product is kept: one product at one site.
///
/// Several products at a site are several points.
///
/// ```swift
/// let shop = StockPoint(
///   "shop", policy: .baseStock(7), demand: IndependentDemand(try Normal(mean: 5, standardDeviation: 1)),
///   suppliedBy: [.init("warehouse")], leadTime: FixedLeadTime(1),
///   costs: .init(holding: 7, backorder: 37.12))
/// ```
public struct StockPoint: Sendable {
  /// The name by which others refer to it.
  public var name: String
  /// What decides how much is ordered.
  public var policy: any ReplenishmentPolicy
  /// What customers want here; `nil` where no customer comes.
  public var demand: (any DemandPattern)?
  /// Where its supply comes from; empty for a supplier outside who never runs out.
  ///
  /// Of each of several suppliers it takes a component: goods are made once all are there.
  public var suppliers: [Supplier]
  /// How long a shipment to this point takes, from when the supplier, or the last of several, has
  /// shipped it.
  public var leadTime: any LeadTimeProcess
  /// Whether a shipment can arrive before an earlier one.
  public var ordersMayCross: Bool
  /// How much arrives of what was ordered; all of it where `nil`.
  public var yield: (any YieldProcess)?
  /// What fails now and then.
  public var disruption: Disruption?
  /// What becomes of demand that cannot be met.
  public var unmetDemand: UnmetDemand
  /// Who gets what if there is not enough for all points supplied from here.
  public var allocation: Allocation
  /// The most units that can be ordered in a period.
  public var capacity: Double
  /// The periods for which a unit can be sold, that of its arrival included; `nil` where it keeps.
  public var shelfLife: Int?
  /// What stock costs here.
  public var costs: Costs
  /// The units on hand at the start; `nil` for what suits the policy.
  public var initialStock: Double?

  /// A supplier of a stock point.
  public struct Supplier: Hashable, Sendable, Codable {
    /// The name of the stock point that supplies.
    public var name: String
    /// How many of its units go into one here.
    public var unitsPerUnit: Double

    /// A supplier of a stock point.
    ///
    /// - Parameters:
    ///   - name: The name of the stock point that supplies.
    ///   - unitsPerUnit: How many of its units go into one here.
    public init(_ name: String, unitsPerUnit: Double = 1) {
      self.name = name
      self.unitsPerUnit = unitsPerUnit
    }
  }

  /// What becomes of demand that cannot be met.
  public enum UnmetDemand: String, Hashable, Sendable, Codable {
    /// The customer waits.
    case backordered
    /// The customer buys elsewhere.
    case lost
  }

  /// Who gets what if there is not enough for all points supplied from here; customers come first.
  public enum Allocation: String, Hashable, Sendable, Codable {
    /// Everybody the same share of what he is owed.
    case proportional
    /// In the order in which the points stand in the network.
    case inOrder
  }

  /// What stock costs; all in the same money, per period where it is about time.
  public struct Costs: Hashable, Sendable, Codable {
    /// A unit on hand at the end of a period.
    public var holding: Double
    /// A unit on its way to this point at the end of a period.
    public var inTransit: Double
    /// A unit that customers wait for at the end of a period.
    public var backorder: Double
    /// A unit of demand that is lost.
    public var lostSale: Double
    /// An order.
    public var ordering: Double
    /// A unit ordered.
    public var unit: Double
    /// A unit that is thrown away at the end of its shelf life.
    public var disposal: Double

    /// What stock costs.
    ///
    /// - Parameters:
    ///   - holding: A unit on hand at the end of a period.
    ///   - inTransit: A unit on its way to this point at the end of a period.
    ///   - backorder: A unit that customers wait for at the end of a period.
    ///   - lostSale: A unit of demand that is lost.
    ///   - ordering: An order.
    ///   - unit: A unit ordered.
    ///   - disposal: A unit that is thrown away at the end of its shelf life.
    public init(
      holding: Double = 0, inTransit: Double = 0, backorder: Double = 0, lostSale: Double = 0,
      ordering: Double = 0, unit: Double = 0, disposal: Double = 0
    ) {
      self.holding = holding
      self.inTransit = inTransit
      self.backorder = backorder
      self.lostSale = lostSale
      self.ordering = ordering
      self.unit = unit
      self.disposal = disposal
    }
  }

  /// Describes a stock point; the network checks it.
  ///
  /// - Parameters:
  ///   - name: The name by which others refer to it.
  ///   - policy: What decides how much is ordered.
  ///   - demand: What customers want here; `nil` where no customer comes.
  ///   - suppliers: Where its supply comes from; empty for a supplier outside who never runs out.
  ///   - leadTime: How long a shipment to this point takes.
  ///   - costs: What stock costs here.
  ///   - unmetDemand: What becomes of demand that cannot be met.
  ///   - yield: How much arrives of what was ordered; all of it where `nil`.
  ///   - disruption: What fails now and then.
  ///   - allocation: Who gets what if there is not enough for all points supplied from here.
  ///   - capacity: The most units that can be ordered in a period.
  ///   - shelfLife: The periods for which a unit can be sold; `nil` where it keeps.
  ///   - ordersMayCross: Whether a shipment can arrive before an earlier one.
  ///   - initialStock: The units on hand at the start; `nil` for what suits the policy.
  public init(
    _ name: String, policy: any ReplenishmentPolicy, demand: (any DemandPattern)? = nil,
    suppliedBy suppliers: [Supplier] = [], leadTime: any LeadTimeProcess = FixedLeadTime(0),
    costs: Costs = Costs(), unmetDemand: UnmetDemand = .backordered,
    yield: (any YieldProcess)? = nil, disruption: Disruption? = nil,
    allocation: Allocation = .proportional, capacity: Double = .infinity, shelfLife: Int? = nil,
    ordersMayCross: Bool = true, initialStock: Double? = nil
  ) {
    self.name = name
    self.policy = policy
    self.demand = demand
    self.suppliers = suppliers
    self.leadTime = leadTime
    self.costs = costs
    self.unmetDemand = unmetDemand
    self.yield = yield
    self.disruption = disruption
    self.allocation = allocation
    self.capacity = capacity
    self.shelfLife = shelfLife
    self.ordersMayCross = ordersMayCross
    self.initialStock = initialStock
  }
}
