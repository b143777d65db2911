public import SupplyChainCore

/// A problem that was read from a text, with the name that the text gives it.
///
/// ```swift
/// let text = """
///   NAME : tiny
///   TYPE : CVRP
///   DIMENSION : 3
///   EDGE_WEIGHT_TYPE : EUC_2D
///   CAPACITY : 10
///   NODE_COORD_SECTION
///   1 0 0
///   2 3 4
///   3 6 8
///   DEMAND_SECTION
///   1 0
///   2 4
///   3 5
///   DEPOT_SECTION
///   1
///   -1
///   EOF
///   """
/// let instance = try RoutingInstance(reading: text)
/// let solution = try ClarkeWright().solve(instance.problem)
/// print(solution.vrplibText)  // Route #1: 1 2 \n Cost 20
/// ```
public struct RoutingInstance: Sendable, Hashable, Codable {
  /// The name that the text gives the problem; empty where it gives none.
  public let name: String
  /// The problem.
  public let problem: RoutingProblem

  /// A problem with a name.
  public init(name: String, problem: RoutingProblem) {
    self.name = name
    self.problem = problem
  }

  /// Reads VRPLIB, TSPLIB, Solomon's or Cordeau's format, or that of Duhamel, Lacomme and Prodhon's
  /// road networks, whichever it is.
  ///
  /// - Parameters:
  ///   - text: The whole text.
  ///   - distances: How distances follow from coordinates; by default as is the custom for the set
  ///     the text seems to belong to, see ``init(vrplib:distances:)`` and
  ///     ``init(solomon:distances:)``.
  /// - Throws: `InvalidInput` with everything that is wrong, each problem with its line.
  public init(
    reading text: String, distances: RoutingProblem.Distances? = nil
  ) throws(InvalidInput) {
    let lines = TextLines(text)
    let isSolomon = lines.lines.prefix(10).contains { line in
      line.words.count == 1 && line.words[0].uppercased() == "VEHICLE"
    }
    if isSolomon {
      self = try SolomonReader(lines).instance(distances)
    } else if DuhamelReader.canRead(lines) {
      self = try DuhamelReader(lines).instance()
    } else if LiLimText.isMeant(by: lines) {
      throw LiLimText.notSupported
    } else if CordeauReader.canRead(lines) {
      self = try CordeauReader(lines).instance(distances)
    } else {
      self = try VRPLIBReader(lines).instance(distances)
    }
  }

  /// Reads VRPLIB, and TSPLIB as the special case of one vehicle without a capacity.
  ///
  /// Distances are rounded as TSPLIB says, but: with time windows they are cut off after one decimal
  /// (the DIMACS convention), with several types of vehicles they are not rounded, and neither are
  /// they where the comment is nothing but a cost with decimals, as in the sets CMT and Golden.
  ///
  /// - Parameters:
  ///   - text: The whole text.
  ///   - distances: How distances follow from coordinates, if not by custom.
  /// - Throws: `InvalidInput` with everything that is wrong, each problem with its line: a text
  ///   that is cut off, a `DIMENSION` that is not the number of nodes, a demand above the capacity.
  public init(
    vrplib text: String, distances: RoutingProblem.Distances? = nil
  ) throws(InvalidInput) {
    self = try VRPLIBReader(TextLines(text)).instance(distances)
  }

  /// Reads the format of Solomon's and of Gehring and Homberger's instances.
  ///
  /// - Parameters:
  ///   - text: The whole text.
  ///   - distances: How distances follow from coordinates; by default cut off after one decimal, the
  ///     DIMACS convention.
  /// - Throws: `InvalidInput` with everything that is wrong, each problem with its line.
  public init(
    solomon text: String, distances: RoutingProblem.Distances? = nil
  ) throws(InvalidInput) {
    self = try SolomonReader(TextLines(text)).instance(distances)
  }
}
