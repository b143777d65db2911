internal import RealModule

extension SpecialFunctions {
  /// The density of the standard normal distribution.
  public static func normalDensity(_ z: Double) -> Double {
    .exp(-0.5 * z * z) / squareRootOfTwoPi
  }

  /// The probability that a standard normal variable is at most `z`.
  public static func normal(_ z: Double) -> Double {
    0.5 * .erfc(-z / squareRootOfTwo)
  }

  /// The value that a standard normal variable stays at or below with probability `p`.
  ///
  /// Wichura's rational approximations, full double precision (Algorithm AS 241, 1988,
  /// <https://doi.org/10.2307/2347330>).
  ///
  /// - Parameter p: The probability; 0 and 1 give −∞ and ∞, anything outside 0…1 gives NaN.
  /// - Returns: The quantile, in standard deviations.
  public static func inverseNormal(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let centred = p - 0.5
    if centred.magnitude <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * ratio(r, centralNumerator, centralDenominator)
    }
    let tail = centred < 0 ? p : 1 - p
    guard tail > 0 else { return centred < 0 ? -.infinity : .infinity }
    let z = upperNormalQuantile(tail)
    return centred < 0 ? -z : z
  }

  /// The value that a standard normal variable exceeds with probability `tail`, below 0.075.
  private static func upperNormalQuantile(_ tail: Double) -> Double {
    let r = (-Double.log(tail)).squareRoot()
    return r <= 5
      ? ratio(r - 1.6, middleNumerator, middleDenominator)
      : ratio(r - 5, farNumerator, farDenominator)
  }

  private typealias Coefficients = (
    Double, Double, Double, Double, Double, Double, Double, Double
  )

  @inline(__always)
  private static func ratio(_ x: Double, _ a: Coefficients, _ b: Coefficients) -> Double {
    polynomial(x, a) / polynomial(x, b)
  }

  @inline(__always)
  private static func polynomial(_ x: Double, _ c: Coefficients) -> Double {
    ((((((c.7 * x + c.6) * x + c.5) * x + c.4) * x + c.3) * x + c.2) * x + c.1) * x + c.0
  }

  private static var centralNumerator: Coefficients {
    (
      3.387_132_872_796_366_608_0, 133.141_667_891_784_377_45, 1971.590_950_306_551_442_7,
      13731.693_765_509_461_125, 45921.953_931_549_871_457, 67265.770_927_008_700_853,
      33430.575_583_588_128_105, 2509.080_928_730_122_672_7
    )
  }

  private static var centralDenominator: Coefficients {
    (
      1, 42.313_330_701_600_911_252, 687.187_007_492_057_908_30, 5394.196_021_424_751_107_7,
      21213.794_301_586_595_867, 39307.895_800_092_710_610, 28729.085_735_721_942_674,
      5226.495_278_852_854_561_0
    )
  }

  private static var middleNumerator: Coefficients {
    (
      1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_90, 5.769_497_221_460_691_405_50,
      3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 0.241_780_725_177_450_611_770,
      0.022_723_844_989_269_184_583_3, 7.745_450_142_783_414_076_40e-4
    )
  }

  private static var middleDenominator: Coefficients {
    (
      1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_40,
      0.689_767_334_985_100_004_550, 0.148_103_976_427_480_074_590,
      0.015_198_666_563_616_457_196_6, 5.475_938_084_995_344_946_00e-4,
      1.050_750_071_644_416_843_24e-9
    )
  }

  private static var farNumerator: Coefficients {
    (
      6.657_904_643_501_103_777_20, 5.463_784_911_164_114_369_90, 1.784_826_539_917_291_335_80,
      0.296_560_571_828_504_891_230, 0.026_532_189_526_576_123_093_0,
      1.242_660_947_388_078_438_60e-3, 2.711_555_568_743_487_578_15e-5,
      2.010_334_399_292_288_132_65e-7
    )
  }

  private static var farDenominator: Coefficients {
    (
      1, 0.599_832_206_555_887_937_690, 0.136_929_880_922_735_805_310,
      0.014_875_361_290_850_614_852_5, 7.868_691_311_456_132_591_00e-4,
      1.846_318_317_510_054_681_80e-5, 1.421_511_758_316_445_888_70e-7,
      2.044_263_103_389_939_785_64e-15
    )
  }

  /// The first three repeated integrals of the upper tail of the standard normal distribution:
  /// P(Z > z), E[(Z − z)⁺] and ½ E[((Z − z)⁺)²].
  ///
  /// Where the textbook forms cancel, the ratios of neighbouring integrals come from their
  /// continued fraction, all of whose terms are positive.
  static func normalTail(_ z: Double) -> (probability: Double, loss: Double, second: Double) {
    if z == -.infinity { return (1, .infinity, .infinity) }
    let density = normalDensity(z)
    if !(z >= 3) {
      let probability = normal(-z)
      return (
        probability, density - z * probability, 0.5 * ((1 + z * z) * probability - z * density)
      )
    }
    let (first, second, third) = normalTailRatios(z)
    return (density * first, density * first * second, density * first * second * third)
  }

  /// Mills' ratio P(Z > z) / φ(z).
  static func millsRatio(_ z: Double) -> Double {
    z >= 3 ? normalTailRatios(z).0 : normal(-z) / normalDensity(z)
  }

  /// The ratios Iₙ / Iₙ₋₁ for n = 0, 1, 2 of the repeated integrals, for z of 3 and more:
  /// rₙ = 1 / (z + (n + 1) rₙ₊₁), run backwards from where the start no longer matters.
  private static func normalTailRatios(_ z: Double) -> (Double, Double, Double) {
    // The influence of the start falls as exp(−2 z √(2 n)), and faster while n is below z².
    let depth = 24 + Int(240 / (z * z))
    var ratio = 1 / (z + Double(depth).squareRoot())
    for n in stride(from: depth, through: 3, by: -1) { ratio = 1 / (z + Double(n + 1) * ratio) }
    let third = 1 / (z + 3 * ratio)
    let second = 1 / (z + 2 * third)
    return (1 / (z + second), second, third)
  }
}
