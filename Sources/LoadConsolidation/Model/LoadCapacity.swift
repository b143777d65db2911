public import SupplyChainCore

/// What a vehicle or container holds at most in each dimension.
///
/// ```swift
/// let trailer = try LoadCapacity(weight: 24_000, volume: 82, pallets: 33)
/// assert(trailer.holds(LoadSize(weight: 9_000, volume: 40, pallets: 20)))
/// ```
public struct LoadCapacity: Hashable, Sendable, Codable {
  /// The weight, in kilograms; `nil` where it is not limited.
  public let weight: Double?
  /// The volume, in cubic metres; `nil` where it is not limited.
  public let volume: Double?
  /// The pallet places; `nil` where they are not limited.
  public let pallets: Double?
  /// The length of floor, in metres; `nil` where it is not limited.
  public let length: Double?

  /// Describes a capacity; a dimension left out is not limited.
  ///
  /// - Parameters:
  ///   - weight: The weight, in kilograms.
  ///   - volume: The volume, in cubic metres.
  ///   - pallets: The pallet places.
  ///   - length: The length of floor, in metres.
  /// - Throws: `InvalidInput` where a limit is negative or not a finite number.
  public init(
    weight: Double? = nil, volume: Double? = nil, pallets: Double? = nil, length: Double? = nil
  ) throws(InvalidInput) {
    self.weight = weight
    self.volume = volume
    self.pallets = pallets
    self.length = length
    var checks = InputChecks()
    for (name, value) in zip(LoadSize.dimensionNames, [weight, volume, pallets, length]) {
      if let value { checks.requireNonNegative(value, "capacity.\(name)") }
    }
    try checks.finish()
  }

  /// Whether a load of this size fits.
  public func holds(_ size: LoadSize) -> Bool {
    Self.fits(size.vector, in: limits)
  }

  /// The share of each limited dimension that a load fills; a dimension without limit counts zero.
  public func utilisation(of size: LoadSize) -> LoadSize {
    let limits = limits
    var shares = size.vector / limits
    // A capacity of zero that nothing asks for is not full.
    for dimension in 0..<4 where size.vector[dimension] == 0 { shares[dimension] = 0 }
    return LoadSize(shares)
  }

  /// The dimension of which this load fills the largest share; `nil` where nothing is limited.
  public func tightestDimension(for size: LoadSize) -> String? {
    let shares = utilisation(of: size).vector
    guard let best = (0..<4).max(by: { shares[$0] < shares[$1] }), shares[best] > 0 else {
      return nil
    }
    return LoadSize.dimensionNames[best]
  }

  /// The limits as the kernels use them: infinity where there is none.
  var limits: SIMD4<Double> {
    SIMD4(
      weight ?? .infinity, volume ?? .infinity, pallets ?? .infinity, length ?? .infinity)
  }

  /// Sums of decimal sizes (0.1 + 0.2) overshoot a limit by rounding alone; a part in a thousand
  /// million of a capacity is no freight.
  static let tolerance = 1e-9

  static func fits(_ size: SIMD4<Double>, in limits: SIMD4<Double>) -> Bool {
    all(size .<= limits * (1 + tolerance))
  }

  private enum CodingKeys: String, CodingKey { case weight, volume, pallets, length }

  /// Decodes a capacity, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      weight: values.decodeIfPresent(Double.self, forKey: .weight),
      volume: values.decodeIfPresent(Double.self, forKey: .volume),
      pallets: values.decodeIfPresent(Double.self, forKey: .pallets),
      length: values.decodeIfPresent(Double.self, forKey: .length))
  }
}

private func all(_ mask: SIMDMask<SIMD4<Int64>>) -> Bool {
  mask[0] && mask[1] && mask[2] && mask[3]
}
