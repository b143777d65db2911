extension StowagePlan {
  /// A picture of the load as a whole SVG document: the space seen from above, through its right wall.
  ///
  /// The front wall is at the left, the doors at the right. Each item has a colour of its own, with its
  /// name and the number of its pieces below; hovering over a piece shows what it is and where it
  /// stands. Colours follow the reader's light or dark setting.
  ///
  /// ```swift
  /// let problem = try StowageProblem(
  ///   space: CargoSpace(length: 4, width: 2, height: 2),
  ///   items: [CargoItem("cube", length: 2, width: 2, height: 2, count: 2)])
  /// print(Stowing().solve(problem).svg(of: problem).hasPrefix("<svg"))  // true
  /// ```
  ///
  /// - Parameters:
  ///   - problem: The problem that this plan solves.
  ///   - width: The width in pixels.
  /// - Returns: The document.
  /// - Complexity: O(*n*²) for *n* pieces up to 4,000; beyond, some may be drawn over others that hide
  ///   them.
  public func svg(of problem: StowageProblem, width: Double = 800) -> String {
    let view = ObliqueView(problem.space, width: width)
    let legend = StowageLegend(self, problem, below: view.height + 6, width: width)
    let share = Int((100 * fill).rounded())
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(view.number(width)) \
      \(view.number(legend.bottom))" role="img" aria-label="\(placements.count) pieces, \(share) %">
      <style>
      .ground{fill:#fff}.edge{fill:none;stroke:#7b8794;stroke-width:1.2}
      .piece path{stroke:#1b242c;stroke-width:.6;stroke-linejoin:round}
      text{font:12px sans-serif;fill:#3d4852}
      @media (prefers-color-scheme:dark){.ground{fill:#14181c}.piece path{stroke:#0b0e11}
      text{fill:#cbd2d9}}
      </style>
      <rect class="ground" width="100%" height="100%"/>

      """
    text += view.walls(of: problem.space)
    for index in drawingOrder() {
      let piece = placements[index]
      text += view.picture(of: piece, named: problem.name(of: piece.item))
    }
    return text + legend.text + "</svg>\n"
  }

  private static let mostOrdered = 4_000

  /// What is farther from the eye first: each piece after all that it may hide a part of.
  ///
  /// Of two pieces each of which lies beyond the other along some axis, neither hides the other.
  private func drawingOrder() -> [Int] {
    if placements.count > Self.mostOrdered {
      return placements.indices.sorted {
        let (one, other) = (placements[$0], placements[$1])
        return (one.z, one.y, one.x) < (other.z, other.y, other.x)
      }
    }
    var hidden = [Int](repeating: 0, count: placements.count)
    var infront: [[Int]] = Array(repeating: [], count: placements.count)
    for (a, first) in placements.enumerated() {
      for (b, second) in placements.enumerated()
      where second.isBehind(first) && !first.isBehind(second) {
        infront[b].append(a)
        hidden[a] += 1
      }
    }
    var order: [Int] = []
    var ready = placements.indices.filter { hidden[$0] == 0 }
    var isDrawn = [Bool](repeating: false, count: placements.count)
    while order.count < placements.count {
      // Boxes can hide one another in a ring; then any order has a flaw, and the first will do.
      guard let next = ready.popLast() ?? isDrawn.firstIndex(of: false) else { break }
      guard !isDrawn[next] else { continue }
      isDrawn[next] = true
      order.append(next)
      for other in infront[next] {
        hidden[other] -= 1
        if hidden[other] == 0 { ready.append(other) }
      }
    }
    return order
  }
}

extension StowageProblem {
  /// The name of an item as text of a picture, cut off where it is longer than so many characters.
  fileprivate func name(of item: Int, upTo length: Int = .max) -> String {
    let name = items.indices.contains(item) ? items[item].name : ""
    let short = name.count > length ? name.prefix(length - 1) + "…" : name[...]
    return short.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }
}

extension StowagePlan.Placement {
  /// Whether a plane across an axis separates the two, with the eye on the side of the other.
  fileprivate func isBehind(_ other: Self) -> Bool {
    x + length <= other.x || y + width <= other.y || z + height <= other.z
  }
}

/// Boxes drawn with their length along the page, their height upwards and their width aslant.
private struct ObliqueView {
  let height: Double
  private let scale: Double
  private let floor: Double
  private let left: Double
  private static let margin = 12.0
  /// The height of the line of text below the floor.
  private static let labels = 12.0
  /// How far a unit of width goes left and down on the page: the eye is at the doors, to the right and
  /// above.
  private static let slant = (left: 0.45, down: 0.28)

  init(_ space: CargoSpace, width: Double) {
    let (length, across, upwards) = (
      Double(space.length), Double(space.width), Double(space.height)
    )
    scale = max(1, width - 2 * Self.margin) / (length + Self.slant.left * across)
    left = Self.margin + Self.slant.left * across * scale
    floor = Self.margin + upwards * scale
    height = floor + Self.slant.down * across * scale + Self.margin + Self.labels
  }

  func number(_ value: Double) -> String {
    let tenths = Int(exactly: (value * 10).rounded()) ?? 0
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }

  private func point(_ x: Int, _ y: Int, _ z: Int) -> String {
    let across = Double(y) * scale
    let along = left + Double(x) * scale - Self.slant.left * across
    let down = floor - Double(z) * scale + Self.slant.down * across
    return "\(number(along)) \(number(down))"
  }

  private func path(_ corners: [(Int, Int, Int)]) -> String {
    "M" + corners.map { point($0.0, $0.1, $0.2) }.joined(separator: "L") + "Z"
  }

  /// Floor, front wall and left wall.
  func walls(of space: CargoSpace) -> String {
    let (l, w, h) = (space.length, space.width, space.height)
    let sides = [
      path([(0, 0, 0), (l, 0, 0), (l, w, 0), (0, w, 0)]),
      path([(0, 0, 0), (0, w, 0), (0, w, h), (0, 0, h)]),
      path([(0, 0, 0), (l, 0, 0), (l, 0, h), (0, 0, h)]),
    ]
    let front = point(0, w, 0).split(separator: " ")
    let doors = point(l, w, 0).split(separator: " ")
    let below = number(height - 4)
    return """
      <path class="edge" d="\(sides.joined())"/>
      <text x="\(front[0])" y="\(below)">front wall</text>
      <text x="\(doors[0])" y="\(below)" text-anchor="end">doors</text>

      """
  }

  /// The three sides that the eye sees: the top, the right side and the end towards the doors.
  func picture(of piece: StowagePlan.Placement, named name: String) -> String {
    let (x, y, z) = (piece.x, piece.y, piece.z)
    let (l, w, h) = (x + piece.length, y + piece.width, z + piece.height)
    let hue = hue(of: piece.item)
    func side(_ lightness: Int, _ corners: [(Int, Int, Int)]) -> String {
      "<path fill=\"hsl(\(hue) 52% \(lightness)%)\" d=\"\(path(corners))\"/>"
    }
    return """
      <g class="piece"><title>\(name): \(piece.length) × \(piece.width) × \
      \(piece.height) at \(x), \(y), \(z)</title>\
      \(side(70, [(x, y, h), (l, y, h), (l, w, h), (x, w, h)]))\
      \(side(56, [(x, w, z), (l, w, z), (l, w, h), (x, w, h)]))\
      \(side(44, [(l, y, z), (l, w, z), (l, w, h), (l, y, h)]))</g>

      """
  }
}

/// The hue of an item: steps of the golden angle keep those of any number of items apart.
private func hue(of item: Int) -> Int { (item * 137) % 360 }

/// What the colours mean, in rows below the picture.
private struct StowageLegend {
  let text: String
  let bottom: Double
  private static let entryWidth = 190.0
  private static let rowHeight = 20.0
  /// More names than this are not read.
  private static let mostEntries = 24

  init(_ plan: StowagePlan, _ problem: StowageProblem, below top: Double, width: Double) {
    var counts: [Int: Int] = [:]
    for piece in plan.placements { counts[piece.item, default: 0] += 1 }
    let entries = counts.sorted { $0.key < $1.key }
    let perRow = max(1, Int((width - 24) / Self.entryWidth))
    var text = ""
    for (index, entry) in entries.prefix(Self.mostEntries).enumerated() {
      let x = 12 + Self.entryWidth * Double(index % perRow)
      let y = top + Self.rowHeight * Double(index / perRow)
      text += """
        <rect x="\(x)" y="\(y.rounded())" width="12" height="12" rx="2" \
        fill="hsl(\(hue(of: entry.key)) 52% 56%)"/>\
        <text x="\(x + 18)" y="\(y.rounded() + 10)">\(problem.name(of: entry.key, upTo: 20)) × \(entry.value)\
        </text>

        """
    }
    let shown = min(entries.count, Self.mostEntries)
    let rows = Double((shown + perRow - 1) / perRow)
    self.text = text
    bottom = (top + Self.rowHeight * rows).rounded() + (shown > 0 ? 4 : 0)
  }
}
