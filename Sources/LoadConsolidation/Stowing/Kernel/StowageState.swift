/// A load as it is being built: what stands where, what is left, which spaces are free.
struct StowageState {
  /// A block in its place.
  struct Placed {
    var block: Int32
    /// The cuboid it fills; its `base` is the block that carries it.
    var cuboid: FreeSpace
    /// What may still be put on it, in kilograms.
    var bearing: Double
    var volume: Int
    var weight: Double
    /// Its weight times the distance of its centre of gravity from the front wall.
    var moment: Double
  }

  /// What a block has to rest on.
  enum Support {
    /// Nothing: it may overhang.
    case none
    /// The floor or one block, so that it is known who carries what.
    case oneBlock
    /// The floor or any blocks of the same height.
    case anySurface
  }

  var placed: [Placed] = []
  var spaces: [FreeSpace]
  /// How many pieces of each item are left.
  var remaining: [Int32]
  /// The blocks that may still be placed, in the order of the catalogue, and some that may not.
  var candidates: [Int32]
  /// The lengths that can be filled with what is left.
  var reach: ReachableLengths
  var volume = 0
  var weight = 0.0
  var moment = 0.0

  init(
    _ problem: StowageProblem, counts: [Int], within whole: CargoExtent, blockCount: Int
  ) {
    spaces = [FreeSpace(lower: CargoExtent(0 as Int32, 0, 0), upper: whole, base: -1)]
    remaining = counts.map { Int32($0) }
    candidates = Array(0..<Int32(blockCount))
    reach = ReachableLengths(problem, within: whole)
    reach.update(remaining)
  }
}

extension StowageState {
  /// The free space whose corner lies nearest to a corner of the whole, and that corner.
  func nextSpace(
    in whole: CargoExtent, anchors: Anchor.Choice
  ) -> (index: Int, anchor: Anchor)? {
    var best: (index: Int, anchor: Anchor)?
    var bestDistance = Int32.max
    var bestVolume = 0
    for (index, space) in spaces.enumerated() {
      let (anchor, distance) = Anchor.nearest(of: space, in: whole, anchors)
      guard distance <= bestDistance else { continue }
      let volume = space.extent.volume
      if distance < bestDistance || volume > bestVolume {
        best = (index, anchor)
        bestDistance = distance
        bestVolume = volume
      }
    }
    return best
  }

  /// Places a block into a corner of a free space, and takes its pieces.
  mutating func place(
    _ index: Int32, _ block: StowageBlock, in space: FreeSpace, at anchor: Anchor,
    _ support: Support
  ) {
    let corner = anchor.corner(of: block.extent, in: space)
    var cuboid = FreeSpace(lower: corner, upper: corner, base: Int32(placed.count))
    cuboid.upper.length += block.extent.length
    cuboid.upper.width += block.extent.width
    cuboid.upper.height += block.extent.height

    var isExhausted = false
    for part in block.parts {
      remaining[Int(part.item)] -= part.count
      if remaining[Int(part.item)] == 0 { isExhausted = true }
    }
    if isExhausted { reach.update(remaining) }
    volume += block.volume
    weight += block.weight
    var top = cuboid
    if support != .none {
      top.lower.length = corner.length + block.top.lower.length
      top.lower.width = corner.width + block.top.lower.width
      top.upper.length = corner.length + block.top.upper.length
      top.upper.width = corner.width + block.top.upper.width
    }
    cut(around: cuboid, top: top, support)

    var carrier = space.base
    while carrier >= 0 {
      placed[Int(carrier)].bearing -= block.weight
      carrier = placed[Int(carrier)].cuboid.base
    }
    cuboid.base = space.base
    let moment = block.moment + block.weight * Double(corner.length)
    self.moment += moment
    placed.append(
      Placed(
        block: index, cuboid: cuboid, bearing: block.bearing, volume: block.volume,
        weight: block.weight, moment: moment))
  }

  /// What may be put on a block and on all that carry it, in kilograms.
  func bearing(of base: Int32) -> Double {
    var least = Double.infinity
    var carrier = base
    while carrier >= 0 {
      least = min(least, placed[Int(carrier)].bearing)
      carrier = placed[Int(carrier)].cuboid.base
    }
    return least
  }

  /// Replaces the spaces that a cuboid overlaps by what is left of them.
  private mutating func cut(around cuboid: FreeSpace, top: FreeSpace, _ support: Support) {
    var parts: [FreeSpace] = []
    var kept = 0
    for index in spaces.indices {
      let space = spaces[index]
      if space.overlaps(cuboid) {
        space.remainders(
          around: cuboid, top: support == .none ? nil : top, into: &parts)
      } else {
        spaces[kept] = space
        kept += 1
      }
    }
    spaces.removeLast(spaces.count - kept)
    for (index, part) in parts.enumerated() where reach.leastPiece.fits(in: part.extent) {
      if !parts[(index + 1)...].contains(where: { $0.contains(part) }) { add(part) }
    }
    if support == .anySurface { bridge(over: cuboid) }
  }

  /// Adds a free space, unless it lies within another.
  private mutating func add(_ space: FreeSpace) {
    if !spaces.contains(where: { $0.contains(space) }) { spaces.append(space) }
  }

  /// Adds the spaces that stand on the newest block and on others of the same height.
  private mutating func bridge(over cuboid: FreeSpace) {
    let level = cuboid.upper.height
    var open = spaces.filter { $0.base == cuboid.base && $0.lower.height == level }
    var joint: [FreeSpace] = []
    while let space = open.popLast(), spaces.count < Self.largestSpaceCount {
      joint.removeAll(keepingCapacity: true)
      for other in spaces where other != space { space.joined(with: other, into: &joint) }
      for larger in joint where !spaces.contains(where: { $0.contains(larger) }) {
        spaces.removeAll { larger.contains($0) }
        spaces.append(larger)
        open.append(larger)
      }
    }
  }

  /// Far more than a load has in practice: joining ends somewhere.
  private static let largestSpaceCount = 500
}
