/// Where each piece of cargo stands.
///
/// ```swift
/// let problem = try StowageProblem(
///   space: CargoSpace(length: 4, width: 2, height: 2),
///   items: [CargoItem("cube", length: 2, width: 2, height: 2, count: 3)])
/// let plan = try Stowing().solve(problem)
/// assert(plan.placements.count == 2 && plan.leftOut == [1] && plan.fill == 1)
/// ```
public struct StowagePlan: Hashable, Sendable, Codable {
  /// A piece in its place.
  public struct Placement: Hashable, Sendable, Codable {
    /// The item of the problem that this is a piece of.
    public let item: Int
    /// The distance from the front wall to the piece.
    public let x: Int
    /// The distance from the left wall to the piece.
    public let y: Int
    /// The distance from the floor to the piece.
    public let z: Int
    /// The size along the length of the space, as the piece is turned.
    public let length: Int
    /// The size along the width of the space.
    public let width: Int
    /// The size along the height of the space.
    public let height: Int
  }

  /// The pieces from the floor upwards, so that what a piece rests on comes before it.
  public let placements: [Placement]
  /// How many pieces of each item found no place.
  public let leftOut: [Int]
  /// The share of the volume of the space that is filled.
  public let fill: Double
  /// The weight of what is stowed, in kilograms.
  public let weight: Double
  /// How much of the length is taken, from the first piece to the end of the last one: what a tariff
  /// by loading metres charges.
  public let length: Int
  /// How far the centre of gravity lies from the front wall, half the length where nothing weighs.
  public let centreOfGravity: Double
  /// What the load presses on the front and the rear support; `nil` where they are not looked at.
  public let axleLoads: AxleLoads?
  /// How many loads were built to find this one.
  public let iterations: Int

  /// What a load presses on the two supports of its vehicle, in kilograms.
  public struct AxleLoads: Hashable, Sendable, Codable {
    /// On the front support.
    public let front: Double
    /// On the rear support.
    public let rear: Double
  }

  /// Whether everything was stowed: that a load fits by volume is no proof that it fits in space.
  public var isComplete: Bool { leftOut.allSatisfy { $0 == 0 } }

  init(
    _ problem: StowageProblem, counts: [Int], placements: [Placement], iterations: Int
  ) {
    var left = counts
    var volume = 0
    var weight = 0.0
    var moment = 0.0
    for piece in placements {
      let item = problem.items[piece.item]
      left[piece.item] -= 1
      volume += item.volume
      weight += item.weight
      moment += item.weight * (Double(piece.x) + Double(piece.length) / 2)
    }
    let centre = weight > 0 ? moment / weight : Double(problem.space.length) / 2
    self.placements = placements.sorted { ($0.z, $0.x, $0.y) < ($1.z, $1.x, $1.y) }
    leftOut = left
    fill = Double(volume) / Double(problem.space.volume)
    self.weight = weight
    length =
      (placements.map { $0.x + $0.length }.max() ?? 0) - (placements.map(\.x).min() ?? 0)
    centreOfGravity = centre
    axleLoads = problem.space.axles.map {
      let loads = $0.loads(weight: weight, centre: centre)
      return AxleLoads(front: loads.front, rear: loads.rear)
    }
    self.iterations = iterations
  }
}
