import Foundation
import SupplyChain

/// What can be fuzzed, by the name that `Scripts/fuzz` takes: one line for each reader.
///
/// A reader takes any bytes at all. It may return, or throw `InvalidInput` or `DecodingError`;
/// everything else is a finding. Inputs to begin with stand in `Corpus/<name>/`.
let readers: [String: @Sendable (Data) throws -> Void] = [
  "demand": { try checkDemand(JSONDecoder().decode(TimeSeries.self, from: $0)) },
  "forecasting": { try checkForecasts(of: $0) },
  "mps": { try checkLinearProgram(LinearProgram(mps: String(decoding: $0, as: UTF8.self))) },
  "cplex-lp": {
    try checkLinearProgram(LinearProgram(cplexLP: String(decoding: $0, as: UTF8.self)))
  },
  "linear-program": {
    var script = LinearProgramScript(bytes: $0)
    try script.run()
  },
  "packing": { _ = try PackingFile(reading: String(decoding: $0, as: UTF8.self)) },
  "routing": {
    try checkRouting(RoutingInstance(reading: String(decoding: $0, as: UTF8.self)).problem)
  },
  "routing-json": { try checkRouting(JSONDecoder().decode(RoutingProblem.self, from: $0)) },
  "shipments-json": { _ = try JSONDecoder().decode([Shipment].self, from: $0) },
]

/// A series that was read can be inspected, evaluated and forecast by every model of intermittent demand and
/// by regression: finite numbers that do not cross, or a refusal.
private func checkDemand(_ series: TimeSeries) throws {
  guard series.count <= 200, series.period <= 60 else { return }
  let clean = SeriesInspection(of: series)
  _ = try? clean.treated(Set(SeriesInspection.Kind.allCases))
  let models: [any ForecastModel] = [
    Croston.classic, Croston.optimized, Croston.syntetosBoylan, TeunterSyntetosBabai(),
    TemporalAggregation.adida, TemporalAggregation.imapa, HurdleDemand(), DynamicNegativeBinomial(),
    DemandBootstrap.willemain, DemandBootstrap.viswanathanZhou, LinearRegression(),
    LinearRegression(trend: .quadratic, season: .fourier(harmonics: 2), lags: [1]),
    LinearRegression(penalty: .ridge(1)), LinearRegression(penalty: .lasso(0.1)),
  ]
  let horizon = 1 + series.count % 7
  for model in models {
    guard let forecast = try? model.forecast(series, horizon: horizon) else { continue }
    let (low, high) = (forecast.quantile(0.1), forecast.quantile(0.99))
    let demand = try forecast.demand(over: horizon)
    guard forecast.mean.allSatisfy({ $0.isFinite }), zip(low, high).allSatisfy({ $0 <= $1 }),
      high.allSatisfy({ $0.isFinite }), demand.quantile(0.95).isFinite
    else { fatalError("\(model.name) gives what is no forecast") }
  }
}

/// A program that was read can be meant, survives both writers, and GLPK takes it.
private func checkLinearProgram(_ program: LinearProgram) throws {
  try program.check()
  guard let copy = try? LinearProgram(cplexLP: program.cplexLP()),
    copy.variableCount == program.variableCount, copy.constraintCount == program.constraintCount
  else { fatalError("cannot read what was written as CPLEX LP") }
  guard let again = try? LinearProgram(mps: program.mps(), layout: .free),
    again.variableCount == program.variableCount, again.constraintCount == program.constraintCount
  else { fatalError("cannot read what was written as MPS") }
  do {
    _ = try GLPKSolver().solve(program, until: .any(of: .runtime(.milliseconds(100))))
  } catch is LinearProgramSolverError {}
}

/// A problem that was read can be solved, and the routes are feasible or say who is left out.
private func checkRouting(_ problem: RoutingProblem) throws {
  guard problem.clients.count <= 200 else { return }
  let solution = try ClarkeWright().solve(problem, until: .iterations(1))
  let visited = solution.routes.reduce(0) { $0 + $1.clients.count }
  guard visited + solution.unserved.count == problem.clients.count,
    solution.routes.allSatisfy(\.violations.isEmpty)
  else { fatalError("clients are lost, or a route breaks a constraint") }
}
