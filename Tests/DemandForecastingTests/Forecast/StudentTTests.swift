import Probability
import SupplyChainCore
import Testing

@testable import DemandForecasting

@Suite struct StudentTTests {
  /// R 4.2.2: `qt(p, df)`.
  @Test(arguments: [
    (0.6, 3, 0.27667066233268983), (0.9, 3, 1.63774435369620908), (0.975, 3, 3.18244630528370775),
    (0.9999, 3, 22.20374227320500182), (0.51, 0.7, 0.033955982422042119),
    (0.975, 0.7, 36.611415031588322),
  ])
  func quantilesAgreeWithR(p: Double, freedom: Double, expected: Double) {
    #expect(isClose(StudentT.quantile(p, freedom), expected, tolerance: 1e-9))
    #expect(isClose(StudentT.quantile(1 - p, freedom), -expected, tolerance: 1e-6))
  }

  /// R 4.2.2: `pt(c(-2, .3, 8), c(5, 40, 1.5))`.
  @Test(arguments: [
    (-2, 5, 0.05096973941492914), (0.3, 40, 0.61713464161449050), (8, 1.5, 0.98354082452954661),
  ])
  func probabilitiesAgreeWithR(z: Double, freedom: Double, expected: Double) {
    #expect(isClose(StudentT.cumulative(z, freedom), expected, tolerance: 1e-10))
  }

  @Test func lossIsTheIntegralOfTheTail() {
    let demand = StudentT(centre: 10, scale: 2, degreesOfFreedom: 5)
    // The trapezium rule over the tail, far out.
    var sum = 0.0
    let step = 0.01
    for index in 0..<200_000 { sum += step * demand.exceedance(12 + (Double(index) + 0.5) * step) }
    #expect(isClose(demand.loss(at: 12), sum, tolerance: 1e-4))
    #expect(isClose(demand.variance, 4 * 5.0 / 3, tolerance: 1e-12))
    #expect(StudentT(centre: 3, scale: 0, degreesOfFreedom: 5).quantile(0.9) == 3)
    #expect(StudentT(centre: 3, scale: 0, degreesOfFreedom: 5).loss(at: 1) == 2)
  }

  /// ½ E[((T − z)⁺)²] by scipy 1.17: `0.5 * integrate.quad(lambda t: (t - z)**2 * stats.t.pdf(t, nu),
  /// z, inf)`.
  @Test(arguments: [
    (5.0, 0.3, 0.2951150586115432), (12, -1.2, 1.2762370393210152),
    (40, 2.5, 0.0011681034961311383),
  ])
  func secondOrderLoss(freedom: Double, z: Double, expected: Double) {
    let distribution = StudentT(centre: 10, scale: 3, degreesOfFreedom: freedom)
    let value = distribution.secondOrderLoss(at: 10 + 3 * z)
    #expect((value / (9 * expected) - 1).magnitude < 1e-9)
  }
}
