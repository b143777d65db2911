/// What a policy sees of its stock point when it decides.
///
/// ```swift
/// let state = StockState(period: 4, onHand: 12, backorders: 0, onOrder: 30)
/// print(state.position)  // 42
/// ```
public struct StockState: Hashable, Sendable, Codable {
  /// The number of the period, counted from zero.
  public var period: Int
  /// The units on the shelf.
  public var onHand: Double
  /// The units owed to customers and to the points that this one supplies.
  public var backorders: Double
  /// The units ordered and not yet received.
  public var onOrder: Double
  /// The stock here and in all points supplied from here, what is on order or under way between them
  /// included, less what their customers wait for.
  public var echelonPosition: Double

  /// Describes a stock point at the moment of decision.
  ///
  /// - Parameters:
  ///   - period: The number of the period, counted from zero.
  ///   - onHand: The units on the shelf.
  ///   - backorders: The units owed.
  ///   - onOrder: The units ordered and not yet received.
  ///   - echelonPosition: The position of the whole echelon; that of the point alone where left out.
  public init(
    period: Int, onHand: Double, backorders: Double, onOrder: Double,
    echelonPosition: Double? = nil
  ) {
    self.period = period
    self.onHand = onHand
    self.backorders = backorders
    self.onOrder = onOrder
    self.echelonPosition = echelonPosition ?? onHand - backorders + onOrder
  }

  /// The inventory position: on hand and on order, less what is owed.
  @inlinable public var position: Double { onHand - backorders + onOrder }
}
