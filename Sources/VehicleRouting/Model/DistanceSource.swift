internal import SupplyChainCore

/// Something that knows how far it is by road, and how long it takes: a router, a service, a table.
///
/// It is asked in blocks, since services answer so many pairs at once. An implementation of your own
/// is one function:
///
/// ```swift
/// struct Router: DistanceSource {
///   func block(
///     from origins: [RoutingProblem.Location], to destinations: [RoutingProblem.Location]
///   ) async throws -> TravelBlock {
///     // Ask your service here; this one drives along the streets of Manhattan at 30 km/h.
///     let distances = origins.flatMap { from in
///       destinations.map { to in abs(from.x - to.x) + abs(from.y - to.y) }
///     }
///     return TravelBlock(distances: distances, durations: distances.map { $0 / 30 })
///   }
/// }
///
/// let depots = [RoutingProblem.Depot(at: .init(x: 0, y: 0))]
/// let clients = [RoutingProblem.Client(at: .init(x: 3, y: 4), demand: [1])]
/// let table = try await Router().table(of: depots.map(\.location) + clients.map(\.location))
/// let problem = try RoutingProblem(
///   depots: depots, clients: clients, vehicleTypes: [.init(capacity: [4])],
///   distances: .matrix(table.distances), durations: .matrix(table.durations))
/// ```
public protocol DistanceSource: Sendable {
  /// How many origins and destinations one block may have; by default 100 each.
  var largestBlock: (origins: Int, destinations: Int) { get }
  /// How many blocks may be asked for at the same time; by default 4.
  var blocksAtOnce: Int { get }

  /// The distances and durations from each origin to each destination.
  ///
  /// - Parameters:
  ///   - origins: Where ways begin.
  ///   - destinations: Where ways end.
  /// - Returns: A number for each pair, origin by origin.
  /// - Throws: Whatever goes wrong; the table is given up then.
  func block(
    from origins: [RoutingProblem.Location], to destinations: [RoutingProblem.Location]
  ) async throws -> TravelBlock
}

/// Distances and durations from some places to others, origin by origin.
public struct TravelBlock: Sendable, Hashable, Codable {
  /// How far it is from each origin to each destination.
  public var distances: [Double]
  /// How long it takes from each origin to each destination.
  public var durations: [Double]

  /// A block from its numbers, origin by origin.
  ///
  /// - Parameters:
  ///   - distances: How far it is from each origin to each destination.
  ///   - durations: How long it takes from each origin to each destination.
  public init(distances: [Double], durations: [Double]) {
    self.distances = distances
    self.durations = durations
  }
}

extension DistanceSource {
  /// A hundred each: what public services allow.
  public var largestBlock: (origins: Int, destinations: Int) { (100, 100) }

  /// Four: quick, and polite to a service.
  public var blocksAtOnce: Int { 4 }

  /// Asks for all pairs of places, block by block.
  ///
  /// - Parameter places: The places, depots first if they are to be those of a problem.
  /// - Returns: The tables of distances and of durations, with the places as rows and columns.
  /// - Throws: What the source throws; `InvalidInput` for a block of the wrong size, or a number in it
  ///   that is negative or not finite; `CancellationError` where the task was cancelled.
  public func table(
    of places: [RoutingProblem.Location]
  ) async throws -> (distances: RoutingProblem.Matrix, durations: RoutingProblem.Matrix) {
    let n = places.count
    var distances = [Double](repeating: 0, count: n * n)
    var durations = distances
    let (height, width) = (max(1, largestBlock.origins), max(1, largestBlock.destinations))
    var blocks: [(rows: Range<Int>, columns: Range<Int>)] = []
    for top in stride(from: 0, to: n, by: height) {
      for left in stride(from: 0, to: n, by: width) {
        blocks.append((top..<min(n, top + height), left..<min(n, left + width)))
      }
    }
    try await withThrowingTaskGroup(of: (Int, TravelBlock).self) { group in
      var asked = 0
      func ask() {
        guard asked < blocks.count else { return }
        let (index, part) = (asked, blocks[asked])
        asked += 1
        group.addTask {
          let block = try await self.block(
            from: Array(places[part.rows]), to: Array(places[part.columns]))
          return (index, block)
        }
      }
      for _ in 0..<max(1, blocksAtOnce) { ask() }
      while let (index, block) = try await group.next() {
        try Task.checkCancellation()
        let (rows, columns) = blocks[index]
        try block.check(origins: rows, destinations: columns)
        for (place, row) in rows.enumerated() {
          let numbers = (place * columns.count)..<((place + 1) * columns.count)
          let target = (row * n + columns.lowerBound)..<(row * n + columns.upperBound)
          distances.replaceSubrange(target, with: block.distances[numbers])
          durations.replaceSubrange(target, with: block.durations[numbers])
        }
        ask()
      }
    }
    return (.init(size: n, values: distances), .init(size: n, values: durations))
  }
}

extension TravelBlock {
  fileprivate func check(
    origins: Range<Int>, destinations: Range<Int>
  ) throws(InvalidInput) {
    var checks = InputChecks()
    let count = origins.count * destinations.count
    for (name, values) in [("distances", distances), ("durations", durations)] {
      guard values.count == count else {
        checks.report(
          "block.\(name)", value: "\(values.count)",
          "are not one for each of \(origins.count) × \(destinations.count) pairs")
        continue
      }
      for (index, value) in values.enumerated() where !(value >= 0 && value.isFinite) {
        let from = origins.lowerBound + index / destinations.count
        let to = destinations.lowerBound + index % destinations.count
        checks.report(
          "block.\(name)", at: index, value: "\(value)",
          "from place \(from) to place \(to) is not a finite number of zero or more")
      }
    }
    try checks.finish()
  }
}
