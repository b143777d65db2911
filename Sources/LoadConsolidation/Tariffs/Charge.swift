/// What a carrier charges for a load, item by item as on an invoice.
///
/// ```swift
/// let charge = Charge(lineHaul: 420, fuelSurcharge: 63)
/// assert(charge.total == 483)
/// ```
public struct Charge: Hashable, Sendable, Codable, AdditiveArithmetic {
  /// The carriage itself.
  public var lineHaul: Double
  /// The charges for stops beyond those included.
  public var stopOffs: Double
  /// The surcharge on fuel.
  public var fuelSurcharge: Double
  /// Everything else: tail lift, waiting, customs.
  public var accessorials: Double
  /// What the emissions cost, where they have a price; the carrier does not bill it.
  public var emissions: Double

  /// An invoice of these items.
  ///
  /// - Parameters:
  ///   - lineHaul: The carriage itself.
  ///   - stopOffs: The charges for stops beyond those included.
  ///   - fuelSurcharge: The surcharge on fuel.
  ///   - accessorials: Everything else.
  ///   - emissions: What the emissions cost.
  public init(
    lineHaul: Double, stopOffs: Double = 0, fuelSurcharge: Double = 0, accessorials: Double = 0,
    emissions: Double = 0
  ) {
    self.lineHaul = lineHaul
    self.stopOffs = stopOffs
    self.fuelSurcharge = fuelSurcharge
    self.accessorials = accessorials
    self.emissions = emissions
  }

  /// An invoice of nothing.
  public static let zero = Charge(lineHaul: 0)

  /// The sum of the items.
  public var total: Double { lineHaul + stopOffs + fuelSurcharge + accessorials + emissions }

  /// Two invoices added item by item.
  public static func + (lhs: Self, rhs: Self) -> Self {
    Charge(
      lineHaul: lhs.lineHaul + rhs.lineHaul, stopOffs: lhs.stopOffs + rhs.stopOffs,
      fuelSurcharge: lhs.fuelSurcharge + rhs.fuelSurcharge,
      accessorials: lhs.accessorials + rhs.accessorials,
      emissions: lhs.emissions + rhs.emissions)
  }

  /// One invoice subtracted from another item by item.
  public static func - (lhs: Self, rhs: Self) -> Self {
    Charge(
      lineHaul: lhs.lineHaul - rhs.lineHaul, stopOffs: lhs.stopOffs - rhs.stopOffs,
      fuelSurcharge: lhs.fuelSurcharge - rhs.fuelSurcharge,
      accessorials: lhs.accessorials - rhs.accessorials,
      emissions: lhs.emissions - rhs.emissions)
  }
}
