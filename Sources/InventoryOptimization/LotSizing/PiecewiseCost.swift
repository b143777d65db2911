/// A cost that is linear in pieces, with jumps, and infinite outside of them.
///
/// Where pieces meet, the lower value holds.
struct PiecewiseCost {
  private struct Piece {
    var start: Double
    var end: Double
    /// The value at the start.
    var value: Double
    var slope: Double

    func value(at x: Double) -> Double { value + slope * (x - start) }
  }

  /// The pieces, ascending; they touch each other or lie apart.
  private var pieces: [Piece]
  private let resolution: Double

  private init(_ pieces: [Piece], _ resolution: Double) {
    self.pieces = pieces
    self.resolution = resolution
  }

  /// Nothing at one point, infinity elsewhere.
  init(at point: Double, resolution: Double) {
    self.init([Piece(start: point, end: point, value: 0, slope: 0)], resolution)
  }

  var isEmpty: Bool { pieces.isEmpty }

  /// The ends of all pieces, ascending.
  var ends: [Double] {
    var ends: [Double] = []
    for piece in pieces {
      for end in [piece.start, piece.end] where ends.last.map({ end - $0 > resolution }) ?? true {
        ends.append(end)
      }
    }
    return ends
  }

  /// The value at a point, to the resolution.
  func value(at x: Double) -> Double {
    // The first piece that ends at or beyond the point.
    var lower = 0
    var upper = pieces.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if pieces[middle].end < x - resolution { lower = middle + 1 } else { upper = middle }
    }
    var best = Double.infinity
    while lower < pieces.count, pieces[lower].start <= x + resolution {
      let piece = pieces[lower]
      best = min(best, piece.value(at: min(max(x, piece.start), piece.end)))
      lower += 1
    }
    return best
  }

  func shifted(by distance: Double, adding cost: Double) -> Self {
    Self(
      pieces.map {
        Piece(
          start: $0.start + distance, end: $0.end + distance, value: $0.value + cost,
          slope: $0.slope)
      }, resolution)
  }

  func clipped(to range: ClosedRange<Double>) -> Self {
    Self(
      pieces.compactMap { piece in
        guard piece.end >= range.lowerBound - resolution,
          piece.start <= range.upperBound + resolution
        else { return nil }
        let start = min(max(piece.start, range.lowerBound), range.upperBound)
        let end = max(start, min(piece.end, range.upperBound))
        let inside = min(max(start, piece.start), piece.end)
        return Piece(start: start, end: end, value: piece.value(at: inside), slope: piece.slope)
      }, resolution)
  }

  func adding(slopeBelowZero below: Double, slopeAboveZero above: Double) -> Self {
    var result: [Piece] = []
    for piece in pieces {
      if piece.start < 0 {
        let end = min(piece.end, 0)
        result.append(
          Piece(
            start: piece.start, end: end, value: piece.value + below * piece.start,
            slope: piece.slope + below))
      }
      if piece.end >= 0 {
        let start = max(piece.start, 0)
        if piece.start < 0, piece.end == 0 { continue }
        result.append(
          Piece(
            start: start, end: piece.end, value: piece.value(at: start) + above * start,
            slope: piece.slope + above))
      }
    }
    return Self(result, resolution)
  }

  /// What it costs to come from the end of a piece up to a point no further than a distance away.
  func reached(within distance: Double, fixed: Double, price: Double) -> Self {
    // The least of value − price × point over the ends in a sliding window, whose best ones ascend.
    let points = ends
    let levels = points.map { value(at: $0) - price * $0 }
    var events = points + points.map { $0 + distance }
    events.sort()
    var window: [Int] = []
    var oldest = 0
    var next = 0
    var result: [Piece] = []
    for (start, end) in zip(events, events.dropFirst()) where end - start > resolution {
      while next < points.count, points[next] <= start + resolution {
        while window.count > oldest, levels[window[window.count - 1]] >= levels[next] {
          window.removeLast()
        }
        window.append(next)
        next += 1
      }
      while oldest < window.count, points[window[oldest]] + distance < end - resolution {
        oldest += 1
      }
      guard oldest < window.count else { continue }
      result.append(
        Piece(
          start: start, end: end, value: levels[window[oldest]] + fixed + price * start,
          slope: price))
    }
    return Self(result, resolution)
  }

  /// The lower of two costs at each point.
  func lower(_ other: Self) -> Self {
    var points =
      pieces.flatMap { [$0.start, $0.end] } + other.pieces.flatMap { [$0.start, $0.end] }
    points.sort()
    var distinct: [Double] = []
    for point in points where distinct.last.map({ point - $0 > resolution }) ?? true {
      distinct.append(point)
    }
    var result = Builder(resolution: resolution)
    var mine = Cursor(pieces, resolution)
    var theirs = Cursor(other.pieces, resolution)
    for (index, point) in distinct.enumerated() {
      result.add(point: point, min(mine.value(at: point), theirs.value(at: point)))
      guard index + 1 < distinct.count else { break }
      let end = distinct[index + 1]
      let first = mine.piece(from: point, to: end)
      let second = theirs.piece(from: point, to: end)
      guard let one = first ?? second else { continue }
      guard let first, let second else {
        result.add(one, from: point, to: end)
        continue
      }
      let (left, right) = (
        first.value(at: point) - second.value(at: point),
        first.value(at: end) - second.value(at: end)
      )
      if left * right < 0 {
        let crossing = point + (end - point) * left / (left - right)
        result.add(left < 0 ? first : second, from: point, to: crossing)
        result.add(left < 0 ? second : first, from: crossing, to: end)
      } else {
        result.add(left + right <= 0 ? first : second, from: point, to: end)
      }
    }
    return Self(result.pieces, resolution)
  }

  /// Walks along the pieces with ascending points.
  private struct Cursor {
    private let pieces: [Piece]
    private let resolution: Double
    private var index = 0

    init(_ pieces: [Piece], _ resolution: Double) {
      self.pieces = pieces
      self.resolution = resolution
    }

    mutating func value(at x: Double) -> Double {
      while index < pieces.count, pieces[index].end < x - resolution { index += 1 }
      var best = Double.infinity
      var next = index
      while next < pieces.count, pieces[next].start <= x + resolution {
        best = min(best, pieces[next].value(at: min(max(x, pieces[next].start), pieces[next].end)))
        next += 1
      }
      return best
    }

    /// The piece over a stretch between neighbouring points.
    func piece(from start: Double, to end: Double) -> Piece? {
      let middle = 0.5 * (start + end)
      var next = index
      while next < pieces.count, pieces[next].start <= middle {
        if pieces[next].end >= middle { return pieces[next] }
        next += 1
      }
      return nil
    }
  }

  /// Puts pieces together, the collinear ones as one, and keeps points that lie below their neighbours.
  private struct Builder {
    let resolution: Double
    private(set) var pieces: [Piece] = []

    init(resolution: Double) { self.resolution = resolution }

    private func isLower(_ value: Double, than other: Double) -> Bool {
      value < other - 1e-12 * max(1, other.magnitude)
    }

    mutating func add(point: Double, _ value: Double) {
      guard value < .infinity else { return }
      if let last = pieces.last, last.end >= point - resolution,
        !isLower(value, than: last.value(at: point))
      {
        return
      }
      pieces.append(Piece(start: point, end: point, value: value, slope: 0))
    }

    mutating func add(_ piece: Piece, from start: Double, to end: Double) {
      let value = piece.value(at: start)
      if let last = pieces.last, last.end >= start - resolution {
        let level = last.value(at: start)
        let isPoint = last.start == last.end
        if isPoint, !isLower(level, than: value) {
          // The point is the beginning of this piece.
          pieces.removeLast()
        } else if !isPoint, last.slope == piece.slope, !isLower(level, than: value),
          !isLower(value, than: level)
        {
          pieces[pieces.count - 1].end = end
          return
        }
      }
      pieces.append(Piece(start: start, end: end, value: value, slope: piece.slope))
    }
  }
}
