/// Product classes that are unloaded in this order: what stands at the door leaves first.
///
/// A load whose stops cannot be put into that order is not allowed. Classes that are not named may be
/// unloaded any time.
///
/// ```swift
/// let rule = UnloadingOrder(["frozen", "chilled", "dry"])
/// ```
public struct UnloadingOrder: LoadRule, Hashable, Codable {
  /// The classes, the first to be unloaded first.
  public let classes: [String]

  /// A rule about the order of unloading.
  ///
  /// - Parameter classes: The classes, the first to be unloaded first.
  public init(_ classes: [String]) { self.classes = classes }

  /// The rule in words.
  public var summary: String { "\(classes.joined(separator: " before ")) when unloading" }

  /// The classes.
  public var productClasses: [String] { classes }

  /// Always.
  public var ordersUnloading: Bool { true }

  /// Whether the first one's class stands before the second one's.
  public func unloads(_ first: Shipment, before second: Shipment) -> Bool {
    guard let one = first.productClass.flatMap({ classes.firstIndex(of: $0) }),
      let other = second.productClass.flatMap({ classes.firstIndex(of: $0) })
    else { return false }
    return one < other
  }

  /// One kind: pairs do not matter to this rule.
  public func kind(of shipment: Shipment) -> String? { "" }
}
