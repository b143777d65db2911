/// A load as the search sees it: who travels, at which offer, at what price.
struct PricedLoad {
  var members: [Int]
  var offer: Int
  var cost: Double
  var size: SIMD4<Double>
  /// The stops in driving order, as place numbers; a single one for a direct load.
  var stops: [Int]
}
