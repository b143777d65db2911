import Probability
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct PoissonTests {
  /// mean, k, mass, cumulative, exceedance, loss, second-order loss, complementary loss: mpmath,
  /// 400 digits.
  static let references: [[Double]] = [
    [
      0.001, 0, 0.99900049983337499, 0.99900049983337499, 9.9950016662500835e-4,
      1.0000000000000000e-3, 5.0050000000000001e-4, 0.0,
    ],
    [
      0.001, 5, 8.3250041652781258e-18, 1.0000000000000000, 1.3876989333774599e-21,
      1.3878971973242038e-21, 6.9414688739390441e-22, 4.9990000000000000,
    ],
    [
      0.1, 1, 0.090483741803595962, 0.99532115983955553, 4.6788401604444700e-3,
      4.8374180359595737e-3, 2.5812909820202137e-3, 0.90483741803595957,
    ],
    [
      6, 0, 2.4787521766663584e-3, 2.4787521766663584e-3, 0.99752124782333364, 6.0000000000000000,
      21.000000000000000, 0.0,
    ],
    [
      6, 6, 0.16062314104798003, 0.60630278241259127, 0.39369721758740873, 0.96373884628788015,
      1.6629610759061663, 0.96373884628788015,
    ],
    [
      6, 8, 0.10325773353084430, 0.84723749398456131, 0.15276250601543869, 0.31402138915418843,
      0.45403932948466055, 2.3140213891541884,
    ],
    [
      6, 30, 2.0659059438602366e-12, 0.99999999999950864, 4.9135636163447685e-13,
      6.0288298393397526e-13, 4.3719110927643725e-13, 24.000000000000603,
    ],
    [
      19, 19, 0.091123132468412291, 0.56060738939150841, 0.43939261060849159, 1.7313395168998335,
      5.0398995592305868, 1.7313395168998335,
    ],
    [
      21, 30, 0.013265836706511736, 0.97584703942727873, 0.024152960572721274, 0.061205925682254984,
      0.11747070586179917, 9.0612059256822550,
    ],
    [
      100, 50, 1.2231421635188734e-8, 2.4015922356168156e-8, 0.99999997598407764,
      50.000000022346046, 1299.9999999694261, 2.2346045710465564e-8,
    ],
    [
      100, 100, 0.039860996809147135, 0.52656219852999847, 0.47343780147000153, 3.9860996809147135,
      25.664939913957433, 3.9860996809147135,
    ],
    [
      100, 119, 6.6732778638156013e-3, 0.97176960603513431, 0.028230393964865693,
      0.13095030104911196, 0.50115573146750105, 19.130950301049112,
    ],
    [
      100, 200, 4.7169706027926174e-19, 1.0000000000000000, 4.6261794701957729e-19,
      9.0791132596844518e-19, 1.3201840665196922e-18, 100.00000000000000,
    ],
    [
      1000, 900, 7.5169543521259522e-5, 6.9776732779630678e-4, 0.99930223267220369,
      100.00539281074163, 5499.9583416449439, 5.3928107416288441e-3,
    ],
    [
      1000, 1100, 9.4989442422995076e-5, 0.99913235903655644, 8.6764096344356209e-4,
      8.2253460786388672e-3, 0.070047899001335218, 100.00822534607864,
    ],
  ]

  @Test(arguments: references)
  func agreesWithReference(_ row: [Double]) throws {
    let poisson = try Poisson(mean: row[0])
    #expect(relativeError(poisson.mass(at: Int(row[1])), from: row[2]) < 1e-12)
    #expect(relativeError(poisson.cumulative(row[1]), from: row[3]) < 1e-12)
    #expect(relativeError(poisson.exceedance(row[1]), from: row[4]) < 1e-12)
    #expect(relativeError(poisson.loss(at: row[1]), from: row[5]) < 1e-12)
    #expect(relativeError(poisson.secondOrderLoss(at: row[1]), from: row[6]) < 1e-12)
    #expect(relativeError(poisson.complementaryLoss(at: row[1]), from: row[7]) < 1e-12)
  }

  @Test(arguments: [1e-3, 0.7, 6, 20.5, 100])
  func lossesAreSumsOverTheMass(_ mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    for x in [-1.5, 0, 0.25, 1, mean, mean.rounded() + 2.75] {
      var loss = 0.0
      var second = 0.0
      for k in 0..<400 where Double(k) > x {
        let shortage = Double(k) - x
        loss += shortage * poisson.mass(at: k)
        second += 0.5 * shortage * shortage * poisson.mass(at: k)
      }
      #expect(relativeError(poisson.loss(at: x), from: loss) < 1e-12)
      #expect(relativeError(poisson.secondOrderLoss(at: x), from: second) < 1e-12)
      #expect((poisson.complementaryLoss(at: x) - (x - mean + loss)).magnitude < 1e-12 * (1 + mean))
    }
  }

  @Test(arguments: [1e-9, 0.01, 0.5, 3, 6, 100, 12_345.6, 1e6, 1e9])
  func quantileIsTheSmallestThatReaches(_ mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    for p in [1e-9, 0.01, 0.3, 0.5, 0.8, 0.95, 0.999, 1 - 1e-10] {
      let k = poisson.quantile(p)
      #expect(k == k.rounded() && k >= 0)
      if p <= 0.5 {
        #expect(poisson.cumulative(k) >= p)
        #expect(poisson.cumulative(k - 1) < p)
      } else {
        #expect(poisson.exceedance(k) <= 1 - p)
        #expect(poisson.exceedance(k - 1) > 1 - p)
      }
    }
  }

  @Test func knowsTheEndsOfItsSupport() throws {
    let poisson = try Poisson(mean: 4)
    #expect(poisson.quantile(0) == 0)
    #expect(poisson.quantile(1) == .infinity)
    #expect(poisson.quantile(-0.1).isNaN)
    #expect(poisson.cumulative(-0.5) == 0)
    #expect(poisson.cumulative(.infinity) == 1)
    #expect(poisson.loss(at: .infinity) == 0)
    #expect(poisson.mass(at: -1) == 0)
    let none = try Poisson(mean: 0)
    #expect(none.quantile(0.99) == 0)
    #expect(none.loss(at: 0) == 0)
    #expect(none.mass(at: 0) == 1)
    #expect(none.cumulative(0) == 1)
  }

  @Test func refusesWhatCannotBeMeant() {
    #expect(throws: InvalidInput.self) { try Poisson(mean: -1) }
    #expect(throws: InvalidInput.self) { try Poisson(mean: .nan) }
    #expect(throws: InvalidInput.self) { try Poisson(mean: 1e13) }
    #expect(throws: InvalidInput.self) { try Poisson(fitting: []) }
    #expect(throws: InvalidInput.self) { try Poisson(fitting: [1, -1]) }
  }
}
