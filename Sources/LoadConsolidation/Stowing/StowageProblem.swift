public import SupplyChainCore

/// Cargo that is to be stowed in one space.
///
/// ```swift
/// let problem = try StowageProblem(
///   space: CargoSpace(length: 5_898, width: 2_352, height: 2_393, maximumWeight: 28_200),
///   items: [
///     CargoItem("pallet", length: 1_200, width: 800, height: 1_100, count: 11, weight: 600),
///     CargoItem("crate", length: 600, width: 400, height: 400, count: 80, weight: 18),
///   ])
/// ```
public struct StowageProblem: Hashable, Sendable, Codable {
  /// The inside of the container or trailer.
  public let space: CargoSpace
  /// What is to be stowed.
  public let items: [CargoItem]
  /// Whether each piece has to rest on the floor or on other pieces with its whole bottom.
  ///
  /// Without it pieces may overhang or be held by their neighbours alone, as benchmark sets allow.
  public let requiresSupport: Bool

  /// The largest number of pieces in all.
  public static let largestCount = 1_000_000

  /// Puts a problem together and checks it.
  ///
  /// - Parameters:
  ///   - space: The inside of the container or trailer.
  ///   - items: What is to be stowed.
  ///   - requiresSupport: Whether each piece has to rest with its whole bottom. A limit on the
  ///     weight on top means little without, so it asks for it.
  /// - Throws: `InvalidInput` for an item that does not fit into the empty space or is heavier than
  ///   it carries, more than `largestCount` pieces, a limit on the weight on top without support.
  public init(
    space: CargoSpace, items: [CargoItem], requiresSupport: Bool = true
  ) throws(InvalidInput) {
    self.space = space
    self.items = items
    self.requiresSupport = requiresSupport
    var checks = InputChecks()
    for (index, item) in items.enumerated() {
      if !item.extents.contains(where: { $0.fits(in: space.extent) }) {
        checks.report(
          "items", at: index, value: item.name,
          "does not fit into the space of \(space.length) × \(space.width) × \(space.height)")
      }
      if let limit = space.maximumWeight, item.weight > limit {
        checks.report(
          "items.weight", at: index, value: "\(item.weight)",
          "is more than the space carries (\(limit))")
      }
      if !requiresSupport, let limit = item.maximumWeightOnTop {
        checks.report(
          "items.maximumWeightOnTop", at: index, value: "\(limit)", "asks for requiresSupport")
      }
    }
    let count = items.map(\.count).reduce(0, +)
    if count > Self.largestCount {
      checks.report("items", value: "\(count)", "are more than \(Self.largestCount) pieces")
    }
    try checks.finish()
  }

  /// The volume of all pieces, in cubes of the unit; may be more than the space holds.
  public var itemVolume: Double {
    items.reduce(0) { $0 + Double($1.volume) * Double($1.count) }
  }

  private enum CodingKeys: String, CodingKey { case space, items, requiresSupport }

  /// Decodes a problem, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      space: values.decode(CargoSpace.self, forKey: .space),
      items: values.decode([CargoItem].self, forKey: .items),
      requiresSupport: values.decodeIfPresent(Bool.self, forKey: .requiresSupport) ?? true)
  }
}
