internal import SupplyChainCore

extension SeededGenerator {
  /// A number drawn uniformly from (0, 1), never either end, so that an inverted distribution with
  /// an unbounded support gives no infinity.
  mutating func openUniform() -> Double {
    // The middles of 2⁵² equal steps; each is a Double exactly.
    (Double(next() &>> 12) + 0.5) * 0x1p-52
  }
}
