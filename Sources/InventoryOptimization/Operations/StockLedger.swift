public import SupplyChainCore

/// What there is of every item at every location, now, and how it came about.
///
/// ```swift
/// let ledger = StockLedger()
/// try await ledger.record(
///   StockMovement(id: "GR-1", .receipt, item: "oil", location: "Graz", quantity: 48, time: 1))
/// try await ledger.record(
///   StockMovement(id: "GI-1", .issue, item: "oil", location: "Graz", quantity: 6, time: 2))
/// // The network was slow and the same message comes again: nothing happens.
/// let receipt = try await ledger.record(
///   StockMovement(id: "GI-1", .issue, item: "oil", location: "Graz", quantity: 6, time: 2))
/// print(receipt.isRepeated, await ledger.balance(of: "oil", at: "Graz").onHand)  // true, 42
/// ```
///
/// The ledger is an actor: any number of tasks may write to it at once, and each movement takes effect
/// wholly or not at all. Its entries are only ever appended; ``replayed()`` computes all balances from
/// them anew. A movement is known by its identifier: to send one twice does nothing, and a different
/// movement under the same identifier is refused. A ``MovementJournal`` sees entries before they take
/// effect, so that what the ledger says was written down first.
public actor StockLedger {
  /// A movement with its place in the ledger.
  public struct Entry: Hashable, Sendable, Codable {
    /// The number of the entry, counted from one.
    public var sequence: Int
    /// The movement.
    public var movement: StockMovement
    /// By how much the stock on hand and in transit of all locations changed.
    public var change: Double

    /// An entry as a journal has it.
    ///
    /// - Parameters:
    ///   - sequence: The number of the entry, counted from one.
    ///   - movement: The movement.
    ///   - change: By how much the stock on hand and in transit of all locations changed.
    public init(sequence: Int, movement: StockMovement, change: Double) {
      self.sequence = sequence
      self.movement = movement
      self.change = change
    }
  }

  /// That a movement stands in the ledger.
  public struct Receipt: Hashable, Sendable, Codable {
    /// The number of its entry.
    public var sequence: Int
    /// Whether it had been recorded before, so that nothing happened now.
    public var isRepeated: Bool
  }

  /// Whether stock on hand may fall below zero, for places where goods leave before they are booked.
  public let allowsNegativeStock: Bool
  private let journal: (any MovementJournal)?
  private var book: StockBook
  private var known: [String: StockSnapshot.Mark]
  private var entries: [Entry] = []
  private var start: StockSnapshot
  private var sequence: Int

  /// An empty ledger.
  ///
  /// - Parameters:
  ///   - allowsNegativeStock: Whether stock on hand may fall below zero.
  ///   - journal: Who sees entries before they take effect.
  public init(allowsNegativeStock: Bool = false, journal: (any MovementJournal)? = nil) {
    self.allowsNegativeStock = allowsNegativeStock
    self.journal = journal
    book = StockBook(allowsNegativeStock: allowsNegativeStock)
    known = [:]
    start = StockSnapshot()
    sequence = 0
  }

  /// A ledger as it was: from a snapshot, from a journal's entries, or from both.
  ///
  /// - Parameters:
  ///   - snapshot: The state to begin with; an empty one where left out.
  ///   - entries: What a journal has; entries that the snapshot contains are passed over.
  ///   - allowsNegativeStock: Whether stock on hand may fall below zero.
  ///   - journal: Who sees further entries before they take effect.
  /// - Throws: `InvalidInput` if an entry is missing, stands there twice or cannot be meant.
  public init(
    restoring snapshot: StockSnapshot = StockSnapshot(), replaying entries: [Entry] = [],
    allowsNegativeStock: Bool = false, journal: (any MovementJournal)? = nil
  ) throws(InvalidInput) {
    self.allowsNegativeStock = allowsNegativeStock
    self.journal = journal
    start = snapshot
    var book = StockBook(
      balances: snapshot.balances, allowsNegativeStock: allowsNegativeStock)
    var known = snapshot.marks
    var sequence = snapshot.sequence
    var kept: [Entry] = []
    for (index, entry) in entries.enumerated() where entry.sequence > snapshot.sequence {
      guard entry.sequence == sequence + 1 else {
        throw InvalidInput(
          "entries.sequence", at: index, value: entry.sequence, "does not follow \(sequence)")
      }
      guard known[entry.movement.id] == nil else {
        throw InvalidInput(
          "entries.movement.id", at: index, value: entry.movement.id, "stands there twice")
      }
      let change = try book.apply(entry.movement, at: index)
      sequence = entry.sequence
      known[entry.movement.id] = .init(sequence, entry.movement.fingerprint)
      kept.append(Entry(sequence: sequence, movement: entry.movement, change: change))
    }
    self.book = book
    self.known = known
    self.sequence = sequence
    self.entries = kept
  }

  // MARK: - Writing

  /// Records a movement, unless it stands there already.
  ///
  /// - Parameter movement: The movement.
  /// - Returns: The number of its entry, and whether it had been recorded before.
  /// - Throws: `InvalidInput` if it cannot be meant, takes more than there is, or has the identifier
  ///   of another; what the journal throws. Nothing has happened then.
  /// - Complexity: O(1).
  @discardableResult
  public func record(_ movement: StockMovement) throws -> Receipt {
    if let receipt = try receipt(of: movement, at: nil) { return receipt }
    guard let journal else {
      let change = try book.apply(movement)
      return append(movement, change)
    }
    // Tried on a part first, so that a journal that refuses leaves the balances as they are.
    var part = book.part(for: [movement])
    let change = try part.apply(movement)
    try journal.append([Entry(sequence: sequence + 1, movement: movement, change: change)])
    book.adopt(part)
    return append(movement, change)
  }

  /// Records movements that belong together: all of them or none.
  ///
  /// - Parameter movements: The movements, in order; those that stand there already are passed over.
  /// - Returns: A receipt for each.
  /// - Throws: As for a single movement, with the index of the first that is refused.
  /// - Complexity: O(movements).
  @discardableResult
  public func record(_ movements: [StockMovement]) throws -> [Receipt] {
    var part = book.part(for: movements)
    var fresh: [Entry] = []
    var numbers: [String: Entry] = [:]
    var receipts: [Receipt] = []
    for (index, movement) in movements.enumerated() {
      if let receipt = try receipt(of: movement, at: index) {
        receipts.append(receipt)
        continue
      }
      if let twin = numbers[movement.id] {
        guard twin.movement == movement else { throw Self.conflict(movement, at: index) }
        receipts.append(Receipt(sequence: twin.sequence, isRepeated: true))
        continue
      }
      let change = try part.apply(movement, at: index)
      let entry = Entry(
        sequence: sequence + fresh.count + 1, movement: movement, change: change)
      fresh.append(entry)
      numbers[movement.id] = entry
      receipts.append(Receipt(sequence: entry.sequence, isRepeated: false))
    }
    if !fresh.isEmpty { try journal?.append(fresh) }
    book.adopt(part)
    for entry in fresh { _ = append(entry.movement, entry.change) }
    return receipts
  }

  private func append(_ movement: StockMovement, _ change: Double) -> Receipt {
    sequence += 1
    known[movement.id] = .init(sequence, movement.fingerprint)
    entries.append(Entry(sequence: sequence, movement: movement, change: change))
    return Receipt(sequence: sequence, isRepeated: false)
  }

  /// The receipt of a movement that stands there already.
  private func receipt(
    of movement: StockMovement, at index: Int?
  ) throws(InvalidInput) -> Receipt? {
    guard let mark = known[movement.id] else { return nil }
    guard mark.fingerprint == movement.fingerprint else {
      throw Self.conflict(movement, at: index)
    }
    return Receipt(sequence: mark.sequence, isRepeated: true)
  }

  private static func conflict(_ movement: StockMovement, at index: Int?) -> InvalidInput {
    InvalidInput(
      "movements.id", at: index, value: movement.id, "is that of a different movement")
  }

  // MARK: - Reading

  /// The number of the last entry.
  public var lastSequence: Int { sequence }

  /// What there is of an item at a location.
  public func balance(of item: String, at location: String) -> StockBalance {
    book[StockPlace(item: item, location: location)]
  }

  /// What there is of everything everywhere.
  public var balances: [StockPlace: StockBalance] { book.balances }

  /// The entries after a number, in order, as far as this ledger has them: those in the snapshot from
  /// which it was restored are not among them.
  public func entries(after sequence: Int = 0) -> [Entry] {
    Array(entries.dropFirst(max(0, sequence - start.sequence)))
  }

  /// The whole state, small enough to be stored: from it and later entries the ledger can be restored.
  public func snapshot() -> StockSnapshot {
    StockSnapshot(sequence: sequence, balances: book.balances, marks: known)
  }

  /// All balances, computed anew from the entries.
  ///
  /// - Throws: `InvalidInput` if an entry does not fit, which no ledger that was written to by its own
  ///   methods has.
  public func replayed() throws(InvalidInput) -> [StockPlace: StockBalance] {
    var fresh = StockBook(balances: start.balances, allowsNegativeStock: allowsNegativeStock)
    for entry in entries { _ = try fresh.apply(entry.movement) }
    return fresh.balances
  }

  // MARK: - Looking ahead

  /// What the balances would be after some movements, none of which is recorded.
  ///
  /// - Parameter movements: The movements, in order.
  /// - Returns: The balances of all places that they touch.
  /// - Throws: `InvalidInput` with the index of the first that would be refused.
  public func whatIf(
    _ movements: [StockMovement]
  ) throws(InvalidInput) -> [StockPlace: StockBalance] {
    var part = book.part(for: movements)
    for (index, movement) in movements.enumerated() { _ = try part.apply(movement, at: index) }
    return part.balances
  }

  /// What to order now, by each rule's policy.
  ///
  /// A rule with a source proposes a transfer, of no more than the source has available; earlier
  /// rules are served first.
  ///
  /// - Parameters:
  ///   - rules: The rules.
  ///   - movements: What is assumed to have happened, though it is not recorded.
  /// - Returns: A proposal for each rule that wants more stock, in the order of the rules.
  /// - Throws: `InvalidInput` if a movement would be refused.
  /// - Complexity: O(rules).
  public func proposals(
    by rules: [ReplenishmentRule], assuming movements: [StockMovement] = []
  ) throws(InvalidInput) -> [ReplenishmentProposal] {
    let assumed = try whatIf(movements)
    var left: [StockPlace: Double] = [:]
    return rules.compactMap { rule in
      let balance = assumed[rule.place] ?? book[rule.place]
      guard let wanted = rule.wanted(balance) else { return nil }
      guard let source = rule.source else {
        return ReplenishmentProposal(rule: rule, balance: balance, wanted: wanted, quantity: wanted)
      }
      let there = StockPlace(item: rule.place.item, location: source)
      let available = left[there] ?? (assumed[there] ?? book[there]).available
      let quantity = min(wanted, available)
      left[there] = available - quantity
      return ReplenishmentProposal(
        rule: rule, balance: balance, wanted: wanted, quantity: quantity)
    }
  }
}

/// Where entries are written down before they take effect: a file, a database, a queue.
///
/// ```swift
/// struct Printer: MovementJournal {
///   func append(_ entries: [StockLedger.Entry]) throws {
///     for entry in entries { print(entry.sequence, entry.movement.id) }
///   }
/// }
/// let ledger = StockLedger(journal: Printer())
/// ```
public protocol MovementJournal: Sendable {
  /// Writes entries down; when it returns they must be safe.
  ///
  /// - Parameter entries: Entries that follow those of the last call.
  /// - Throws: Any error; the ledger then records none of them.
  func append(_ entries: [StockLedger.Entry]) throws
}
