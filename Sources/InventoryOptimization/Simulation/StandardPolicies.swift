/// Orders up to a level in each period.
///
/// ```swift
/// let point = StockPoint("shop", policy: .baseStock(265))
/// ```
public struct BaseStockPolicy: ReplenishmentPolicy, Hashable, Codable {
  /// The inventory position after each order.
  public var level: Double

  /// Orders up to a level in each period.
  ///
  /// - Parameter level: The inventory position after each order.
  public init(level: Double) { self.level = level }

  /// What is missing to the level.
  public func order(at state: StockState) -> Double { level - state.position }

  /// The level.
  public var startingStock: Double { max(0, level) }
}

/// Orders up to a level of the whole echelon: of this point and all that it supplies.
///
/// ```swift
/// let warehouse = StockPoint("warehouse", policy: .echelonBaseStock(1_200))
/// ```
public struct EchelonBaseStockPolicy: ReplenishmentPolicy, Hashable, Codable {
  /// The position of the echelon after each order.
  public var level: Double

  /// Orders up to a level of the whole echelon.
  ///
  /// - Parameter level: The position of the echelon after each order.
  public init(level: Double) { self.level = level }

  /// What is missing to the level.
  public func order(at state: StockState) -> Double { level - state.echelonPosition }
}

/// The (r, Q) policy: when the position is at or below r, order as many Q as bring it above.
///
/// ```swift
/// let point = StockPoint("shop", policy: .reorderPoint(127, orderQuantity: 318))
/// ```
public struct ReorderPointPolicy: ReplenishmentPolicy, Hashable, Codable {
  /// The position at or below which an order is placed.
  public var reorderPoint: Double
  /// Units an order.
  public var orderQuantity: Double

  /// When the position is at or below a point, order a fixed quantity.
  ///
  /// - Parameters:
  ///   - reorderPoint: The position at or below which an order is placed.
  ///   - orderQuantity: Units an order, above zero.
  public init(reorderPoint: Double, orderQuantity: Double) {
    self.reorderPoint = reorderPoint
    self.orderQuantity = orderQuantity
  }

  /// The least number of lots that brings the position above the reorder point.
  public func order(at state: StockState) -> Double {
    let missing = reorderPoint - state.position
    guard missing >= 0 else { return 0 }
    return ((missing / orderQuantity).rounded(.down) + 1) * orderQuantity
  }

  /// The highest position.
  public var startingStock: Double { max(0, reorderPoint + orderQuantity) }
}

/// The (s, S) policy: when the position is at or below s, order up to S.
///
/// ```swift
/// let point = StockPoint("shop", policy: .minMax(reorderPoint: 14, orderUpToLevel: 62))
/// ```
public struct MinMaxPolicy: ReplenishmentPolicy, Hashable, Codable {
  /// The position at or below which an order is placed.
  public var reorderPoint: Double
  /// The position after an order.
  public var orderUpToLevel: Double

  /// When the position is at or below a point, order up to a level.
  ///
  /// - Parameters:
  ///   - reorderPoint: The position at or below which an order is placed.
  ///   - orderUpToLevel: The position after an order.
  public init(reorderPoint: Double, orderUpToLevel: Double) {
    self.reorderPoint = reorderPoint
    self.orderUpToLevel = orderUpToLevel
  }

  /// What is missing to the level, if the position is low enough.
  public func order(at state: StockState) -> Double {
    state.position <= reorderPoint ? orderUpToLevel - state.position : 0
  }

  /// The order-up-to level.
  public var startingStock: Double { max(0, orderUpToLevel) }
}

/// Lets a policy look only every few periods.
///
/// ```swift
/// // (R, s, S): once a week.
/// let weekly = ReviewedPolicy(every: 7, MinMaxPolicy(reorderPoint: 14, orderUpToLevel: 62))
/// ```
public struct ReviewedPolicy<Base: ReplenishmentPolicy>: ReplenishmentPolicy {
  /// The periods from one review to the next.
  public var interval: Int
  /// The first period with a review.
  public var offset: Int
  /// What decides then.
  public var base: Base

  /// Lets a policy look only every few periods.
  ///
  /// - Parameters:
  ///   - interval: The periods from one review to the next; one where it is less.
  ///   - offset: The first period with a review.
  ///   - base: What decides then.
  public init(every interval: Int, offset: Int = 0, _ base: Base) {
    self.interval = max(1, interval)
    self.offset = max(0, offset)
    self.base = base
  }

  /// What the policy orders in a period of review, and nothing in between.
  public func order(at state: StockState) -> Double {
    state.period >= offset && (state.period - offset).isMultiple(of: interval)
      ? base.order(at: state) : 0
  }

  /// That of the policy.
  public var startingStock: Double { base.startingStock }
}

/// Rounds orders up to whole packs and to a minimum.
///
/// ```swift
/// let inCases = PackedPolicy(of: 12, minimum: 48, BaseStockPolicy(level: 265))
/// ```
public struct PackedPolicy<Base: ReplenishmentPolicy>: ReplenishmentPolicy {
  /// Units a pack.
  public var packSize: Double
  /// The fewest units that the supplier delivers.
  public var minimum: Double
  /// What decides how much is needed.
  public var base: Base

  /// Rounds orders up to whole packs and to a minimum.
  ///
  /// - Parameters:
  ///   - packSize: Units a pack; no rounding where it is not above zero.
  ///   - minimum: The fewest units that the supplier delivers.
  ///   - base: What decides how much is needed.
  public init(of packSize: Double, minimum: Double = 0, _ base: Base) {
    self.packSize = packSize
    self.minimum = minimum
    self.base = base
  }

  /// What the policy orders, in whole packs.
  public func order(at state: StockState) -> Double {
    let needed = base.order(at: state)
    guard needed > 0 else { return 0 }
    let quantity = max(needed, minimum)
    return packSize > 0 ? (quantity / packSize).rounded(.up) * packSize : quantity
  }

  /// That of the policy.
  public var startingStock: Double { base.startingStock }
}

extension ReplenishmentPolicy where Self == BaseStockPolicy {
  /// Orders up to a level in each period.
  public static func baseStock(_ level: Double) -> Self { Self(level: level) }
}

extension ReplenishmentPolicy where Self == EchelonBaseStockPolicy {
  /// Orders up to a level of the whole echelon in each period.
  public static func echelonBaseStock(_ level: Double) -> Self { Self(level: level) }
}

extension ReplenishmentPolicy where Self == ReorderPointPolicy {
  /// Orders a fixed quantity when the position is at or below a point.
  public static func reorderPoint(_ reorderPoint: Double, orderQuantity: Double) -> Self {
    Self(reorderPoint: reorderPoint, orderQuantity: orderQuantity)
  }
}

extension ReplenishmentPolicy where Self == MinMaxPolicy {
  /// Orders up to a level when the position is at or below a point.
  public static func minMax(reorderPoint: Double, orderUpToLevel: Double) -> Self {
    Self(reorderPoint: reorderPoint, orderUpToLevel: orderUpToLevel)
  }
}
