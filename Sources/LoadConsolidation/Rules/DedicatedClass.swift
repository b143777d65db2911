/// A product class that shares a load only with its own kind: explosives, live animals.
///
/// ```swift
/// let rule = DedicatedClass("live animals")
/// ```
public struct DedicatedClass: LoadRule, Hashable, Codable {
  /// The class.
  public let productClass: String

  /// A rule that keeps a class to itself.
  ///
  /// - Parameter productClass: The class.
  public init(_ productClass: String) { self.productClass = productClass }

  /// The rule in words.
  public var summary: String { "\(productClass) shares a load with its own kind only" }

  /// The class.
  public var productClasses: [String] { [productClass] }

  /// Whether both are of the class or neither is.
  public func allows(_ first: Shipment, with second: Shipment) -> Bool {
    (first.productClass == productClass) == (second.productClass == productClass)
  }

  /// The product class.
  public func kind(of shipment: Shipment) -> String? {
    shipment.productClass.map { "of \($0)" } ?? ""
  }
}
