internal import SupplyChainCore

/// The longest horizon: beyond it a forecast says nothing and its memory hurts.
package let largestHorizon = 100_000

/// Refuses a horizon that cannot be meant.
func requireHorizon(_ horizon: Int) throws(InvalidInput) {
  guard horizon >= 1 && horizon <= largestHorizon else {
    throw InvalidInput("horizon", value: horizon, "is not from 1 to \(largestHorizon)")
  }
}
