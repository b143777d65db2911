import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct GammaTests {
  /// shape, x, cumulative, exceedance, loss, second-order loss, complementary loss at scale 1:
  /// mpmath, 400 digits.
  static let references: [[Double]] = [
    [
      0.001, 1e-30, 0.93379237765867299, 0.066207622341327008, 1.0000000000000000e-3,
      5.0050000000000001e-4, 9.3285951814053254e-31,
    ],
    [
      0.001, 0.1, 0.99817800973795028, 1.8219902620497243e-3, 7.2289980675137671e-4,
      4.1676587604398143e-4, 0.099722899806751382,
    ],
    [
      0.001, 1.4, 0.99988363196520828, 1.1636803479172011e-4, 8.4023295990223827e-5,
      6.4694976804154423e-5, 1.3990840232959901,
    ],
    [
      0.001, 30, 1.0000000000000000, 3.0336895065899309e-18, 2.9415273753240857e-18,
      2.8546664203373833e-18, 29.999000000000000,
    ],
    [
      0.5, 1e-06, 1.1283787909692364e-3, 0.99887162120903076, 0.49999900075225263,
      0.37499950000049970, 7.5225262761315162e-10,
    ],
    [
      0.5, 0.5, 0.68268949213708590, 0.31731050786291410, 0.24197072451914335, 0.20031298922530020,
      0.24197072451914335,
    ],
    [
      0.5, 8, 0.99993665751633376, 6.3342483666239843e-5, 6.0252275562742588e-5,
      5.7550039086045958e-5, 7.5000602522755627,
    ],
    [
      1, 2.5, 0.91791500137610120, 0.082084998623898795, 0.082084998623898795, 0.082084998623898795,
      1.5820849986238988,
    ],
    [
      2, 0.1, 4.6788401604444700e-3, 0.99532115983955553, 1.9001585778755151, 2.8049959959114747,
      1.5857787551510367e-4,
    ],
    [
      5, 5, 0.55950671493478759, 0.44049328506521241, 0.87733684883925353, 1.5399016370826578,
      0.87733684883925353,
    ],
    [
      5, 60, 1.0000000000000000, 5.0600460658425739e-21, 5.4084150900256923e-21,
      5.7741745445835260e-21, 55.000000000000000,
    ],
    [
      20, 2, 6.4437313931120939e-14, 0.99999999999993556, 18.000000000000007, 172.00000000000000,
      6.7131888936782606e-15,
    ],
    [
      79, 79, 0.51496252678696982, 0.48503747321303018, 3.5421381654222964, 20.930049274625840,
      3.5421381654222964,
    ],
    [
      81, 82, 0.55869729172777988, 0.44130270827222012, 3.1235927989899695, 18.093411039161025,
      4.1235927989899695,
    ],
    [
      100, 60, 1.4815276326460468e-6, 0.99999851847236735, 40.000002037764802, 849.99999732834946,
      2.0377648019319384e-6,
    ],
    [
      100, 100, 0.51329879827914866, 0.48670120172085134, 3.9860996809147135, 26.328109926499924,
      3.9860996809147135,
    ],
    [
      100, 140, 0.99983894282528744, 1.6105717471255586e-4, 5.0111719310783468e-4,
      1.5022169642761339e-3, 40.000501117193108,
    ],
    [
      1000, 800, 5.5014197761792281e-12, 0.99999999999449858, 200.00000000002111,
      20499.999999999921, 2.1107512047264063e-11,
    ],
    [
      1000, 1010, 0.62767894473699473, 0.37232105526300527, 8.2801496337654085, 150.76145955587332,
      18.280149633765408,
    ],
    [
      1000, 1300, 1.0000000000000000, 1.8736155715785551e-18, 7.9241940967163390e-18,
      3.3183104066968155e-17, 300.00000000000000,
    ],
  ]

  @Test(arguments: references)
  func agreesWithReference(_ row: [Double]) throws {
    let gamma = try Gamma(shape: row[0], scale: 1)
    #expect(relativeError(gamma.cumulative(row[1]), from: row[2]) < 1e-12)
    #expect(relativeError(gamma.exceedance(row[1]), from: row[3]) < 1e-12)
    #expect(relativeError(gamma.loss(at: row[1]), from: row[4]) < 1e-12)
    #expect(relativeError(gamma.secondOrderLoss(at: row[1]), from: row[5]) < 1e-12)
    #expect(relativeError(gamma.complementaryLoss(at: row[1]), from: row[6]) < 1e-12)
  }

  @Test(arguments: [1e-3, 0.1, 0.5, 1, 2, 7.5, 50, 81, 1e3, 1e6, 1e9])
  func quantileInvertsTheCumulative(_ shape: Double) throws {
    let gamma = try Gamma(shape: shape, scale: 3)
    for p in [1e-12, 1e-4, 0.01, 0.2, 0.5, 0.8, 0.95, 0.999, 1 - 1e-9] {
      let x = gamma.quantile(p)
      // Below the smallest number there is nothing to invert.
      guard x > 1e-290 else { continue }
      // The error a rounding of x itself makes is allowed for.
      let rounding = 4e-16 * x * gamma.density(at: x)
      let error =
        p <= 0.5 ? gamma.cumulative(x) - p : gamma.exceedance(x) - (1 - p)
      #expect(error.magnitude <= 1e-12 * min(p, 1 - p) + 4 * rounding, "p = \(p)")
    }
  }

  @Test func isTheExponentialForAShapeOfOne() throws {
    let exponential = try Gamma(shape: 1, scale: 2)
    #expect(relativeError(exponential.exceedance(600), from: 5.148200222412013e-131) < 1e-12)
    #expect(relativeError(exponential.quantile(0.5), from: 2 * 0.6931471805599453) < 1e-14)
    #expect(relativeError(exponential.density(at: 2), from: 0.18393972058572117) < 1e-14)
  }

  @Test func takesMeanAndDeviation() throws {
    let gamma = try Gamma(mean: 100, standardDeviation: 40)
    #expect(relativeError(gamma.mean, from: 100) < 1e-14)
    #expect(relativeError(gamma.variance, from: 1600) < 1e-14)
    #expect(relativeError(gamma.shape, from: 6.25) < 1e-14)
  }

  @Test func fitsSamples() throws {
    // mpmath: the root of log k − digamma(k) = log(mean) − mean of the logarithms.
    let fitted = try Gamma(fitting: [1.2, 3.4, 2.2, 5.9, 0.7])
    #expect(relativeError(fitted.shape, from: 2.0503882946512874) < 1e-12)
    #expect(relativeError(fitted.mean, from: 2.68) < 1e-12)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try Gamma(shape: 0, scale: 1) }
    #expect(throws: InvalidInput.self) { try Gamma(shape: 1e13, scale: 1) }
    #expect(throws: InvalidInput.self) { try Gamma(mean: 1, standardDeviation: 0) }
    #expect(throws: InvalidInput.self) { try Gamma(mean: -1, standardDeviation: 1) }
    #expect(throws: InvalidInput.self) { try Gamma(mean: 1e300, standardDeviation: 1e-300) }
    #expect(throws: InvalidInput.self) { try Gamma(fitting: [2, 2, 2]) }
    #expect(throws: InvalidInput.self) { try Gamma(fitting: [2, 0]) }
  }
}
