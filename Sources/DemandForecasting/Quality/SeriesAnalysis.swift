internal import RealModule

/// What an inspection knows about each step of a series.
struct SeriesAnalysis {
  private let storage: [Double]
  /// What the neighbours and the season let expect.
  let expected: [Double]
  /// How far observations usually are from that, as a standard deviation.
  private let noise: Double
  /// The series without its season.
  private let level: [Double]

  /// Seven steps: three to each side outvote an outlier and its neighbour.
  private static let halfWindow = 3
  /// What a normal sample of n exceeds once in a hundred samples, roughly, is √(2 ln n) + 2.
  private var limit: Double {
    (2 * Double.log(Double(max(2, storage.count)))).squareRoot() + 2
  }

  init(_ series: TimeSeries) {
    storage = series.storage
    let filled = SmoothingStart.interpolated(series.storage)
    let season = Self.season(of: filled, period: series.period)
    let level = filled.indices.map { filled[$0] - season[$0] }
    let smooth = level.indices.map { Self.median(around: $0, of: level) }
    self.level = level
    expected = smooth.indices.map { smooth[$0] + season[$0] }
    var distances: [Double] = []
    for step in level.indices where !series.storage[step].isNaN {
      distances.append((level[step] - smooth[step]).magnitude)
    }
    // Of a series that mostly stands still the median says nothing; then the mean has to do. Either is
    // brought to the standard deviation of normal noise.
    let typical = Self.median(distances)
    let mean = distances.reduce(0, +) / Double(max(1, distances.count))
    noise = typical > 0 ? 1.4826 * typical : 1.2533 * mean
  }

  func findings(of kind: SeriesInspection.Kind) -> [SeriesInspection.Finding] {
    switch kind {
    case .gaps: runs { storage[$0].isNaN }.map { finding(.gaps, $0) }
    case .outliers: outliers
    case .levelShifts: levelShifts
    case .lateStart: lateStart
    case .standstills: standstills
    case .negatives: negatives
    }
  }

  private var outliers: [SeriesInspection.Finding] {
    guard storage.count > 2 * Self.halfWindow, noise > 0, !isIntermittent else { return [] }
    let bound = limit * noise
    var result: [SeriesInspection.Finding] = []
    for step in storage.indices {
      let distance = (storage[step] - expected[step]).magnitude
      guard distance > bound, isAlone(step) else { continue }
      result.append(
        finding(.outliers, step..<step + 1, observed: storage[step], expected: expected[step]))
    }
    return result
  }

  /// A step whose neighbours went along is a shift or a peak of several steps, no outlier.
  private func isAlone(_ step: Int) -> Bool {
    let own = storage[step] - expected[step]
    for other in [step - 1, step + 1] where storage.indices.contains(other) {
      // A missing neighbour compares as false.
      let distance = storage[other] - expected[other]
      if distance / own > 0.5 { return false }
    }
    return true
  }

  /// Demand that is mostly zero has no usual size that a demand could be far from.
  private var isIntermittent: Bool {
    let observed = storage.filter { !$0.isNaN }
    return observed.count { $0 == 0 } * 4 > observed.count
  }

  private var lateStart: [SeriesInspection.Finding] {
    let first = storage.firstIndex { !$0.isNaN && $0 != 0 } ?? 0
    return first > 0 ? [finding(.lateStart, 0..<first)] : []
  }

  private var negatives: [SeriesInspection.Finding] {
    let (below, above) = (storage.count { $0 < 0 }, storage.count { $0 > 0 })
    // Where negative values are usual, they are meant.
    guard below > 0, below * 10 < above else { return [] }
    var result: [SeriesInspection.Finding] = []
    for step in storage.indices where storage[step] < 0 {
      result.append(
        finding(
          .negatives, step..<step + 1, observed: storage[step], expected: max(0, expected[step])))
    }
    return result
  }

  /// Runs of one value other than zero, of five steps or more, in a series that moves elsewhere.
  private var standstills: [SeriesInspection.Finding] {
    let stays = storage.indices.map { step in
      step > 0 && storage[step] == storage[step - 1] && storage[step] != 0
    }
    let moves = stays.count { !$0 }
    guard moves * 2 > storage.count else { return [] }
    var result: [SeriesInspection.Finding] = []
    for run in runs({ stays[$0] }) where run.count >= 4 {
      let steps = run.lowerBound - 1..<run.upperBound
      result.append(finding(.standstills, steps, observed: storage[run.lowerBound]))
    }
    return result
  }

  private func finding(
    _ kind: SeriesInspection.Kind, _ steps: Range<Int>, observed: Double? = nil,
    expected: Double? = nil
  ) -> SeriesInspection.Finding {
    .init(kind: kind, steps: steps, observed: observed, expected: expected)
  }

  /// The longest ranges of steps for which something holds.
  private func runs(_ holds: (Int) -> Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for step in storage.indices where holds(step) {
      if let last = result.last, last.upperBound == step {
        result[result.count - 1] = last.lowerBound..<step + 1
      } else {
        result.append(step..<step + 1)
      }
    }
    return result
  }

  // MARK: Level shifts

  /// A level has to hold so long to be one.
  private static let shortestLevel = 6

  private var levelShifts: [SeriesInspection.Finding] {
    guard noise > 0, !isIntermittent else { return [] }
    var (open, cuts) = ([level.indices], [Int]())
    while let range = open.popLast() {
      guard let cut = strongestShift(in: range) else { continue }
      cuts.append(cut)
      open += [range.lowerBound..<cut, cut..<range.upperBound]
    }
    cuts.sort()
    let bounds = [0] + cuts + [level.count]
    var result: [SeriesInspection.Finding] = []
    for (place, cut) in cuts.enumerated() {
      let before = Self.median(Array(level[bounds[place]..<cut]))
      let after = Self.median(Array(level[cut..<bounds[place + 2]]))
      result.append(finding(.levelShifts, cut..<cut + 1, observed: after, expected: before))
    }
    return result
  }

  /// The step in a range at which the level changes most, if that is more than noise and no trend.
  private func strongestShift(in range: Range<Int>) -> Int? {
    let least = Self.shortestLevel
    guard range.count >= 2 * least else { return nil }
    // Sums of values cut off at the noise around the range's median, which no outlier moves far.
    let middle = Self.median(Array(level[range]))
    let spread = 1.4826 * Self.median(level[range].map { ($0 - middle).magnitude })
    let bound = 3 * max(spread, noise)
    let values = level[range].map { min(max($0, middle - bound), middle + bound) }
    let total = values.reduce(0, +)
    var (best, strength, sum) = (0, 0.0, 0.0)
    for place in 1..<values.count {
      sum += values[place - 1]
      guard place >= least, values.count - place >= least else { continue }
      let (n, m) = (Double(place), Double(values.count - place))
      let difference = (total - sum) / m - sum / n
      let own = difference.magnitude * (n * m / (n + m)).squareRoot()
      if own > strength { (best, strength) = (place, own) }
    }
    guard best > 0 else { return nil }
    let cut = range.lowerBound + best
    return jump(at: cut, in: range).magnitude > Self.leastJump * noise ? cut : nil
  }

  /// What medians of six steps change at a cut, beyond what they change on either side of it: nothing
  /// for a trend.
  private func jump(at cut: Int, in range: Range<Int>) -> Double {
    let length = Self.shortestLevel
    func middle(_ steps: Range<Int>) -> Double? {
      steps.lowerBound >= range.lowerBound && steps.upperBound <= range.upperBound
        ? Self.median(Array(level[steps])) : nil
    }
    guard let before = middle(cut - length..<cut), let after = middle(cut..<cut + length) else {
      return 0
    }
    let drifts = [
      middle(cut - 2 * length..<cut - length).map { before - $0 },
      middle(cut + length..<cut + 2 * length).map { $0 - after },
    ].compactMap(\.self)
    let drift = drifts.reduce(0) { $0 + $1 / Double(drifts.count) }
    return after - before - drift
  }

  /// In deviations of the noise: that of a jump of noise alone is 1.14, and the cut is where the jump
  /// seemed largest.
  private static let leastJump = 4.5

  // MARK: Medians

  /// Effects of the places of the season, by medians of what is left of a centred seasonal average, where
  /// there are three seasons or more and the season explains something.
  private static func season(of values: [Double], period: Int) -> [Double] {
    let none = [Double](repeating: 0, count: values.count)
    guard period > 1, values.count >= 3 * period,
      SeasonalAdjustment.isSignificant(values, period: period, limit: 1.645)
    else { return none }
    let half = period / 2
    var rest: [[Double]] = Array(repeating: [], count: period)
    for centre in half..<values.count - half {
      let start = max(0, centre - half)
      let window = Array(values[start..<min(values.count, start + period)])
      rest[centre % period].append(values[centre] - median(window))
    }
    let effects = rest.map { median($0) }
    let mean = effects.reduce(0) { $0 + $1 / Double(period) }
    return values.indices.map { effects[$0 % period] - mean }
  }

  private static func median(around step: Int, of values: [Double]) -> Double {
    let lower = max(0, min(step - halfWindow, values.count - 2 * halfWindow - 1))
    let upper = min(values.count, lower + 2 * halfWindow + 1)
    return median(Array(values[lower..<upper]))
  }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
  }
}
