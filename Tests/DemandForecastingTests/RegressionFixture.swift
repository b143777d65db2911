import DemandForecasting
import Foundation
import SupplyChainCore

/// Regressions by R 4.2.2 on six seeded random data sets and an autoregression.
///
/// Made by: `set.seed(44)`; y of 25 to 60 steps from trend, season of period m, two regressors and
/// autocorrelated errors of growing variance; `f <- lm(y ~ t + factor(season) + x1 + x2)`, every other
/// one with random `weights`. Lines are `case;key;values`: `summary(f)` (estimate, classical, p, r2, f),
/// `sqrt(diag(vcovHC(f, type)))` and `NeweyWest(f, lag = 3, prewhite = FALSE, adjust = FALSE)` of the
/// package sandwich, `logLik`, `AIC`, `BIC`, `hatvalues`, `cooks.distance`, `dwtest` of lmtest,
/// `Box.test(residuals(f), 5, "Ljung-Box")`, variance inflation by regressing each column on the others,
/// `MASS::lm.ridge(…, lambda = 2.5)`, and `predict(f, …, interval = "prediction", level = 0.9)` for x1 =
/// 0.5, −1, 0.2 and x2 = 1, 2, 3. Case `ar`: y on its two lags and x, forecast by recursion with x = 0.5.
struct RegressionFixture: Sendable, CustomStringConvertible {
  let id: String
  var numbers: [String: [Double]] = [:]

  var description: String { "case \(id)" }

  subscript(key: String) -> [Double] { numbers[key] ?? [] }

  static let all: [RegressionFixture] = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/regression.csv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var fixtures: [RegressionFixture] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ";").map(String.init)
      guard fields.count == 3 else { continue }
      if fixtures.last?.id != fields[0] { fixtures.append(RegressionFixture(id: fields[0])) }
      fixtures[fixtures.count - 1].numbers[fields[1]] =
        fields[2].split(separator: " ").compactMap { Double($0) }
    }
    return fixtures
  }()

  static var regressions: [RegressionFixture] { all.filter { $0.id != "ar" } }

  var series: TimeSeries {
    get throws { try TimeSeries(self["y"], period: Int(self["period"].first ?? 1)) }
  }

  var regressors: [Regressor] {
    get throws { [try Regressor("x1", self["x1"]), try Regressor("x2", self["x2"])] }
  }

  var weights: [Double]? { numbers["w"] }
}
