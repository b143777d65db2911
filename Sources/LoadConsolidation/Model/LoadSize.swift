internal import SupplyChainCore

/// How much room and weight something takes: the four dimensions that fill a vehicle.
///
/// Kilograms, cubic metres, pallet places and linear metres of floor are meant; any other units do
/// as well, as long as shipments, equipment and rates use the same.
///
/// ```swift
/// let crate = LoadSize(weight: 420, volume: 1.8, pallets: 1)
/// let both = crate + crate
/// assert(both.weight == 840)
/// ```
public struct LoadSize: Hashable, Sendable, Codable, AdditiveArithmetic {
  /// The weight, in kilograms.
  public var weight: Double
  /// The volume, in cubic metres.
  public var volume: Double
  /// The pallet places.
  public var pallets: Double
  /// The length of floor over the full width of the vehicle, in metres.
  public var length: Double

  /// Describes a size; a dimension left out takes no room.
  ///
  /// - Parameters:
  ///   - weight: The weight, in kilograms.
  ///   - volume: The volume, in cubic metres.
  ///   - pallets: The pallet places.
  ///   - length: The length of floor over the full width of the vehicle, in metres.
  public init(
    weight: Double = 0, volume: Double = 0, pallets: Double = 0, length: Double = 0
  ) {
    self.weight = weight
    self.volume = volume
    self.pallets = pallets
    self.length = length
  }

  /// Nothing at all.
  public static let zero = LoadSize()

  /// The sizes added dimension by dimension.
  public static func + (lhs: Self, rhs: Self) -> Self {
    LoadSize(lhs.vector + rhs.vector)
  }

  /// The sizes subtracted dimension by dimension.
  public static func - (lhs: Self, rhs: Self) -> Self {
    LoadSize(lhs.vector - rhs.vector)
  }

  init(_ vector: SIMD4<Double>) {
    self.init(weight: vector.x, volume: vector.y, pallets: vector.z, length: vector.w)
  }

  /// Weight, volume, pallets, length: the order the kernels work in.
  var vector: SIMD4<Double> { SIMD4(weight, volume, pallets, length) }

  /// The names that messages give to the components of `vector`.
  static let dimensionNames = ["weight", "volume", "pallets", "length"]

  func check(_ field: String, in checks: inout InputChecks) {
    for (name, value) in zip(Self.dimensionNames, [weight, volume, pallets, length]) {
      checks.requireNonNegative(value, "\(field).\(name)")
    }
  }
}
