/// A variable of a linear program: a handle that stands for it in expressions.
///
/// A program hands out its variables in order; the handle holds the position and nothing else, so it
/// costs nothing to keep and to copy. A handle means something only to the program it came from and
/// to copies of that program.
///
/// ```swift
/// var program = LinearProgram()
/// let tonnes = program.addVariable("tonnes", upper: 40)
/// let trucks = program.addVariable("trucks", .integer, upper: 3)
/// program.add(tonnes <= 22 * trucks)
/// ```
public struct Variable: Hashable, Sendable, Codable {
  /// The position among the variables of the program, counted from zero.
  public let index: Int

  package init(index: Int) { self.index = index }

  /// What values a variable may take between its bounds.
  public struct Kind: Hashable, Sendable {
    package enum Code: String, Sendable { case continuous, integer, semiContinuous, binary }

    package let code: Code

    /// Any number between the bounds.
    public static let continuous = Kind(code: .continuous)
    /// Any whole number between the bounds.
    public static let integer = Kind(code: .integer)
    /// Zero or one: a decision.
    ///
    /// A program keeps it as an integer variable with these bounds.
    public static let binary = Kind(code: .binary)
    /// Zero, or any number between the bounds: a lot that is either skipped or has a minimum size.
    ///
    /// The upper bound must be finite and the lower one not negative.
    public static let semiContinuous = Kind(code: .semiContinuous)
  }
}

/// A constraint of a linear program: a handle that stands for it in a solution.
///
/// ```swift
/// var program = LinearProgram()
/// let x = program.addVariable("x")
/// let capacity: Row = program.add(3 * x <= 12, named: "capacity")
/// program.maximize(2 * x)
/// let worthOfOneMore = try GLPKSolver().solve(program).dual(of: capacity)
/// ```
public struct Row: Hashable, Sendable, Codable {
  /// The position among the constraints of the program, counted from zero.
  public let index: Int

  package init(index: Int) { self.index = index }
}

extension Variable.Kind: Codable, CustomStringConvertible {
  /// The kind as a word, for instance `semiContinuous`.
  public var description: String { code.rawValue }

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let code = Code(rawValue: word) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(word) is no kind of variable")
    }
    self.code = code
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code.rawValue)
  }
}
