#if GLPK
  internal import CGLPK
  internal import SupplyChainCore

  extension GLPKSolver {
    /// A method for linear programs.
    public struct Method: Hashable, Sendable, Codable {
      enum Code: Int32, Codable, Sendable {
        case primalSimplex, dualThenPrimalSimplex, dualSimplex, interiorPoint
      }

      let code: Code

      /// The primal simplex method: GLPK's most reliable, and the one that keeps a feasible point.
      public static let primalSimplex = Method(code: .primalSimplex)
      /// The dual simplex method, and the primal one where that fails.
      public static let dualThenPrimalSimplex = Method(code: .dualThenPrimalSimplex)
      /// The dual simplex method.
      public static let dualSimplex = Method(code: .dualSimplex)
      /// The interior-point method; it ends inside of the best face, so there is no basis.
      ///
      /// GLPK looks at no clock while it factorizes, which on a large program may be long. A call that
      /// is to end in such a stretch ends in time nevertheless; the thread that was at work follows it
      /// when the factorization is done.
      public static let interiorPoint = Method(code: .interiorPoint)
    }

    /// How the simplex method goes about its work.
    public struct SimplexOptions: Hashable, Sendable, Codable {
      /// How the variable that enters the basis is chosen.
      public enum Pricing: Int32, Hashable, Sendable, Codable {
        /// The one with the greatest reduced cost.
        case dantzig
        /// The one along the steepest edge; more work a step and far fewer steps.
        case steepestEdge
      }

      /// How the variable that leaves the basis is chosen.
      public enum RatioTest: Int32, Hashable, Sendable, Codable {
        /// As in the textbook.
        case textbook
        /// In two passes that trade a little infeasibility for a safer pivot (Harris 1973,
        /// <https://doi.org/10.1007/BF01580108>).
        case harris
        /// Past bounds that can be flipped; for the dual method.
        case longStep
      }

      /// How the variable that enters the basis is chosen; the steepest edge suits nearly all programs.
      public var pricing = Pricing.steepestEdge
      /// How the variable that leaves the basis is chosen; Harris' test is the most stable one.
      public var ratioTest = RatioTest.harris
      /// By how much a bound may be missed, relative to its size: GLPK's own default.
      public var feasibilityTolerance = 1e-7
      /// By how much a reduced cost may have the wrong sign: GLPK's own default.
      public var optimalityTolerance = 1e-7
      /// The smallest pivot, relative to its column: GLPK's own default.
      public var pivotTolerance = 1e-9

      /// The settings that suit most programs.
      public init() {}
    }

    /// How branch and cut goes about its work.
    public struct BranchAndCutOptions: Hashable, Sendable, Codable {
      /// The variable to branch on.
      public enum Branching: Int32, Hashable, Sendable, Codable {
        /// The first that is fractional.
        case firstFractional
        /// The last that is fractional.
        case lastFractional
        /// The one nearest to a half.
        case mostFractional
        /// By the heuristic of Driebeek and Tomlin.
        case driebeekTomlin
        /// By what branching on it has brought before.
        case pseudocost
      }

      /// The node to go on from.
      public enum Backtracking: Int32, Hashable, Sendable, Codable {
        /// The deepest.
        case depthFirst
        /// The oldest.
        case breadthFirst
        /// The one with the best bound.
        case bestBound
        /// The one with the best projected objective.
        case bestProjection
      }

      /// The variable to branch on: GLPK's own default.
      public var branching = Branching.driebeekTomlin
      /// The node to go on from: the best bound, which needs the fewest nodes for a proof.
      public var backtracking = Backtracking.bestBound
      /// Whether the program is simplified before the search.
      public var presolves = true
      /// Whether a feasible point is looked for by rounding and projecting in turn.
      public var pumpsForFeasibility = false
      /// Whether feasible points are looked for near the incumbent, for up to a minute.
      public var searchesProximity = false
      /// Whether fractional points are rounded where that keeps them feasible.
      public var rounds = true
      /// Whether Gomory's mixed integer cuts are added.
      public var addsGomoryCuts = false
      /// Whether mixed integer rounding cuts are added.
      public var addsRoundingCuts = false
      /// Whether cover cuts are added.
      public var addsCoverCuts = false
      /// Whether clique cuts are added.
      public var addsCliqueCuts = false
      /// How far from a whole number a value still counts as whole: GLPK's own default.
      public var integralityTolerance = 1e-5
      /// By how much a node must promise to be better than the incumbent: GLPK's own default.
      public var objectiveTolerance = 1e-7
      /// The gap, relative to the objective, at which the search may end; zero asks for a proof.
      public var relativeGap = 0.0

      /// The settings that suit most programs.
      public init() {}
    }

    /// Looks for options that cannot be meant.
    func check() throws(InvalidInput) {
      var checks = InputChecks()
      checks.requireOpenUnit(simplex.feasibilityTolerance, "simplex.feasibilityTolerance")
      checks.requireOpenUnit(simplex.optimalityTolerance, "simplex.optimalityTolerance")
      checks.requireOpenUnit(simplex.pivotTolerance, "simplex.pivotTolerance")
      checks.requireOpenUnit(
        branchAndCut.integralityTolerance, "branchAndCut.integralityTolerance")
      checks.requireOpenUnit(branchAndCut.objectiveTolerance, "branchAndCut.objectiveTolerance")
      checks.requireNonNegative(branchAndCut.relativeGap, "branchAndCut.relativeGap")
      try checks.finish()
    }
  }

  extension cglpk_options {
    /// The options of one run.
    init(_ solver: GLPKSolver, _ limits: GLPKWatch.Limits) {
      self.init()
      let simplex = solver.simplex
      method = Int32(
        solver.method == .interiorPoint
          ? CGLPK_INTERIOR_POINT : CGLPK_SIMPLEX)
      simplex_variant = solver.method == .interiorPoint ? 0 : solver.method.code.rawValue
      presolve = solver.presolves ? 1 : 0
      scale = solver.scales ? 1 : 0
      exact = solver.verifiesExactly ? 1 : 0
      ranging = solver.computesRanging ? 1 : 0
      steepest_edge = simplex.pricing.rawValue
      ratio_test = simplex.ratioTest.rawValue
      iteration_limit = limits.iterations
      seconds = limits.seconds
      feasibility_tolerance = simplex.feasibilityTolerance
      optimality_tolerance = simplex.optimalityTolerance
      pivot_tolerance = simplex.pivotTolerance
      setBranchAndCut(solver.branchAndCut)
    }

    private mutating func setBranchAndCut(_ options: GLPKSolver.BranchAndCutOptions) {
      branching = options.branching.rawValue
      backtracking = options.backtracking.rawValue
      node_preprocessing = 2
      mixed_integer_presolve = options.presolves ? 1 : 0
      feasibility_pump = options.pumpsForFeasibility ? 1 : 0
      proximity_search = options.searchesProximity ? 1 : 0
      simple_rounding = options.rounds ? 1 : 0
      gomory_cuts = options.addsGomoryCuts ? 1 : 0
      rounding_cuts = options.addsRoundingCuts ? 1 : 0
      cover_cuts = options.addsCoverCuts ? 1 : 0
      clique_cuts = options.addsCliqueCuts ? 1 : 0
      integrality_tolerance = options.integralityTolerance
      objective_tolerance = options.objectiveTolerance
      gap = options.relativeGap
    }
  }
#endif
