/// A rule about what may travel together.
///
/// Rules are hereditary: what may travel together may do so with fewer shipments, too. A rule that
/// looks at pairs writes the first method, one about whole loads the second; both have a default
/// that allows everything.
///
/// ```swift
/// struct NoMoreThanTen: LoadRule {
///   var summary: String { "no more than ten shipments a load" }
///   func allows(_ load: LoadProfile) -> Bool { load.shipments <= 10 }
/// }
/// ```
public protocol LoadRule: Sendable {
  /// The rule in words, as it is quoted to a planner: `food and chemicals do not share a load`.
  var summary: String { get }

  /// The product classes that the rule names, so that a misspelt one is found.
  var productClasses: [String] { get }

  /// Whether two shipments may share a load.
  func allows(_ first: Shipment, with second: Shipment) -> Bool

  /// What the rule looks at when it looks at pairs; shipments of one kind are alike to it.
  ///
  /// `nil` where every shipment is a kind of its own: then the rule is asked about each pair, which
  /// takes its time for thousands of shipments.
  func kind(of shipment: Shipment) -> String?

  /// Whether the rule asks that some goods are unloaded before others.
  var ordersUnloading: Bool { get }

  /// Whether the first must be unloaded before the second where both share a load.
  func unloads(_ first: Shipment, before second: Shipment) -> Bool

  /// Whether a load may be as it is: its distance, stops and totals.
  func allows(_ load: LoadProfile) -> Bool
}

extension LoadRule {
  /// No product class.
  public var productClasses: [String] { [] }

  /// A kind of its own for each shipment.
  public func kind(of shipment: Shipment) -> String? { nil }

  /// Any two shipments.
  public func allows(_ first: Shipment, with second: Shipment) -> Bool { true }

  /// No order of unloading.
  public var ordersUnloading: Bool { false }

  /// No order of unloading.
  public func unloads(_ first: Shipment, before second: Shipment) -> Bool { false }

  /// Any load.
  public func allows(_ load: LoadProfile) -> Bool { true }
}
