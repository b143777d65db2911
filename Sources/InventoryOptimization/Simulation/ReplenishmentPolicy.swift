/// A rule that says at the start of each period how much to order.
///
/// A policy is a small value that looks at the state and nothing else, so that a new one is a few
/// lines:
///
/// ```swift
/// /// Orders a full truck whenever half a truck fits.
/// struct FullTruck: ReplenishmentPolicy {
///   var capacity: Double
///   var level: Double
///
///   func order(at state: StockState) -> Double {
///     state.position + capacity / 2 <= level ? capacity : 0
///   }
/// }
///
/// let point = StockPoint("shop", policy: FullTruck(capacity: 33, level: 80))
/// ```
///
/// The common ones stand ready: ``BaseStockPolicy``, ``EchelonBaseStockPolicy``,
/// ``ReorderPointPolicy``, ``MinMaxPolicy``; ``ReviewedPolicy`` lets any of them look only every few
/// periods and ``PackedPolicy`` rounds what they order.
public protocol ReplenishmentPolicy: Sendable {
  /// The units to order now; anything that is not a finite number above zero is no order.
  func order(at state: StockState) -> Double

  /// The stock to begin with where none is given.
  var startingStock: Double { get }
}

extension ReplenishmentPolicy {
  /// Nothing.
  public var startingStock: Double { 0 }
}
