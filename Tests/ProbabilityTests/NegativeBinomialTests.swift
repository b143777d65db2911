import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct NegativeBinomialTests {
  /// r, p, k, mass, cumulative, exceedance, loss, second-order loss, complementary loss: mpmath, sums
  /// in 80 digits.
  static let references: [[Double]] = [
    [
      0.5, 0.01, 0, 0.10000000000000000, 0.10000000000000000, 0.90000000000000000,
      49.499999999999999, 3700.1249999999998, 0.0,
    ],
    [
      0.5, 0.01, 400, 5.0621754117434179e-5, 0.99546305216075094, 0.0045369478392490554,
      0.41692702222241255, 38.518847251623933, 350.91692702222241,
    ],
    [
      2.5, 0.25, 0, 0.031250000000000000, 0.031250000000000000, 0.96875000000000000,
      7.5000000000000000, 43.125000000000000, 0.0,
    ],
    [
      2.5, 0.25, 7, 0.074272002093493938, 0.58530243020504713, 0.41469756979495287,
      2.3241008445620537, 11.034992877393961, 1.8241008445620537,
    ],
    [
      2.5, 0.25, 60, 3.5936826341015554e-7, 0.99999881334377623, 1.1866562237703433e-6,
      5.0820976414611387e-6, 1.9157879047008588e-5, 52.500005082097641,
    ],
    [
      8, 0.4, 12, 0.071882315101875732, 0.58410706244246446, 0.41589293755753554,
      2.1564694530562713, 8.9339808796833706, 2.1564694530562724,
    ],
    [
      100, 0.1, 700, 0.00039770941285329424, 0.012615750542648522, 0.98738424945735148,
      200.34035766401396, 24491.582427822190, 0.34035766401401461,
    ],
    [
      100, 0.1, 900, 0.0042016790861085438, 0.51541770956592054, 0.48458229043407946,
      37.815111774976865, 2369.6958658282407, 37.815111774976921,
    ],
    [
      100, 0.1, 1500, 1.6954650864645804e-9, 0.99999996084928643, 3.9150713571545756e-8,
      9.2426910216250007e-7, 2.0970966648655608e-5, 600.00000092426916,
    ],
    [
      10, 0.9, 1, 0.34867844010000001, 0.69735688020000009, 0.30264311979999991,
      0.45978955121111092, 0.44911757007345655, 0.34867844010000009,
    ],
    [
      10, 0.9, 12, 1.0248705389859275e-7, 0.99999997926672872, 2.0733271281666944e-8,
      2.4761622240631044e-8, 1.7164988701361187e-8, 10.888888913650511,
    ],
  ]

  @Test(arguments: references)
  func agreesWithReference(_ row: [Double]) throws {
    let demand = try NegativeBinomial(successes: row[0], probability: row[1])
    #expect(relativeError(demand.mass(at: Int(row[2])), from: row[3]) < 1e-12)
    #expect(relativeError(demand.cumulative(row[2]), from: row[4]) < 1e-12)
    #expect(relativeError(demand.exceedance(row[2]), from: row[5]) < 1e-12)
    #expect(relativeError(demand.loss(at: row[2]), from: row[6]) < 1e-12)
    #expect(relativeError(demand.secondOrderLoss(at: row[2]), from: row[7]) < 1e-12)
    #expect(relativeError(demand.complementaryLoss(at: row[2]), from: row[8]) < 1e-11)
  }

  @Test func takesMeanAndVariance() throws {
    let demand = try NegativeBinomial(mean: 12, variance: 30)
    #expect(relativeError(demand.mean, from: 12) < 1e-14)
    #expect(relativeError(demand.variance, from: 30) < 1e-14)
    #expect(relativeError(demand.probability, from: 0.4) < 1e-14)
    #expect(relativeError(demand.successes, from: 8) < 1e-14)
  }

  @Test func approachesPoisson() throws {
    let demand = try NegativeBinomial(mean: 20, variance: 20 * (1 + 1e-9))
    let poisson = try Poisson(mean: 20)
    for k in 0..<60 {
      #expect(relativeError(demand.mass(at: k), from: poisson.mass(at: k)) < 1e-6)
    }
  }

  @Test(arguments: [(0.01, 0.5), (3, 3.01), (12, 30), (1e4, 1e6), (1e6, 1.1e6)])
  func quantileIsTheSmallestThatReaches(_ mean: Double, _ variance: Double) throws {
    let demand = try NegativeBinomial(mean: mean, variance: variance)
    for p in [1e-6, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9] {
      let k = demand.quantile(p)
      #expect(k == k.rounded() && k >= 0)
      #expect(demand.exceedance(k) <= (1 - p) * (1 + 1e-9))
      if k > 0 { #expect(demand.cumulative(k - 1) < p) }
    }
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try NegativeBinomial(mean: 12, variance: 12) }
    #expect(throws: InvalidInput.self) { try NegativeBinomial(mean: 0, variance: 1) }
    #expect(throws: InvalidInput.self) { try NegativeBinomial(successes: 3, probability: 1) }
    #expect(throws: InvalidInput.self) { try NegativeBinomial(successes: .nan, probability: 0.5) }
    #expect(throws: InvalidInput.self) { try NegativeBinomial(fitting: [4, 4, 4]) }
  }
}
