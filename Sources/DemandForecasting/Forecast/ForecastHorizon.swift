internal import SupplyChainCore

/// The longest horizon: beyond it a forecast says nothing and its memory hurts.
package let largestHorizon = 100_000

/// The degrees of freedom of the spread of a model that was fitted to so many observations.
///
/// A fitted form is one of many that might have been, and its errors look smaller within the series
/// than beyond it: a quarter of the observations gives bands of 80 and 95 % on the M3 that hold close to
/// what they promise, where all of them give bands that are too narrow for short series.
func effectiveFreedom(of observations: Int) -> Double { max(3, Double(observations) / 4) }

/// How much wider the spread of a model is that was fitted to so many observations.
///
/// Its errors were made small, those to come are not, and the form is not the true one. With this, bands
/// of the combination hold on the M3 what they promise, at 20 observations and at 100.
func widening(of observations: Int) -> Double { 1.05 + 4 / Double(max(1, observations)) }

/// Refuses a horizon that cannot be meant.
func requireHorizon(_ horizon: Int) throws(InvalidInput) {
  guard horizon >= 1 && horizon <= largestHorizon else {
    throw InvalidInput("horizon", value: horizon, "is not from 1 to \(largestHorizon)")
  }
}
