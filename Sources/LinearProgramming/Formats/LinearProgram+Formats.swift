public import SupplyChainCore

extension LinearProgram {
  /// Reads a program in MPS, fixed or free.
  ///
  /// Where customs differ, these hold: a right-hand side of the objective is the negative of its
  /// constant; integer variables between markers are binary if they have no bounds at all; a negative
  /// upper bound without a lower one takes the lower one away; the first set of right-hand sides,
  /// ranges and bounds counts; free rows other than the objective are left out; 10³⁰ is infinite.
  ///
  /// ```swift
  /// let program = try LinearProgram(
  ///   mps: """
  ///     NAME          SMALL
  ///     ROWS
  ///      N  COST
  ///      G  DEMAND
  ///     COLUMNS
  ///         X         COST      2.0   DEMAND    1.0
  ///     RHS
  ///         RHS       DEMAND    5.0
  ///     ENDATA
  ///     """)
  /// print(try GLPKSolver().solve(program).objective ?? .nan)  // 10.0
  /// ```
  ///
  /// - Parameters:
  ///   - text: The text of the file.
  ///   - layout: How fields are told apart.
  /// - Throws: `InvalidInput` with everything that is wrong, each with its line.
  /// - Complexity: O(length of the text).
  public init(mps text: String, layout: MPSLayout = .automatic) throws(InvalidInput) {
    var text = text
    let result = text.withUTF8 { bytes -> Result<LinearProgram, InvalidInput> in
      let free = Self.read(bytes, isFixed: layout == .fixed)
      guard case .failure = free, layout == .automatic else { return free }
      // Where neither way reads it, the free one tells what is wrong.
      let fixed = Self.read(bytes, isFixed: true)
      if case .success = fixed { return fixed }
      return free
    }
    self = try result.get()
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isFixed: Bool
  ) -> Result<LinearProgram, InvalidInput> {
    var reader = MPSReader(bytes, isFixed: isFixed)
    return Result { () throws(InvalidInput) in try reader.read() }
  }

  /// Reads a program in the CPLEX LP format.
  ///
  /// ```swift
  /// let program = try LinearProgram(
  ///   cplexLP: """
  ///     Maximize
  ///      profit: 3 x + 5 y
  ///     Subject To
  ///      wood: x + 2 y <= 14
  ///      range: 1 <= x - y <= 4
  ///     Bounds
  ///      x <= 9
  ///     Generals
  ///      y
  ///     End
  ///     """)
  /// print(program.variableCount, program.constraintCount)  // 2 2
  /// ```
  ///
  /// - Parameter text: The text of the file.
  /// - Throws: `InvalidInput` with everything that is wrong, each with its line. Quadratic terms,
  ///   indicators and special ordered sets are not supported.
  /// - Complexity: O(length of the text).
  public init(cplexLP text: String) throws(InvalidInput) {
    var text = text
    let result = text.withUTF8 { bytes -> Result<LinearProgram, InvalidInput> in
      var reader = CPLEXLPReader(bytes)
      return Result { () throws(InvalidInput) in try reader.read() }
    }
    self = try result.get()
  }

  /// The program as free MPS.
  ///
  /// Reading it gives the program back, every number to the last bit; only of a constraint with two
  /// bounds MPS keeps the distance, which may round one of them. What MPS cannot hold in a name, such
  /// as a space, becomes `_`.
  ///
  /// - Returns: The text of the file.
  /// - Throws: `InvalidInput` where the program cannot be meant.
  /// - Complexity: O(variables + constraints + nonzeros).
  public func mps() throws(InvalidInput) -> String {
    try check()
    var writer = MPSWriter(self)
    return writer.write()
  }

  /// The program in the CPLEX LP format.
  ///
  /// Reading it gives the program back, every number to the last bit. What the format cannot hold in a
  /// name, such as a space, becomes `_`.
  ///
  /// - Returns: The text of the file.
  /// - Throws: `InvalidInput` where the program cannot be meant.
  /// - Complexity: O(variables + constraints + nonzeros).
  public func cplexLP() throws(InvalidInput) -> String {
    try check()
    var writer = CPLEXLPWriter(self)
    return writer.write()
  }
}
