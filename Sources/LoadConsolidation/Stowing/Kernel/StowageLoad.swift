/// A load that the axles carry: the blocks that were placed, moved together along the length.
struct StowageLoad {
  private(set) var placed: ArraySlice<StowageState.Placed>
  private(set) var volume = 0
  /// How far towards the doors everything is moved.
  private(set) var shift: Int32 = 0

  /// The empty load.
  init(_ root: StowageState) { placed = root.placed[...] }

  /// As much of a load as the axles carry, if that is more than what is known.
  ///
  /// What was placed last comes off first, so that nothing loses what it rests on.
  init?(_ state: StowageState, betterThan known: Int, in space: CargoSpace) {
    guard state.volume > known else { return nil }
    placed = state.placed[...]
    volume = state.volume
    guard let axles = space.axles else { return }
    var (weight, moment) = (state.weight, state.moment)
    while volume > known {
      if let shift = Self.shift(placed, weight: weight, moment: moment, axles, space) {
        self.shift = shift
        return
      }
      guard let last = placed.popLast() else { return nil }
      volume -= last.volume
      weight -= last.weight
      moment -= last.moment
    }
    return nil
  }

  /// Where each piece stands.
  func placements(of catalogue: StowageCatalogue) -> [StowagePlan.Placement] {
    placed.flatMap { block in
      var corner = block.cuboid.lower
      corner.length += shift
      return catalogue.placements(of: block.block, at: corner)
    }
  }

  /// The least move along the length after which the axles carry a load; `nil` where none does.
  private static func shift(
    _ placed: ArraySlice<StowageState.Placed>, weight: Double, moment: Double,
    _ axles: AxleLimits, _ space: CargoSpace
  ) -> Int32? {
    guard weight > 0 else { return 0 }
    let centre = moment / weight
    let lowest = -Double(placed.map(\.cuboid.lower.length).min() ?? 0)
    let highest = Double(space.length) - Double(placed.map(\.cuboid.upper.length).max() ?? 0)
    let range = axles.centres(for: weight)
    guard range.lowest <= range.highest else { return nil }
    // Towards the nearer end of the range, in whole units.
    var shift = 0.0
    if centre < range.lowest { shift = (range.lowest - centre).rounded(.up) }
    if centre > range.highest { shift = (range.highest - centre).rounded(.down) }
    guard shift >= lowest, shift <= highest,
      axles.carry(weight: weight, centre: centre + shift)
    else { return nil }
    return Int32(shift)
  }
}
