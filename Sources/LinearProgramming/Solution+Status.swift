extension Solution {
  /// Why a solver stopped.
  ///
  /// The reasons are values and not the cases of an enumeration, so that a solver may add its own.
  ///
  /// ```swift
  /// let program = LinearProgram()
  /// let solution = try GLPKSolver().solve(program)
  /// print(solution.status)  // optimal
  /// ```
  public struct Status: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    /// The reason as a word, for instance `infeasible`.
    public let rawValue: String

    /// A reason of a solver's own.
    ///
    /// - Parameter rawValue: The reason as a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The reason as a word.
    public var description: String { rawValue }

    /// The point is optimal, within the tolerances.
    public static let optimal = Status(rawValue: "optimal")
    /// The point is the best so far, and the search goes on.
    public static let searching = Status(rawValue: "searching")
    /// No point satisfies the constraints.
    public static let infeasible = Status(rawValue: "infeasible")
    /// The objective can be improved without end.
    public static let unbounded = Status(rawValue: "unbounded")
    /// One or the other; the solver stopped before it knew which.
    public static let infeasibleOrUnbounded = Status(rawValue: "infeasibleOrUnbounded")
    /// The time was up.
    public static let timeLimit = Status(rawValue: "timeLimit")
    /// The iterations were used up.
    public static let iterationLimit = Status(rawValue: "iterationLimit")
    /// The gap between objective and bound is as small as was asked for.
    public static let gapReached = Status(rawValue: "gapReached")
    /// The stopping criterion was met.
    public static let stopped = Status(rawValue: "stopped")
    /// The task was cancelled.
    public static let cancelled = Status(rawValue: "cancelled")
    /// Rounding errors got the better of the method.
    public static let numericalTrouble = Status(rawValue: "numericalTrouble")
  }

  /// Which variables and constraints hold a vertex of the feasible region.
  public struct Basis: Hashable, Sendable, Codable {
    /// Where a variable or the left-hand side of a constraint stands.
    public enum Position: UInt8, Hashable, Sendable, Codable {
      /// Between its bounds, determined by the others.
      case basic
      /// At its lower bound.
      case atLower
      /// At its upper bound.
      case atUpper
      /// Without bounds, at zero.
      case free
      /// At bounds that are equal.
      case fixed
    }

    /// The position of each variable.
    public var variables: [Position]
    /// The position of each constraint.
    public var constraints: [Position]

    /// Describes a basis; for those who write a solver.
    ///
    /// - Parameters:
    ///   - variables: The position of each variable.
    ///   - constraints: The position of each constraint.
    public init(variables: [Position], constraints: [Position]) {
      self.variables = variables
      self.constraints = constraints
    }
  }
}
