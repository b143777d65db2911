public import LoadConsolidation

/// Checks a stowage plan piece by piece against its problem, sharing no code with the solver.
public struct StowageChecker {
  private let problem: StowageProblem
  private typealias Piece = StowagePlan.Placement

  /// A checker for the plans of a problem.
  public init(_ problem: StowageProblem) { self.problem = problem }

  /// Everything that is wrong with the plan; empty where nothing is.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - available: How many pieces of each item there were, if not all of them.
  /// - Returns: A line for each fault.
  public func violations(of plan: StowagePlan, available: [Int]? = nil) -> [String] {
    var found = countViolations(of: plan, available ?? problem.items.map(\.count))
    for (index, piece) in plan.placements.enumerated() {
      found += violations(of: piece).map { "piece \(index): \($0)" }
    }
    found += overlaps(in: plan.placements)
    if problem.requiresSupport {
      found += unsupported(in: plan.placements)
      found += overburdened(in: plan.placements)
    }
    found += weightViolations(of: plan)
    return found
  }

  private func countViolations(of plan: StowagePlan, _ available: [Int]) -> [String] {
    var counts = [Int](repeating: 0, count: problem.items.count)
    for piece in plan.placements { counts[piece.item] += 1 }
    return counts.indices.compactMap { item in
      counts[item] + plan.leftOut[item] == available[item] && plan.leftOut[item] >= 0
        ? nil
        : "item \(item): \(counts[item]) stowed, \(plan.leftOut[item]) left of \(available[item])"
    }
  }

  private func violations(of piece: Piece) -> [String] {
    var found: [String] = []
    let space = problem.space
    if piece.x < 0 || piece.y < 0 || piece.z < 0 || piece.x + piece.length > space.length
      || piece.y + piece.width > space.width || piece.z + piece.height > space.height
    {
      found.append("sticks out of the space")
    }
    let item = problem.items[piece.item]
    let (l, w, h) = (item.length, item.width, item.height)
    let turned: [(CargoOrientations, [Int])] = [
      (.lengthWidthHeight, [l, w, h]), (.widthLengthHeight, [w, l, h]),
      (.heightWidthLength, [h, w, l]), (.widthHeightLength, [w, h, l]),
      (.lengthHeightWidth, [l, h, w]), (.heightLengthWidth, [h, l, w]),
    ]
    let shown = [piece.length, piece.width, piece.height]
    if !turned.contains(where: { item.orientations.contains($0.0) && $0.1 == shown }) {
      found.append("is turned in a way that is not allowed")
    }
    return found
  }

  private func overlaps(in pieces: [Piece]) -> [String] {
    var found: [String] = []
    for first in pieces.indices {
      for second in pieces.indices where second > first {
        let (a, b) = (pieces[first], pieces[second])
        if a.x < b.x + b.length, b.x < a.x + a.length, shareFloor(a, b) > 0,
          a.z < b.z + b.height, b.z < a.z + a.height
        {
          found.append("pieces \(first) and \(second) overlap")
        }
      }
    }
    return found
  }

  /// The area that two pieces cover both, seen from above.
  private func shareFloor(_ a: Piece, _ b: Piece) -> Int {
    let length = min(a.x + a.length, b.x + b.length) - max(a.x, b.x)
    let width = min(a.y + a.width, b.y + b.width) - max(a.y, b.y)
    return length > 0 && width > 0 ? length * width : 0
  }

  private func rests(_ upper: Piece, on lower: Piece) -> Bool {
    upper.z == lower.z + lower.height && shareFloor(upper, lower) > 0
  }

  private func unsupported(in pieces: [Piece]) -> [String] {
    pieces.indices.compactMap { index in
      let piece = pieces[index]
      let carried = pieces.reduce(0) {
        $0 + (rests(piece, on: $1) ? shareFloor(piece, $1) : 0)
      }
      return piece.z == 0 || carried == piece.length * piece.width
        ? nil : "piece \(index) does not rest with its whole bottom"
    }
  }

  /// Counts the whole weight of everything that rests on a piece, directly or not.
  private func overburdened(in pieces: [Piece]) -> [String] {
    pieces.indices.compactMap { index in
      guard let limit = problem.items[pieces[index].item].maximumWeightOnTop else { return nil }
      var above: Set<Int> = []
      var open = [index]
      while let lower = open.popLast() {
        for upper in pieces.indices
        where rests(pieces[upper], on: pieces[lower]) && above.insert(upper).inserted {
          open.append(upper)
        }
      }
      let weight = above.reduce(0) { $0 + problem.items[pieces[$1].item].weight }
      return weight <= limit * (1 + 1e-9) ? nil : "piece \(index) carries \(weight) of \(limit)"
    }
  }

  private func weightViolations(of plan: StowagePlan) -> [String] {
    var found: [String] = []
    let weights = plan.placements.map { problem.items[$0.item].weight }
    let weight = weights.reduce(0, +)
    if (weight - plan.weight).magnitude > 1e-6 * max(1, weight) {
      found.append("the weight \(plan.weight) is not the sum \(weight)")
    }
    if let limit = problem.space.maximumWeight, weight > limit * (1 + 1e-9) {
      found.append("the weight \(weight) is more than \(limit)")
    }
    guard let axles = problem.space.axles, weight > 0 else { return found }
    // Moments about the front support, as on a lever.
    let base = axles.rearPosition - axles.frontPosition
    let rear = zip(plan.placements, weights).reduce(0.0) { sum, pair in
      let middle = Double(pair.0.x) + Double(pair.0.length) / 2
      return sum + pair.1 * (middle - axles.frontPosition) / base
    }
    let front = weight - rear
    let slack = 1e-6 * weight
    if rear > axles.rearLimit + slack || rear < -slack {
      found.append("the rear support carries \(rear) of \(axles.rearLimit)")
    }
    if front > axles.frontLimit + slack || front < -slack {
      found.append("the front support carries \(front) of \(axles.frontLimit)")
    }
    if let said = plan.axleLoads,
      (said.front - front).magnitude > slack || (said.rear - rear).magnitude > slack
    {
      found.append("the axle loads \(said) are not \(front) and \(rear)")
    }
    return found
  }
}
