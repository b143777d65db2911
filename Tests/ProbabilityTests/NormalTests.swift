import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct NormalTests {
  /// z, cumulative, exceedance, loss, second-order loss, complementary loss: mpmath, 400 digits.
  static let references: [[Double]] = [
    [
      -30.0, 4.9067139271481871e-198, 1.0000000000000000, 30.000000000000000, 450.50000000000000,
      1.6319567340914012e-199,
    ],
    [
      -5.0, 2.8665157187919391e-7, 0.99999971334842812, 5.0000000534616553, 12.999999990328352,
      5.3461655338328150e-8,
    ],
    [
      -1.0, 0.15865525393145705, 0.84134474606854295, 1.0833154705876863, 0.96233010832811462,
      0.083315470587686298,
    ],
    [
      0.0, 0.50000000000000000, 0.50000000000000000, 0.39894228040143268, 0.25000000000000000,
      0.39894228040143268,
    ],
    [
      0.5, 0.69146246127401310, 0.30853753872598690, 0.19779655740130603, 0.10481963001266694,
      0.69779655740130603,
    ],
    [
      1.4, 0.91924334076622894, 0.080756659233771060, 0.036668142708465395, 0.014710629720959755,
      1.4366681427084653,
    ],
    [
      1.6, 0.94520070830044202, 0.054799291699557984, 0.023241967960162763, 8.8060714816487804e-3,
      1.6232419679601629,
    ],
    [
      3.0, 0.99865010196836991, 1.3498980316300945e-3, 3.8215431704772360e-4, 1.0171754024346187e-4,
      3.0003821543170477,
    ],
    [
      8.0, 0.99999999999999938, 6.2209605742717841e-16, 7.5502624119464989e-17,
      9.0375322357292496e-18, 8.0000000000000001,
    ],
    [
      20.0, 1.0000000000000000, 2.7536241186062337e-89, 1.3700124947295799e-90,
      6.7995645735369044e-92, 20.000000000000000,
    ],
  ]

  @Test(arguments: references)
  func agreesWithReference(_ row: [Double]) {
    let normal = Normal.standard
    #expect(relativeError(normal.cumulative(row[0]), from: row[1]) < 1e-12)
    #expect(relativeError(normal.exceedance(row[0]), from: row[2]) < 1e-12)
    #expect(relativeError(normal.loss(at: row[0]), from: row[3]) < 1e-12)
    #expect(relativeError(normal.secondOrderLoss(at: row[0]), from: row[4]) < 1e-12)
    #expect(relativeError(normal.complementaryLoss(at: row[0]), from: row[5]) < 1e-12)
  }

  /// mpmath, findroot on erfc with 350 digits.
  @Test(arguments: [
    (1e-300, -37.047096299361199), (1e-20, -9.2623400897984075), (1e-5, -4.2648907939228246),
    (0.025, -1.9599639845400542), (0.3, -0.52440051270804078), (0.5, 0),
    (0.975, 1.9599639845400542), (0.99, 2.3263478740408412),
  ])
  func quantileAgreesWithReference(_ p: Double, _ z: Double) {
    #expect(relativeError(Normal.standard.quantile(p), from: z) < 1e-14)
  }

  @Test func scalesAndShifts() throws {
    let demand = try Normal(mean: 50, standardDeviation: 8)
    #expect(demand.mean == 50)
    #expect(demand.variance == 64)
    #expect(relativeError(demand.quantile(0.95), from: 50 + 8 * 1.6448536269514722) < 1e-14)
    #expect(relativeError(demand.density(at: 50), from: 0.39894228040143268 / 8) < 1e-14)
    #expect(relativeError(demand.loss(at: 54), from: 8 * 0.19779655740130603) < 1e-14)
  }

  @Test func withoutDeviationIsTheSureValue() throws {
    let sure = try Normal(mean: 5, standardDeviation: 0)
    #expect(sure.cumulative(4.999) == 0)
    #expect(sure.cumulative(5) == 1)
    #expect(sure.quantile(0.1) == 5)
    #expect(sure.loss(at: 3) == 2)
    #expect(sure.complementaryLoss(at: 6) == 1)
    #expect(sure.secondOrderLoss(at: 3) == 2)
  }

  @Test func fitsSamples() throws {
    // R: mean(c(3, 5, 8, 12)), sd(c(3, 5, 8, 12))
    let fitted = try Normal(fitting: [3, 5, 8, 12])
    #expect(fitted.mean == 7)
    #expect(relativeError(fitted.standardDeviation, from: 3.9157800414902435) < 1e-14)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try Normal(mean: .nan, standardDeviation: 1) }
    #expect(throws: InvalidInput.self) { try Normal(mean: 0, standardDeviation: -1) }
    #expect(throws: InvalidInput.self) { try Normal(mean: 0, standardDeviation: .infinity) }
    #expect(throws: InvalidInput.self) { try Normal(fitting: [1]) }
    #expect(throws: InvalidInput.self) { try Normal(fitting: [1, .nan]) }
    #expect(Normal.standard.quantile(1.5).isNaN)
    #expect(Normal.standard.quantile(.nan).isNaN)
    #expect(Normal.standard.quantile(1) == .infinity)
  }
}
