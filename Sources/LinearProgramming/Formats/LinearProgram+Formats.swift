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
    try self.init(mps: text.utf8, layout: layout)
  }

  /// Reads a program in MPS, fixed or free, from the bytes of a file.
  ///
  /// A file that is mapped into memory, by Foundation's `Data(contentsOf:options: .mappedIfSafe)` for
  /// instance, is read where it is.
  ///
  /// - Parameters:
  ///   - text: The text of the file, in UTF-8.
  ///   - layout: How fields are told apart.
  /// - Throws: `InvalidInput` with everything that is wrong, each with its line.
  /// - Complexity: O(length of the text).
  public init(
    mps text: some Collection<UInt8>, layout: MPSLayout = .automatic
  ) throws(InvalidInput) {
    self = try Self.read(text) { bytes throws(InvalidInput) in
      do throws(InvalidInput) {
        var reader = MPSReader(bytes, isFixed: layout == .fixed)
        return try reader.read()
      } catch {
        // Where neither way reads it, the free one tells what is wrong.
        guard layout == .automatic else { throw error }
        var reader = MPSReader(bytes, isFixed: true)
        guard let program = try? reader.read() else { throw error }
        return program
      }
    }
  }

  /// Lends the bytes of a text to a reader, copied only where they do not stand side by side.
  private static func read(
    _ text: some Collection<UInt8>,
    _ read: (UnsafeBufferPointer<UInt8>) throws(InvalidInput) -> LinearProgram
  ) throws(InvalidInput) -> LinearProgram {
    func result(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<LinearProgram, InvalidInput> {
      Result { () throws(InvalidInput) in try read(bytes) }
    }
    let result =
      text.withContiguousStorageIfAvailable(result)
      ?? Array(text).withUnsafeBufferPointer(result)
    return try result.get()
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
  public init(cplexLP text: String) throws(InvalidInput) { try self.init(cplexLP: text.utf8) }

  /// Reads a program in the CPLEX LP format from the bytes of a file.
  ///
  /// - Parameter text: The text of the file, in UTF-8.
  /// - Throws: What ``init(cplexLP:)-(String)`` throws.
  /// - Complexity: O(length of the text).
  public init(cplexLP text: some Collection<UInt8>) throws(InvalidInput) {
    self = try Self.read(text) { bytes throws(InvalidInput) in
      var reader = CPLEXLPReader(bytes)
      return try reader.read()
    }
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
