/// The state of a ``StockLedger`` at a moment.
///
/// ```swift
/// let ledger = StockLedger()
/// let snapshot = await ledger.snapshot()
/// let later = await ledger.entries(after: snapshot.sequence)
/// let restored = try StockLedger(restoring: snapshot, replaying: later)
/// ```
///
/// It knows the identifiers of all movements up to then, so that a ledger restored from it still
/// records none of them twice.
public struct StockSnapshot: Sendable, Codable, Equatable {
  /// The number of the last entry that it contains.
  public let sequence: Int
  /// What there is of everything everywhere.
  public let balances: [StockPlace: StockBalance]
  let marks: [String: Mark]

  /// Where a movement stands, and what tells it from another.
  struct Mark: Hashable, Sendable, Codable {
    var sequence: Int
    var fingerprint: UInt64

    init(_ sequence: Int, _ fingerprint: UInt64) {
      self.sequence = sequence
      self.fingerprint = fingerprint
    }
  }

  /// The state of an empty ledger.
  public init() { self.init(sequence: 0, balances: [:], marks: [:]) }

  init(sequence: Int, balances: [StockPlace: StockBalance], marks: [String: Mark]) {
    self.sequence = sequence
    self.balances = balances
    self.marks = marks
  }
}
