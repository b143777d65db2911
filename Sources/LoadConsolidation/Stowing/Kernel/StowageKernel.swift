/// What a search does over and over: chooses blocks for a free space, and fills what is left at once.
struct StowageKernel {
  let problem: StowageProblem
  let catalogue: StowageCatalogue
  /// The empty space.
  let root: StowageState
  private let whole: CargoExtent
  private let anchors: Anchor.Choice
  private let support: StowageState.Support
  /// What the choice looks at first, in a row of memory of its own.
  private let outlines: [Outline]
  private let weightLimit: Double

  private struct Outline {
    var extent: CargoExtent
    var potential: Double
    /// The area of its outline on which nothing can be put: with support, what lies outside its top.
    var dead: Double
    var parts: Range<Int32>
  }

  private let parts: [StowageBlock.Part]

  /// A block for a free space and how good it is there.
  struct Choice {
    var block: Int32
    var score: Double
  }

  /// - Parameters:
  ///   - problem: The space and the items.
  ///   - counts: How many pieces of each item there are.
  ///   - whole: The part of the space that may be used.
  ///   - fromFront: Whether each block is pushed towards the front wall.
  init(_ problem: StowageProblem, counts: [Int], within whole: CargoExtent, fromFront: Bool) {
    self.problem = problem
    self.whole = whole
    anchors = Anchor.Choice(isBelow: problem.requiresSupport, isFront: fromFront)
    let limitsWeightOnTop = problem.items.contains { $0.maximumWeightOnTop != nil }
    support =
      problem.requiresSupport ? (limitsWeightOnTop ? .oneBlock : .anySurface) : .none
    catalogue = StowageCatalogue(problem, counts: counts, within: whole)
    weightLimit = problem.space.maximumWeight.map { $0 * (1 + LoadCapacity.tolerance) } ?? .infinity
    var outlines: [Outline] = []
    var parts: [StowageBlock.Part] = []
    for block in catalogue.blocks {
      let start = Int32(parts.count)
      parts += block.parts
      outlines.append(
        Outline(
          extent: block.extent, potential: StowageCatalogue.potential(of: block),
          dead: problem.requiresSupport
            ? Double(Int(block.extent.length) * Int(block.extent.width) - block.top.area) : 0,
          parts: start..<Int32(parts.count)))
    }
    self.outlines = outlines
    self.parts = parts
    root = StowageState(
      problem, counts: counts, within: whole, blockCount: catalogue.blocks.count)
  }

  /// Takes the free space that comes next, and the best blocks for it.
  ///
  /// Spaces that nothing fits are dropped; `nil` where none is left.
  func next(
    _ state: inout StowageState, count: Int, into choices: inout [Choice]
  ) -> (space: FreeSpace, anchor: Anchor)? {
    while let (index, anchor) = state.nextSpace(in: whole, anchors: anchors) {
      let space = state.spaces[index]
      choose(&state, space, anchor, count: count, into: &choices)
      if !choices.isEmpty { return (space, anchor) }
      state.spaces.swapAt(index, state.spaces.count - 1)
      state.spaces.removeLast()
    }
    return nil
  }

  func place(
    _ block: Int32, in space: FreeSpace, at anchor: Anchor, of state: inout StowageState
  ) {
    state.place(
      block, catalogue.blocks[Int(block)], in: space, at: anchor, support)
  }

  /// Fills a load with the best block for each space in turn, as long as there is time.
  func complete(
    _ state: inout StowageState, _ choices: inout [Choice], while continues: () -> Bool
  ) {
    while continues(), let (space, anchor) = next(&state, count: 1, into: &choices) {
      place(choices[0].block, in: space, at: anchor, of: &state)
    }
  }

  /// The best blocks for a free space, the best first.
  ///
  /// Candidates come by falling potential, which no score exceeds, so the look ends as soon as no
  /// better one can come. Those for which pieces are missing are dropped for good on the way.
  private func choose(
    _ state: inout StowageState, _ space: FreeSpace, _ anchor: Anchor, count: Int,
    into choices: inout [Choice]
  ) {
    choices.removeAll(keepingCapacity: true)
    let room = space.extent
    let surroundings = SpaceSurroundings(of: space, placed: state.placed, whole: whole)
    let weightLeft = min(weightLimit - state.weight, state.bearing(of: space.base))
    let roomVolume = Double(room.volume)
    var kept = 0
    var position = 0
    while position < state.candidates.count {
      let candidate = state.candidates[position]
      let outline = outlines[Int(candidate)]
      if choices.count == count, outline.potential <= choices[count - 1].score { break }
      position += 1
      guard isAvailable(outline, state.remaining) else { continue }
      state.candidates[kept] = candidate
      kept += 1
      guard outline.extent.fits(in: room) else { continue }
      if weightLeft < .infinity, catalogue.blocks[Int(candidate)].weight > weightLeft { continue }
      let usable = usable(outline, in: room, state.reach) / roomVolume
      guard choices.count < count || outline.potential * usable > choices[count - 1].score else {
        continue
      }
      let low = anchor.corner(of: outline.extent, in: space)
      var high = low
      high.length += outline.extent.length
      high.width += outline.extent.width
      high.height += outline.extent.height
      let contact = surroundings.contact(from: low, to: high)
      let square = contact * contact
      insert(
        Choice(block: candidate, score: outline.potential * usable * square * square),
        count: count, into: &choices)
    }
    // The rest of the candidates closes up to those that were kept.
    if kept < position { state.candidates.removeSubrange(kept..<position) }
  }

  private func isAvailable(_ outline: Outline, _ remaining: [Int32]) -> Bool {
    for index in outline.parts {
      let part = parts[Int(index)]
      if part.count > remaining[Int(part.item)] { return false }
    }
    return true
  }

  /// The volume that can be used of a free space, the block in it.
  private func usable(
    _ outline: Outline, in room: CargoExtent, _ reach: ReachableLengths
  ) -> Double {
    let block = outline.extent
    let length = block.length + reach.along.length[Int(room.length - block.length)]
    let width = block.width + reach.along.width[Int(room.width - block.width)]
    let height = block.height + reach.along.height[Int(room.height - block.height)]
    return Double(length) * Double(width) * Double(height)
      - outline.dead * Double(height - block.height)
  }

  private func insert(_ choice: Choice, count: Int, into choices: inout [Choice]) {
    if choices.count == count {
      guard choice.score > choices[count - 1].score else { return }
      choices.removeLast()
    }
    var place = choices.count
    while place > 0, choices[place - 1].score < choice.score { place -= 1 }
    choices.insert(choice, at: place)
  }
}
