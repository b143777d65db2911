/// Customers whose goods share no load with anybody else's.
///
/// ```swift
/// let rule = SeparateCustomers(["Acme", "Zenith"])
/// ```
public struct SeparateCustomers: LoadRule, Hashable, Codable {
  /// The customers; empty for every customer.
  public let customers: Set<String>

  /// A rule that keeps the goods of some customers to themselves.
  ///
  /// - Parameter customers: The customers; by default every one.
  public init(_ customers: Set<String> = []) { self.customers = customers }

  /// The rule in words.
  public var summary: String {
    customers.isEmpty
      ? "customers do not share a load"
      : "\(customers.sorted().joined(separator: ", ")) shares no load with other customers"
  }

  /// Whether both belong to one customer, or neither to one of those named.
  public func allows(_ first: Shipment, with second: Shipment) -> Bool {
    if first.customer == second.customer { return true }
    if customers.isEmpty { return false }
    return [first.customer, second.customer].allSatisfy { customer in
      customer.map { !customers.contains($0) } ?? true
    }
  }

  /// The customer.
  public func kind(of shipment: Shipment) -> String? {
    shipment.customer.map { "of \($0)" } ?? ""
  }
}
