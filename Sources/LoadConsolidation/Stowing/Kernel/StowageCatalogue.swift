internal import RealModule

/// The blocks that a search may place, the most promising first.
///
/// Blocks of equal pieces come first, then pairs of blocks that leave little waste between them
/// (Zhu, Oon, Lim and Weng, doi:10.1016/j.ejor.2012.05.002).
struct StowageCatalogue {
  /// The blocks, by falling `potential`.
  private(set) var blocks: [StowageBlock] = []

  /// Volume over a small power of the number of pieces: big pieces first, since small ones find
  /// a place later.
  static func potential(of block: StowageBlock) -> Double {
    Double(block.volume) * Double.pow(Double(block.pieceCount), -pieceExponent)
  }

  /// As in Araya, Guerrero and Núñez, doi:10.1016/j.cor.2017.01.002.
  private static let pieceExponent = 0.2
  /// Of the box around a pair, so much has to be filled; as in the same paper.
  private static let leastFill = 0.98
  private static let largestGridCount = 8_000
  private static let largestPairCount = 8_000
  /// Pairs looked at in all: some ten milliseconds.
  private static let largestTrialCount = 2_000_000

  private let problem: StowageProblem
  private let counts: [Int]
  private let whole: CargoExtent
  private var known: Set<Shape> = []

  /// What makes two blocks the same to a search.
  private struct Shape: Hashable {
    var extent: CargoExtent
    var parts: [StowageBlock.Part]
    var bearing: Double
    var top: StowageBlock.Top?
  }

  init(_ problem: StowageProblem, counts: [Int], within whole: CargoExtent) {
    self.problem = problem
    self.whole = whole
    self.counts = counts
    addSinglePieces()
    addGrids()
    addPairs()
    sort()
  }

  private mutating func add(_ block: StowageBlock) {
    guard block.bearing >= 0, block.weight <= problem.space.maximumWeight ?? .infinity else {
      return
    }
    let shape = Shape(
      extent: block.extent, parts: block.parts, bearing: block.bearing,
      top: problem.requiresSupport ? block.top : nil)
    if known.insert(shape).inserted { blocks.append(block) }
  }

  private mutating func addSinglePieces() {
    for (index, item) in problem.items.enumerated() where counts[index] > 0 {
      for piece in item.extents where piece.fits(in: whole) {
        add(
          StowageBlock(
            of: item, at: Int32(index), piece: piece, rows: 1, columns: 1, layers: 1))
      }
    }
  }

  private mutating func addGrids() {
    let singles = blocks
    // As many as there are, or every other, every third … of the larger ones.
    var ratio = 1.0
    while gridCount(singles, ratio) > Self.largestGridCount { ratio += 0.25 }
    for single in singles {
      let item = single.parts[0].item
      visitGrids(of: single, ratio) { rows, columns, layers in
        add(
          StowageBlock(
            of: problem.items[Int(item)], at: item, piece: single.extent, rows: rows,
            columns: columns, layers: layers))
      }
    }
  }

  private func gridCount(_ singles: [StowageBlock], _ ratio: Double) -> Int {
    var count = 0
    for single in singles { visitGrids(of: single, ratio) { _, _, _ in count += 1 } }
    return count
  }

  /// The grids of a piece that fit and for which there are enough pieces.
  private func visitGrids(
    of single: StowageBlock, _ ratio: Double,
    _ body: (_ rows: Int32, _ columns: Int32, _ layers: Int32) -> Void
  ) {
    let piece = single.extent
    let count = Int32(min(counts[Int(single.parts[0].item)], Int(Int32.max)))
    for layers in Self.steps(upTo: min(whole.height / piece.height, count), ratio) {
      for rows in Self.steps(upTo: min(whole.length / piece.length, count / layers), ratio) {
        let most = min(whole.width / piece.width, count / layers / rows)
        for columns in Self.steps(upTo: most, ratio) { body(rows, columns, layers) }
      }
    }
  }

  /// The whole numbers from 1 up to a last one, each at least so many times the one before.
  private static func steps(upTo last: Int32, _ ratio: Double) -> [Int32] {
    if ratio == 1 { return last >= 1 ? Array(1...last) : [] }
    var steps: [Int32] = []
    var step = 1.0
    while step < Double(last) {
      steps.append(Int32(step))
      step = max(step + 1, (step * ratio).rounded())
    }
    return last >= 1 ? steps + [last] : steps
  }

  /// Pairs of known blocks, then pairs of those, until there are enough.
  private mutating func addPairs() {
    let limit = blocks.count + Self.largestPairCount
    var trials = 0
    var roundStart = 0
    while roundStart < blocks.count {
      let roundEnd = blocks.count
      for first in 0..<roundEnd {
        // Each pair once: at least one of the two is new in this round.
        for second in max(first, roundStart)..<max(first, roundEnd) {
          trials += 1
          if blocks.count >= limit || trials > Self.largestTrialCount { return }
          for axis in StowageBlock.Axis.allCases { addPair(first, second, along: axis) }
        }
      }
      roundStart = roundEnd
    }
  }

  private mutating func addPair(_ first: Int, _ second: Int, along axis: StowageBlock.Axis) {
    let sum = StowageBlock.extent(of: blocks[first].extent, blocks[second].extent, along: axis)
    guard sum.fits(in: whole) else { return }
    let filled = blocks[first].volume + blocks[second].volume
    guard Double(filled) >= Self.leastFill * Double(sum.volume), isAvailable(first, second) else {
      return
    }
    let mayStand = !problem.requiresSupport || axis != .height
    if mayStand || blocks[first].carries(blocks[second]) {
      add(pair(first, second, along: axis))
    }
    // Which one stands on the other, and where the taller of two is, make a difference to what may
    // be put on top.
    if problem.requiresSupport, first != second,
      mayStand || blocks[second].carries(blocks[first])
    {
      add(pair(second, first, along: axis))
    }
  }

  private func pair(_ first: Int, _ second: Int, along axis: StowageBlock.Axis) -> StowageBlock {
    StowageBlock(
      blocks[first], blocks[second], along: axis,
      arrangement: .pair(first: Int32(first), second: Int32(second), along: axis))
  }

  /// Whether there are as many pieces as two blocks need together.
  private func isAvailable(_ first: Int, _ second: Int) -> Bool {
    for part in blocks[first].parts {
      var count = Int(part.count)
      for other in blocks[second].parts where other.item == part.item {
        count += Int(other.count)
      }
      if count > counts[Int(part.item)] { return false }
    }
    return true
  }

  private mutating func sort() {
    let order = blocks.indices.sorted {
      let (left, right) = (Self.potential(of: blocks[$0]), Self.potential(of: blocks[$1]))
      return left == right ? $0 < $1 : left > right
    }
    var place = [Int32](repeating: 0, count: blocks.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    blocks = order.map { index in
      var block = blocks[index]
      if case .pair(let first, let second, let axis) = block.arrangement {
        block.arrangement = .pair(
          first: place[Int(first)], second: place[Int(second)], along: axis)
      }
      return block
    }
    known = []
  }

  /// The pieces of a block whose lower corner stands at a place.
  func placements(of block: Int32, at corner: CargoExtent) -> [StowagePlan.Placement] {
    var found: [StowagePlan.Placement] = []
    var open = [(block: block, corner: corner)]
    while let (index, corner) = open.popLast() {
      let block = blocks[Int(index)]
      switch block.arrangement {
      case .grid(let item, let piece):
        for z in stride(from: 0, to: block.extent.height, by: Int(piece.height)) {
          for x in stride(from: 0, to: block.extent.length, by: Int(piece.length)) {
            for y in stride(from: 0, to: block.extent.width, by: Int(piece.width)) {
              found.append(
                StowagePlan.Placement(
                  item: Int(item), x: Int(corner.length + x), y: Int(corner.width + y),
                  z: Int(corner.height + z), length: Int(piece.length), width: Int(piece.width),
                  height: Int(piece.height)))
            }
          }
        }
      case .pair(let first, let second, let axis):
        open.append((first, corner))
        let place = StowageBlock.place(
          of: blocks[Int(second)], beside: blocks[Int(first)], along: axis)
        var next = corner
        next.length += place.length
        next.width += place.width
        next.height += place.height
        open.append((second, next))
      }
    }
    return found
  }
}
