extension Solution {
  /// How far single numbers of a linear program may move before its optimal basis changes.
  ///
  /// Each range holds for one number while all others stay. Within the range of its cost a variable
  /// keeps its value, so the objective moves by that value for each unit. Within the range of its
  /// right-hand side a constraint keeps its dual value, so the objective moves by that. At a
  /// degenerate vertex, where several bases meet, the ranges are those of the basis found, and may be
  /// narrower than need be.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let doors = program.addVariable("doors")
  /// let windows = program.addVariable("windows")
  /// program.add(doors <= 4)
  /// program.add(2 * windows <= 12)
  /// let hours = program.add(3 * doors + 2 * windows <= 18)
  /// program.maximize(3 * doors + 5 * windows)
  ///
  /// var solver = GLPKSolver()
  /// solver.computesRanging = true
  /// let solution = try solver.solve(program)
  /// if let price = solution.dual(of: hours), let range = solution.rightHandSideRange(of: hours) {
  ///   print("an hour is worth \(price) from \(range.lower) to \(range.upper) hours")  // 1, 12 to 24
  /// }
  /// ```
  public struct Ranging: Hashable, Sendable, Codable {
    /// For each variable, the costs with which the point stays optimal.
    public var costs: [Interval]
    /// For each constraint, the values of its right-hand side with which its dual value holds; `nil`
    /// for one that has two bounds and reaches neither.
    ///
    /// The right-hand side of a constraint with two bounds is the one that the point reaches.
    public var rightHandSides: [Interval?]

    /// Describes ranges; for those who write a solver.
    ///
    /// - Parameters:
    ///   - costs: For each variable, the costs with which the point stays optimal.
    ///   - rightHandSides: For each constraint, the right-hand sides with which its dual value holds.
    public init(costs: [Interval], rightHandSides: [Interval?]) {
      self.costs = costs
      self.rightHandSides = rightHandSides
    }
  }

  /// A range of numbers that may be without end on either side.
  ///
  /// ```swift
  /// let range = Solution.Interval(lower: 2, upper: .infinity)
  /// print(range.contains(40))
  /// ```
  public struct Interval: Hashable, Sendable {
    /// The least number; minus infinity for none.
    public var lower: Double
    /// The greatest number; infinity for none.
    public var upper: Double

    /// The numbers between two, both included.
    ///
    /// - Parameters:
    ///   - lower: The least number; minus infinity for none.
    ///   - upper: The greatest number; infinity for none.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }

    /// Whether a number is in the range.
    public func contains(_ number: Double) -> Bool { lower <= number && number <= upper }
  }

  /// The costs of a variable with which the point stays optimal; `nil` without ``ranging``.
  public func costRange(of variable: Variable) -> Interval? {
    ranging?.costs[checked: variable.index]
  }

  /// The right-hand sides of a constraint with which its dual value holds; `nil` without ``ranging``,
  /// and for a constraint that has two bounds and reaches neither.
  public func rightHandSideRange(of row: Row) -> Interval? {
    ranging?.rightHandSides[checked: row.index] ?? nil
  }
}

// An infinite limit is left out, since JSON has no infinity.
extension Solution.Interval: Codable {
  private enum Key: String, CodingKey { case lower, upper }

  /// Reads a range.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    lower = try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity
    upper = try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity
  }

  /// Writes a range.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if lower.isFinite { try container.encode(lower, forKey: .lower) }
    if upper.isFinite { try container.encode(upper, forKey: .upper) }
  }
}
