public import SupplyChainCore

/// A method that solves linear programs, or a library that has one.
///
/// An implementer writes one method and says what it cannot do; the conformance suite in
/// SupplyChainTestSupport tells whether it is right.
///
/// ```swift
/// func cheapest(_ programs: [LinearProgram], by solver: some LinearProgramSolver) throws -> Double? {
///   try programs.compactMap { try solver.solve($0).objective }.min()
/// }
/// ```
public protocol LinearProgramSolver: Sendable {
  /// Whether the solver takes integer and semi-continuous variables.
  var supportsIntegers: Bool { get }

  /// Solves a program.
  ///
  /// A solver that makes a copy of its own can let go of the program then; one that does not may leave
  /// `consuming` out.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - stop: When to end the search before it has proved its point. The cost that the criterion
  ///     and the progress see is the objective, with its sign turned when the program maximises.
  ///   - progress: Is told from time to time how far the search has come.
  /// - Returns: Why it stopped, and what it found.
  /// - Throws: `InvalidInput` where the program cannot be meant, ``LinearProgramSolverError`` where
  ///   the solver broke or lacks what the program needs, `CancellationError` where the task was
  ///   cancelled before there was a feasible point.
  func solve(
    _ program: consuming LinearProgram, until stop: some StoppingCriterion,
    progress: (SearchProgress) -> Void
  ) throws -> Solution
}

extension LinearProgramSolver {
  /// Solves a program to the end.
  ///
  /// - Parameter program: The program.
  /// - Returns: Why the solver stopped, and what it found.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  public func solve(_ program: consuming LinearProgram) throws -> Solution {
    try solve(consume program, until: AnyOfCriteria([]), progress: { _ in })
  }

  /// Solves a program until a criterion is met.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - stop: When to end the search before it has proved its point.
  /// - Returns: Why the solver stopped, and what it found.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  public func solve(
    _ program: consuming LinearProgram, until stop: some StoppingCriterion
  ) throws -> Solution {
    try solve(consume program, until: stop, progress: { _ in })
  }

  /// Solves a program on a thread of its own, while the caller's task waits.
  ///
  /// The twin of ``solve(_:until:progress:)`` for those who must not block. It ends early, with the
  /// best point found so far, when its task is cancelled.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - stop: When to end the search before it has proved its point.
  ///   - progress: Is told from time to time how far the search has come.
  /// - Returns: Why the solver stopped, and what it found.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  public func solution(
    of program: LinearProgram, until stop: some StoppingCriterion,
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) async throws -> Solution {
    try await offActor { try solve(program, until: stop, progress: progress) }
  }

  /// Solves a program to the end on a thread of its own, while the caller's task waits.
  ///
  /// - Parameter program: The program.
  /// - Returns: Why the solver stopped, and what it found.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  public func solution(of program: LinearProgram) async throws -> Solution {
    try await solution(of: program, until: AnyOfCriteria([]))
  }
}

/// The error of a solver that broke, or that lacks what a program needs.
public struct LinearProgramSolverError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, in the words of the solver.
  public let message: String

  /// Reports what happened.
  ///
  /// - Parameter message: What happened, in the words of the solver.
  public init(_ message: String) { self.message = message }

  /// What happened, in the words of the solver.
  public var description: String { message }
}
