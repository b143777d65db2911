public import SupplyChainCore

/// How much CO₂ equivalent a tonne-kilometre causes in each kind of equipment.
///
/// Factors change with every edition of the source they are taken from (GLEC, DEFRA, ADEME), so they
/// are given, with the name of that edition, and never built in.
///
/// ```swift
/// let factors = try EmissionFactors(
///   edition: "GLEC 3.0, road, Europe", perTonneKilometre: ["trailer": 0.078, "van": 0.31])
/// assert(factors.kilograms(of: "trailer", weight: 10_000, distance: 500) == 390)
/// ```
public struct EmissionFactors: Hashable, Sendable, Codable {
  /// The source of the factors and its edition.
  public let edition: String
  /// Kilograms of CO₂ equivalent for a tonne-kilometre, by the name of the equipment.
  public let perTonneKilometre: [String: Double]
  /// What a load causes whatever its weight, in kilograms for a kilometre, by equipment.
  public let perKilometre: [String: Double]

  /// Factors from an edition of a source.
  ///
  /// - Parameters:
  ///   - edition: The source of the factors and its edition.
  ///   - perTonneKilometre: Kilograms for a tonne-kilometre, by the name of the equipment.
  ///   - perKilometre: Kilograms for a kilometre of the empty vehicle, by equipment.
  /// - Throws: `InvalidInput` for an edition without a name, a negative factor.
  public init(
    edition: String, perTonneKilometre: [String: Double], perKilometre: [String: Double] = [:]
  ) throws(InvalidInput) {
    self.edition = edition
    self.perTonneKilometre = perTonneKilometre
    self.perKilometre = perKilometre
    var checks = InputChecks()
    if edition.isEmpty { checks.report("emissionFactors.edition", "is empty") }
    for (name, table) in [
      ("perTonneKilometre", perTonneKilometre), ("perKilometre", perKilometre),
    ] {
      for (equipment, factor) in table.sorted(by: { $0.key < $1.key })
      where !(factor >= 0 && factor.isFinite) {
        checks.report(
          "emissionFactors.\(name)", value: "\(factor)", "is not a factor, for \(equipment)")
      }
    }
    try checks.finish()
  }

  /// The kilograms of CO₂ equivalent of a load; `nil` for equipment without a factor.
  ///
  /// - Parameters:
  ///   - equipment: The name of the equipment.
  ///   - weight: The weight of the goods, in kilograms.
  ///   - distance: The distance driven, in kilometres.
  /// - Returns: The kilograms.
  public func kilograms(of equipment: String, weight: Double, distance: Double) -> Double? {
    let loaded = perTonneKilometre[equipment]
    let empty = perKilometre[equipment]
    if loaded == nil && empty == nil { return nil }
    return distance * ((loaded ?? 0) * weight / 1_000 + (empty ?? 0))
  }

  private enum CodingKeys: String, CodingKey { case edition, perTonneKilometre, perKilometre }

  /// Decodes factors, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      edition: values.decode(String.self, forKey: .edition),
      perTonneKilometre: values.decode([String: Double].self, forKey: .perTonneKilometre),
      perKilometre: values.decodeIfPresent([String: Double].self, forKey: .perKilometre) ?? [:])
  }
}
