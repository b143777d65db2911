import InventoryOptimization
import SupplyChainCore
import Synchronization
import Testing

@Suite struct StockLedgerTests {
  private func movement(
    _ id: String, _ kind: StockMovement.Kind, _ quantity: Double, at location: String = "Graz",
    to destination: String? = nil, time: Double = 0
  ) -> StockMovement {
    StockMovement(
      id: id, kind, item: "oil", location: location, quantity: quantity, to: destination,
      time: time)
  }

  @Test func everyKindOfMovement() async throws {
    let ledger = StockLedger()
    try await ledger.record([
      movement("1", .order, 60), movement("2", .receipt, 40), movement("3", .allocation, 15),
      movement("4", .fulfilment, 10), movement("5", .issue, 5),
      movement("6", .dispatch, 8, to: "Linz"), movement("7", .cancellation, 5),
      movement("8", .release, 1), movement("9", .arrival, 6, at: "Linz"),
      movement("10", .transitLoss, 2, at: "Linz"), movement("11", .adjustment, -1),
    ])
    var graz = await ledger.balance(of: "oil", at: "Graz")
    #expect(graz == StockBalance(onHand: 16, onOrder: 15, allocated: 4, inTransit: 0))
    #expect(graz.available == 12 && graz.position == 27 && graz.backorders == 0)
    #expect(await ledger.balance(of: "oil", at: "Linz") == StockBalance(onHand: 6))
    try await ledger.record(movement("12", .count, 2))
    graz = await ledger.balance(of: "oil", at: "Graz")
    #expect(graz.onHand == 2 && graz.backorders == 2 && graz.available == 0)
    // Receipts less issues, losses and corrections are what is there.
    let changes = await ledger.entries().reduce(0) { $0 + $1.change }
    #expect(changes == 2 + 6)
    #expect(try await ledger.replayed() == ledger.balances)
  }

  @Test func aMovementCountsOnce() async throws {
    let ledger = StockLedger()
    let first = try await ledger.record(movement("1", .receipt, 5))
    let second = try await ledger.record(movement("1", .receipt, 5))
    #expect(first.sequence == 1 && !first.isRepeated)
    #expect(second.sequence == 1 && second.isRepeated)
    let both = try await ledger.record([
      movement("1", .receipt, 5), movement("2", .receipt, 1), movement("2", .receipt, 1),
    ])
    #expect(both.map(\.sequence) == [1, 2, 2])
    #expect(both.map(\.isRepeated) == [true, false, true])
    #expect(await ledger.balance(of: "oil", at: "Graz").onHand == 6)
    await #expect(throws: InvalidInput.self) { try await ledger.record(movement("1", .issue, 5)) }
    await #expect(throws: InvalidInput.self) {
      try await ledger.record([movement("3", .receipt, 1), movement("3", .receipt, 2)])
    }
    #expect(await ledger.lastSequence == 2)
  }

  @Test func whatIsRefusedChangesNothing() async throws {
    let ledger = StockLedger()
    try await ledger.record(movement("1", .receipt, 5))
    for (id, kind) in [
      ("a", StockMovement.Kind.issue), ("b", .cancellation), ("c", .release), ("d", .fulfilment),
      ("e", .arrival), ("f", .transitLoss),
    ] {
      await #expect(throws: InvalidInput.self) {
        try await ledger.record([movement("ok-\(id)", .receipt, 1), movement(id, kind, 7)])
      }
    }
    for bad in [
      movement("", .receipt, 1), movement("x", .receipt, 0), movement("x", .receipt, .nan),
      movement("x", .receipt, -1), movement("x", .receipt, .infinity),
      movement("x", .count, -1), movement("x", .adjustment, 0), movement("x", .dispatch, 1),
      movement("x", .dispatch, 1, to: "Graz"), movement("x", .issue, 1, to: "Linz"),
      movement("x", .receipt, 1, time: .nan), movement("x", .receipt, 1e300),
    ] {
      await #expect(throws: InvalidInput.self) { try await ledger.record(bad) }
    }
    #expect(await ledger.balance(of: "oil", at: "Graz") == StockBalance(onHand: 5))
    #expect(await ledger.lastSequence == 1)
    do {
      try await ledger.record([movement("8", .receipt, 1), movement("9", .issue, 9)])
    } catch let error as InvalidInput {
      #expect("\(error)" == "movements[1].quantity (9.0) is more than is on hand (6.0)")
    }
    let lenient = StockLedger(allowsNegativeStock: true)
    try await lenient.record(movement("1", .issue, 3))
    #expect(await lenient.balance(of: "oil", at: "Graz").onHand == -3)
  }

  @Test(arguments: [1, 40]) func manyWritersLoseNothing(batch: Int) async throws {
    let ledger = StockLedger()
    let writers = 8
    let each = 2_000
    // All writers send all movements of their own, and one in ten of their neighbour's, too.
    @Sendable func movement(_ writer: Int, _ number: Int) -> StockMovement {
      let isReceipt = number.isMultiple(of: 2)
      return StockMovement(
        id: "\(writer)-\(number)", isReceipt ? .receipt : .adjustment, item: "item \(number % 37)",
        location: "site \(writer % 3)", quantity: isReceipt ? 3 : 1, time: Double(number))
    }
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var pending: [StockMovement] = []
          for number in 0..<each {
            pending.append(movement(writer, number))
            if number.isMultiple(of: 10) {
              pending.append(movement((writer + 1) % writers, number))
            }
            if pending.count >= batch {
              if batch == 1 {
                for movement in pending { _ = try? await ledger.record(movement) }
              } else {
                _ = try? await ledger.record(pending)
              }
              pending = []
            }
          }
          _ = try? await ledger.record(pending)
        }
      }
    }
    #expect(await ledger.lastSequence == writers * each)
    let entries = await ledger.entries()
    #expect(Set(entries.map(\.movement.id)).count == writers * each)
    #expect(entries.map(\.sequence) == Array(1...writers * each))
    let total = await ledger.balances.values.reduce(0) { $0 + $1.onHand }
    #expect(total == Double(writers * each / 2 * 4))
    #expect(try await ledger.replayed() == ledger.balances)
  }

  @Test func snapshotsAndReplay() async throws {
    let ledger = StockLedger()
    try await ledger.record([movement("1", .receipt, 5), movement("2", .issue, 2)])
    let snapshot = await ledger.snapshot()
    try await ledger.record(movement("3", .dispatch, 1, to: "Linz"))
    let all = await ledger.entries()
    let restored = try StockLedger(restoring: snapshot, replaying: all)
    #expect(await restored.balances == ledger.balances)
    #expect(await restored.lastSequence == 3)
    #expect(try await restored.record(movement("2", .issue, 2)).isRepeated)
    #expect(try await restored.record(movement("3", .dispatch, 1, to: "Linz")).isRepeated)
    #expect(await restored.entries(after: 2).map(\.movement.id) == ["3"])
    #expect(await restored.entries().map(\.movement.id) == ["3"])
    let again = try StockLedger(replaying: all)
    #expect(await again.snapshot() == ledger.snapshot())
    #expect(throws: InvalidInput.self) { try StockLedger(replaying: [all[0], all[2]]) }
    var twin = all[1]
    twin.movement.id = "1"
    #expect(throws: InvalidInput.self) { try StockLedger(replaying: [all[0], twin]) }
  }

  @Test func theJournalComesFirst() async throws {
    final class Journal: MovementJournal {
      let entries = Mutex<[StockLedger.Entry]>([])
      let isBroken = Mutex(false)
      struct Full: Error {}
      func append(_ new: [StockLedger.Entry]) throws {
        if isBroken.withLock({ $0 }) { throw Full() }
        entries.withLock { $0 += new }
      }
    }
    let journal = Journal()
    let ledger = StockLedger(journal: journal)
    try await ledger.record(movement("1", .receipt, 5))
    try await ledger.record([movement("2", .issue, 1), movement("3", .issue, 1)])
    journal.isBroken.withLock { $0 = true }
    await #expect(throws: Journal.Full.self) { try await ledger.record(movement("4", .issue, 1)) }
    await #expect(throws: Journal.Full.self) {
      try await ledger.record([movement("5", .issue, 1)])
    }
    #expect(await ledger.balance(of: "oil", at: "Graz").onHand == 3)
    #expect(await ledger.lastSequence == 3)
    #expect(await ledger.entries() == journal.entries.withLock { $0 })
  }

  @Test func proposalsAndWhatIf() async throws {
    let ledger = StockLedger()
    try await ledger.record([
      movement("1", .receipt, 50, at: "Linz"), movement("2", .receipt, 12),
      movement("3", .allocation, 4), movement("4", .order, 5),
      movement("5", .allocation, 20, at: "Linz"),
    ])
    let rules = [
      ReplenishmentRule(
        item: "oil", location: "Graz", policy: .minMax(reorderPoint: 20, orderUpToLevel: 60),
        source: "Linz"),
      ReplenishmentRule(
        item: "oil", location: "Wien", policy: .baseStock(10), source: "Linz"),
      ReplenishmentRule(
        item: "oil", location: "Linz", policy: PackedPolicy(of: 12, BaseStockPolicy(level: 100))),
    ]
    let proposals = try await ledger.proposals(by: rules)
    // Graz: position 12 + 5 − 4 = 13, so 47 are wanted and Linz has 30 to spare, none for Wien.
    #expect(proposals.map(\.quantity) == [30, 0, 72])
    #expect(proposals.map(\.wanted) == [47, 10, 72])
    #expect(proposals[0].movement(id: "x", time: 1).kind == .dispatch)
    #expect(proposals[2].movement(id: "y", time: 1).kind == .order)
    let after = try await ledger.proposals(by: rules, assuming: [movement("w", .receipt, 30)])
    #expect(after.map(\.place.location) == ["Wien", "Linz"])
    #expect(after[0].quantity == 10)
    let balances = try await ledger.whatIf([movement("w", .issue, 2)])
    #expect(balances[StockPlace(item: "oil", location: "Graz")]?.onHand == 10)
    #expect(await ledger.balance(of: "oil", at: "Graz").onHand == 12)
    await #expect(throws: InvalidInput.self) {
      try await ledger.whatIf([movement("w", .issue, 20)])
    }
  }
}

@Suite struct StockReportTests {
  @Test func turnoverServiceAndIdleStock() async throws {
    func movement(
      _ id: Int, _ kind: StockMovement.Kind, _ item: String, _ quantity: Double, _ time: Double
    ) -> StockMovement {
      StockMovement(
        id: "\(id)", kind, item: item, location: "Graz", quantity: quantity, time: time)
    }
    let ledger = StockLedger()
    try await ledger.record([
      movement(1, .receipt, "oil", 100, 0), movement(2, .receipt, "skis", 7, 0),
      movement(3, .issue, "oil", 40, 50), movement(4, .allocation, "oil", 80, 60),
      movement(5, .fulfilment, "oil", 60, 70), movement(6, .count, "skis", 6, 80),
      movement(7, .receipt, "oil", 50, 90), movement(8, .count, "oil", 50, 95),
      movement(9, .issue, "skis", 1, 150),
    ])
    let report = try StockReport(await ledger.entries(), from: 0, to: 100)
    #expect(report.rows.map(\.place.item) == ["oil", "skis"])
    let oil = report.rows[0]
    // 100 for 50 days, 60 for 20, none for 20, 50 for 10.
    #expect((oil.averageStock - 67).magnitude < 1e-12)
    #expect(oil.unitsIssued == 100)
    #expect((oil.turnover - 365.0 / 67).magnitude < 1e-12)
    #expect(oil.daysOfSupply == 50)
    // 40 of 40 at once, and 60 of 80.
    #expect((oil.fillRate - 100.0 / 120).magnitude < 1e-12)
    // Unclaimed stock: 60 days, and ten at the end in which 20 are still claimed of 50.
    #expect((oil.readyRate - 0.7).magnitude < 1e-12)
    #expect(oil.daysSinceIssue == 30 && oil.daysSinceMovement == 5)
    let skis = report.rows[1]
    #expect(skis.balance.onHand == 6 && skis.daysSinceIssue == nil && skis.turnover == 0)
    #expect(report.recordAccuracy == 0.5)
    let idle = report.idleStock(slowAfter: 10, deadAfter: 40)
    #expect(idle.map(\.row.place.item) == ["oil", "skis"])
    #expect(idle.map(\.pace) == [.slow, .slow])
    #expect(oil.excess(beyond: 30) == 20)
    #expect(skis.excess(beyond: 30) == 6)
    let later = try StockReport(await ledger.entries(), from: 100, to: 200)
    #expect(later.rows[1].unitsIssued == 1 && later.rows[1].averageStock == 5.5)
    #expect(throws: InvalidInput.self) { try StockReport([], from: 1, to: 1) }
  }
}
