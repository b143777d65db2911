import Foundation
import SupplyChain

/// What can be fuzzed, by the name that `Scripts/fuzz` takes: one line for each reader.
///
/// A reader takes any bytes at all. It may return, or throw `InvalidInput` or `DecodingError`;
/// everything else is a finding. Inputs to begin with stand in `Corpus/<name>/`.
let readers: [String: @Sendable (Data) throws -> Void] = [
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
