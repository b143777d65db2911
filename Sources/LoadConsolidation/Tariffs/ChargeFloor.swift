/// A plane in weight and room that the charges of a tariff never lie below.
///
/// ```swift
/// let atLeast = ChargeFloor(fixed: 40, perKilogram: 0.12)
/// assert(atLeast.charge(for: LoadSize(weight: 500)) == 100)
/// ```
public struct ChargeFloor: Hashable, Sendable {
  /// The charge of a load of no size.
  public var fixed: Double
  /// What a kilogram adds.
  public var perKilogram: Double
  /// What a cubic metre adds.
  public var perCubicMetre: Double
  /// What a pallet place adds.
  public var perPallet: Double
  /// What a linear metre adds.
  public var perLinearMetre: Double

  /// Describes a plane.
  ///
  /// - Parameters:
  ///   - fixed: The charge of a load of no size.
  ///   - perKilogram: What a kilogram adds.
  ///   - perCubicMetre: What a cubic metre adds.
  ///   - perPallet: What a pallet place adds.
  ///   - perLinearMetre: What a linear metre adds.
  public init(
    fixed: Double = 0, perKilogram: Double = 0, perCubicMetre: Double = 0, perPallet: Double = 0,
    perLinearMetre: Double = 0
  ) {
    self.fixed = fixed
    self.perKilogram = perKilogram
    self.perCubicMetre = perCubicMetre
    self.perPallet = perPallet
    self.perLinearMetre = perLinearMetre
  }

  /// Nothing: the plane that lies below every tariff.
  public static let zero = ChargeFloor()

  /// What the plane says for a size.
  public func charge(for size: LoadSize) -> Double {
    fixed + (rates * size.vector).sum()
  }

  func scaled(by factor: Double) -> Self {
    ChargeFloor(fixed: fixed * factor, rates * factor)
  }

  init(fixed: Double, _ rates: SIMD4<Double>) {
    self.init(
      fixed: fixed, perKilogram: rates.x, perCubicMetre: rates.y, perPallet: rates.z,
      perLinearMetre: rates.w)
  }

  /// The rates in the order of `LoadSize.vector`.
  var rates: SIMD4<Double> { SIMD4(perKilogram, perCubicMetre, perPallet, perLinearMetre) }
}
