import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct DieboldMarianoTests {
  static let ours = [
    -0.841, 1.384, -1.255, 0.07, 1.711, -0.603, -0.472, -0.635, -0.286, 0.138, 1.228, -0.802, -1.08,
    -0.158, -1.072, -0.139, -0.597, -2.184, 0.241, -0.259, 0.901, 0.942, 1.468, 0.707,
  ]
  static let theirs = [
    1.165, -0.282, 1.944, 2.048, -0.754, -1.009, 0.511, 1.543, 2.98, 1.682, 2.023, 1.337, -1.212,
    -2.501, -2.191, -0.085, 2.115, -0.943, 0.003, 2.564, -0.494, 0.831, -1.053, -0.498,
  ]

  /// R forecast 8.20: `dm.test(e1, e2, h = h, power = 2)`.
  @Test(arguments: [
    (1, -2.440_159_088_551_16, 0.022_801_129_863_057),
    (3, -2.925_256_627_091_92, 0.007_611_055_186_309_46),
  ])
  func testsAgreeWithR(horizon: Int, statistic: Double, pValue: Double) throws {
    let test = try DieboldMariano(
      Self.ours.map { $0 * $0 }, Self.theirs.map { $0 * $0 }, horizon: horizon)
    #expect(isClose(test.statistic, statistic, tolerance: 1e-12))
    #expect(isClose(test.pValue, pValue, tolerance: 1e-9))
    let reverse = try DieboldMariano(
      Self.theirs.map { $0 * $0 }, Self.ours.map { $0 * $0 }, horizon: horizon)
    #expect(isClose(reverse.statistic, -statistic, tolerance: 1e-12))
  }

  @Test func equalLossesAreNoDifference() throws {
    let test = try DieboldMariano([1, 2, 3], [1, 2, 3])
    #expect(test.statistic == 0 && test.pValue == 1)
    #expect(try DieboldMariano([2, 3, 4], [1, 2, 3]).pValue == 0)
  }

  @Test func whatCannotBeMeantIsRefused() {
    #expect(throws: InvalidInput.self) { try DieboldMariano([1, 2], [1]) }
    #expect(throws: InvalidInput.self) { try DieboldMariano([1], [1]) }
    #expect(throws: InvalidInput.self) { try DieboldMariano([1, 2, .nan], [1, 2, 3]) }
    #expect(throws: InvalidInput.self) { try DieboldMariano([1, 2, 4], [1, 2, 3], horizon: 3) }
  }
}
