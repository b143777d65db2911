/// Product classes that never share a load: food and chemicals, two classes of hazard.
///
/// ```swift
/// let rule = IncompatibleClasses("food", "chemicals")
/// print(rule.summary)  // "food and chemicals do not share a load"
/// ```
public struct IncompatibleClasses: LoadRule, Hashable, Codable {
  /// One class.
  public let first: String
  /// The other class; the same as the first where goods of one class do not share either.
  public let second: String

  /// A rule that keeps two classes apart.
  ///
  /// - Parameters:
  ///   - first: One class.
  ///   - second: The other class.
  public init(_ first: String, _ second: String) {
    self.first = first
    self.second = second
  }

  /// The rule in words.
  public var summary: String { "\(first) and \(second) do not share a load" }

  /// Both classes.
  public var productClasses: [String] { [first, second] }

  /// Whether the two are not of the two classes.
  public func allows(_ one: Shipment, with other: Shipment) -> Bool {
    !(one.productClass == first && other.productClass == second)
      && !(one.productClass == second && other.productClass == first)
  }

  /// The product class.
  public func kind(of shipment: Shipment) -> String? {
    shipment.productClass.map { "of \($0)" } ?? ""
  }
}
