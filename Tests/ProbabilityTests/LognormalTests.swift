import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct LognormalTests {
  /// log mean, log deviation, x, cumulative, exceedance, loss, second-order loss, complementary loss:
  /// mpmath, 80 digits.
  static let references: [[Double]] = [
    [
      0, 1, 0.0498, 0.0013510494535106566, 0.99864895054648934, 1.5989362785794678,
      3.6136616176507228, 1.5007879339663818e-5,
    ],
    [
      0, 1, 1.6487, 0.69145791911847403, 0.30854208088152597, 0.63134302774390168,
      1.9874765484251246, 0.63132175704377359,
    ],
    [
      2, 0.1, 11.0232, 0.99996833162562097, 3.1668374379026664e-5, 8.0495338245009805e-6,
      2.0002494522659098e-6, 3.5971141527759990,
    ],
    [
      1, 2.5, 403.4288, 0.97724986840016828, 0.022750131599831720, 33.601209226194935,
      974634.32828887436, 375.16219997582707,
    ],
  ]

  @Test(arguments: references)
  func agreesWithReference(_ row: [Double]) throws {
    let demand = try Lognormal(logMean: row[0], logStandardDeviation: row[1])
    #expect(relativeError(demand.cumulative(row[2]), from: row[3]) < 1e-11)
    #expect(relativeError(demand.exceedance(row[2]), from: row[4]) < 1e-11)
    #expect(relativeError(demand.loss(at: row[2]), from: row[5]) < 1e-11)
    #expect(relativeError(demand.secondOrderLoss(at: row[2]), from: row[6]) < 1e-11)
    #expect(relativeError(demand.complementaryLoss(at: row[2]), from: row[7]) < 1e-11)
  }

  @Test func takesMeanAndDeviation() throws {
    let demand = try Lognormal(mean: 100, standardDeviation: 60)
    #expect(relativeError(demand.mean, from: 100) < 1e-13)
    #expect(relativeError(demand.standardDeviation, from: 60) < 1e-13)
  }

  @Test func fitsSamples() throws {
    // The logarithms are 0, 1 and 2.
    let fitted = try Lognormal(fitting: [1, 2.718281828459045, 7.38905609893065])
    #expect(relativeError(fitted.logMean, from: 1) < 1e-14)
    #expect(relativeError(fitted.logStandardDeviation, from: 0.816496580927726) < 1e-13)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try Lognormal(mean: 0, standardDeviation: 1) }
    #expect(throws: InvalidInput.self) { try Lognormal(logMean: 0, logStandardDeviation: 100) }
    #expect(throws: InvalidInput.self) { try Lognormal(fitting: [1, 1]) }
    #expect(throws: InvalidInput.self) { try Lognormal(fitting: [1, -1]) }
  }
}
