public import SupplyChainCore

/// What a plan's emissions are counted with, and what a tonne of them costs.
///
/// ```swift
/// let terms = try EmissionTerms(
///   factors: EmissionFactors(edition: "GLEC 3.0", perTonneKilometre: ["trailer": 0.078]),
///   pricePerTonne: 85)
/// ```
public struct EmissionTerms: Hashable, Sendable, Codable {
  /// The factors.
  public let factors: EmissionFactors
  /// The price of a tonne of CO₂ equivalent; zero to count and not to charge.
  public let pricePerTonne: Double

  /// Factors and a price.
  ///
  /// - Parameters:
  ///   - factors: The factors.
  ///   - pricePerTonne: The price of a tonne of CO₂ equivalent.
  /// - Throws: `InvalidInput` where the price is negative or not a finite number.
  public init(factors: EmissionFactors, pricePerTonne: Double = 0) throws(InvalidInput) {
    self.factors = factors
    self.pricePerTonne = pricePerTonne
    var checks = InputChecks()
    checks.requireNonNegative(pricePerTonne, "emissions.pricePerTonne")
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey { case factors, pricePerTonne }

  /// Decodes terms, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      factors: values.decode(EmissionFactors.self, forKey: .factors),
      pricePerTonne: values.decodeIfPresent(Double.self, forKey: .pricePerTonne) ?? 0)
  }
}
