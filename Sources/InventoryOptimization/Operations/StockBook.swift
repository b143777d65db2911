internal import SupplyChainCore

/// The balances behind a ``StockLedger``, and the rules by which a movement changes them.
struct StockBook: Sendable {
  private(set) var balances: [StockPlace: StockBalance] = [:]
  let allowsNegativeStock: Bool

  init(balances: [StockPlace: StockBalance] = [:], allowsNegativeStock: Bool) {
    self.balances = balances
    self.allowsNegativeStock = allowsNegativeStock
  }

  subscript(place: StockPlace) -> StockBalance { balances[place] ?? StockBalance() }

  /// The same rules over the places of some movements alone: what-if costs no copy of the rest.
  func part(for movements: [StockMovement]) -> StockBook {
    var part: [StockPlace: StockBalance] = [:]
    for movement in movements {
      for location in [movement.location, movement.destination ?? movement.location] {
        let place = StockPlace(item: movement.item, location: location)
        part[place] = balances[place]
      }
    }
    return StockBook(balances: part, allowsNegativeStock: allowsNegativeStock)
  }

  /// Takes over the balances of a part.
  mutating func adopt(_ part: StockBook) {
    for (place, balance) in part.balances { balances[place] = balance }
  }

  /// Applies a movement, or changes nothing and says why.
  ///
  /// - Returns: By how much stock on hand and in transit changed in all.
  mutating func apply(_ movement: StockMovement, at index: Int? = nil) throws(InvalidInput)
    -> Double
  {
    try check(movement, at: index)
    let place = StockPlace(item: movement.item, location: movement.location)
    var balance = self[place]
    let quantity = movement.quantity
    let before = balance.onHand
    var change = 0.0
    switch movement.kind {
    case .order: balance.onOrder += quantity
    case .cancellation:
      try require(quantity, within: balance.onOrder, "on order", index)
      balance.onOrder = Self.less(balance.onOrder, quantity)
    case .receipt:
      balance.onHand += quantity
      balance.onOrder = Self.less(balance.onOrder, min(quantity, balance.onOrder))
      change = quantity
    case .issue, .dispatch:
      try requireStock(quantity, balance, index)
      balance.onHand = Self.less(balance.onHand, quantity)
      change = -quantity
    case .allocation: balance.allocated += quantity
    case .release:
      try require(quantity, within: balance.allocated, "allocated", index)
      balance.allocated = Self.less(balance.allocated, quantity)
    case .fulfilment:
      try require(quantity, within: balance.allocated, "allocated", index)
      try requireStock(quantity, balance, index)
      balance.onHand = Self.less(balance.onHand, quantity)
      balance.allocated = Self.less(balance.allocated, quantity)
      change = -quantity
    case .arrival, .transitLoss:
      try require(quantity, within: balance.inTransit, "in transit", index)
      balance.inTransit = Self.less(balance.inTransit, quantity)
      if movement.kind == .arrival { balance.onHand += quantity } else { change = -quantity }
    case .count:
      balance.onHand = quantity
      change = quantity - before
    case .adjustment:
      if quantity < 0 { try requireStock(-quantity, balance, index) }
      balance.onHand = Self.less(balance.onHand, -quantity)
      change = quantity
    }
    balances[place] = balance
    if movement.kind == .dispatch, let destination = movement.destination {
      let there = StockPlace(item: movement.item, location: destination)
      balances[there, default: StockBalance()].inTransit += quantity
      change = 0
    }
    return change
  }

  /// The difference; what rounding leaves of it is nothing.
  private static func less(_ stock: Double, _ quantity: Double) -> Double {
    let rest = stock - quantity
    return rest.magnitude <= 1e-12 * stock.magnitude ? 0 : rest
  }

  private func requireStock(
    _ quantity: Double, _ balance: StockBalance, _ index: Int?
  ) throws(InvalidInput) {
    if allowsNegativeStock { return }
    try require(quantity, within: balance.onHand, "on hand", index)
  }

  private func require(
    _ quantity: Double, within stock: Double, _ name: String, _ index: Int?
  ) throws(InvalidInput) {
    if quantity > stock * (1 + 1e-12) {
      throw InvalidInput(
        "movements.quantity", at: index, value: quantity, "is more than is \(name) (\(stock))")
    }
  }

  private func check(_ movement: StockMovement, at index: Int?) throws(InvalidInput) {
    // The usual movement passes without building a list of problems.
    let quantity = movement.quantity
    let isPositive = quantity > 0 && quantity < 1e15
    let hasPlace = !movement.item.isEmpty && !movement.location.isEmpty && !movement.id.isEmpty
    let hasDestination = (movement.destination != nil) == (movement.kind == .dispatch)
    if isPositive, hasPlace, hasDestination, movement.time.isFinite,
      movement.destination != movement.location
    {
      return
    }
    var checks = InputChecks()
    checks.require(!movement.id.isEmpty, "movements.id", at: index, value: "", "is empty")
    checks.require(!movement.item.isEmpty, "movements.item", at: index, value: "", "is empty")
    checks.require(
      !movement.location.isEmpty, "movements.location", at: index, value: "", "is empty")
    checks.requireFinite(movement.time, "movements.time", at: index)
    switch movement.kind {
    case .count: checks.requireNonNegative(quantity, "movements.quantity", at: index)
    case .adjustment:
      checks.requireFinite(quantity, "movements.quantity", at: index)
      checks.require(quantity != 0, "movements.quantity", at: index, value: quantity, "is zero")
    default: checks.requirePositive(quantity, "movements.quantity", at: index)
    }
    checks.require(
      !(quantity.magnitude >= 1e15 && quantity.isFinite), "movements.quantity", at: index,
      value: quantity, "is beyond 10¹⁵")
    if movement.kind == .dispatch {
      let destination = movement.destination ?? ""
      checks.require(
        !destination.isEmpty && destination != movement.location, "movements.destination",
        at: index, value: destination, "is not another location")
    } else {
      checks.require(
        movement.destination == nil, "movements.destination", at: index,
        value: movement.destination ?? "", "is for a dispatch alone")
    }
    try checks.finish()
  }
}
