/// A load as the search sees it: what travels, at which offer, at what price.
struct PricedLoad {
  /// What is on board, as items.
  var members: [Int]
  var offer: Int
  /// The charge, what its emissions cost, and what the sources of its items cost.
  var cost: Double
  var size: SIMD4<Double>
  /// The stops in driving order, as place numbers; a single one for a direct load.
  var stops: [Int]
}
