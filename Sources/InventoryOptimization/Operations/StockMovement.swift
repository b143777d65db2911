/// Something that happens to stock, as whoever does it writes it down.
///
/// ```swift
/// let delivery = StockMovement(
///   id: "GR-2041", .receipt, item: "oil", location: "Graz", quantity: 48, time: 12.4)
/// ```
///
/// The identifier makes it safe to send a movement twice: a ``StockLedger`` records it once.
public struct StockMovement: Hashable, Sendable, Codable, Identifiable {
  /// What a movement does.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Goods are ordered from outside: on order rises.
    case order
    /// An order, or the rest of it, will not come: on order falls.
    case cancellation
    /// Goods arrive from outside: on hand rises, and on order falls as far as there is any.
    case receipt
    /// Goods leave that nobody had reserved: on hand falls.
    case issue
    /// A customer's claim: allocated rises, also beyond what is on hand, which is then on backorder.
    case allocation
    /// A claim that is given up: allocated falls.
    case release
    /// Goods leave that had been reserved: on hand and allocated fall.
    case fulfilment
    /// Goods leave for another location: on hand falls here, in transit rises there.
    case dispatch
    /// Goods arrive from another location: in transit falls and on hand rises.
    case arrival
    /// Goods on their way here are lost: in transit falls.
    case transitLoss
    /// Somebody counted: on hand becomes the quantity.
    case count
    /// A correction: on hand changes by the quantity, which may be negative.
    case adjustment
  }

  /// The identifier, which no other movement has.
  public var id: String
  /// What it does.
  public var kind: Kind
  /// The name of the item.
  public var item: String
  /// The name of the location.
  public var location: String
  /// Units, above zero; zero or more for a count, not zero for an adjustment.
  public var quantity: Double
  /// Where goods are sent to, for a dispatch alone.
  public var destination: String?
  /// When it happened, in days from a moment that all movements share.
  public var time: Double

  /// Describes a movement; the ledger checks it.
  ///
  /// - Parameters:
  ///   - id: The identifier, which no other movement has.
  ///   - kind: What it does.
  ///   - item: The name of the item.
  ///   - location: The name of the location.
  ///   - quantity: Units.
  ///   - destination: Where goods are sent to, for a dispatch alone.
  ///   - time: When it happened, in days from a moment that all movements share.
  public init(
    id: String, _ kind: Kind, item: String, location: String, quantity: Double,
    to destination: String? = nil, time: Double = 0
  ) {
    self.id = id
    self.kind = kind
    self.item = item
    self.location = location
    self.quantity = quantity
    self.destination = destination
    self.time = time
  }

  /// A number that two different movements hardly share, the same on every machine and day.
  var fingerprint: UInt64 {
    // FNV-1a over all fields, each closed by a byte that text does not have.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    func add(_ text: String) {
      for byte in text.utf8 { add(byte) }
      add(0xFF)
    }
    add(kind.rawValue)
    add(item)
    add(location)
    add(destination ?? "")
    for bits in [quantity.bitPattern, time.bitPattern] {
      hash = (hash ^ bits) &* 0x100_0000_01b3
      hash ^= hash &>> 32
    }
    return hash
  }
}
