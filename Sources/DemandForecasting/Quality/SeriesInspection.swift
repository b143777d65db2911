internal import RealModule
public import SupplyChainCore

/// What is wrong with a series, and how it would look without.
///
/// Gaps, outliers, shifts of the level, values that stand still and a start before the item was sold are
/// found and named. Nothing is changed unless asked for, and the series stays as it was.
///
/// ```swift
/// let sales = try TimeSeries([nil, 20, 22, 21, 19, 210, 20, nil, 22, 20, 21, 19, 22, 21])
/// let inspection = SeriesInspection(of: sales)
/// for finding in inspection.findings { print(finding) }
/// let clean = try inspection.treated([.gaps, .outliers])
/// print(clean[5] ?? 0)  // about 20
/// ```
///
/// Outliers are judged by the median of the distances from a running median, after the season is taken
/// out (Hampel 1974, <https://doi.org/10.1080/01621459.1974.10482962>), with a limit that grows with the
/// length of the series; level shifts by the largest difference of medians before and after a step,
/// relative to the noise, halves of the series being searched in turn (binary segmentation, Scott and
/// Knott 1974).
public struct SeriesInspection: Hashable, Sendable {
  /// The kinds of findings.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Missing observations.
    case gaps
    /// Single observations far from their neighbours.
    case outliers
    /// Steps from which on the level is another.
    case levelShifts
    /// Nothing but zeros, or nothing, before the first demand.
    case lateStart
    /// The same value many times in a row where it otherwise moves: a sensor or a file that stood still.
    case standstills
    /// Negative values among positive ones: returns, or wrong.
    case negatives
  }

  /// One thing that was found.
  public struct Finding: Hashable, Sendable, Codable, CustomStringConvertible {
    /// What it is.
    public let kind: Kind
    /// The steps it concerns, counted from zero.
    public let steps: Range<Int>
    /// What was observed there, or the level after a shift; `nil` where nothing was.
    public let observed: Double?
    /// What would have been expected, or the level before a shift; `nil` where that makes no sense.
    public let expected: Double?

    /// The finding in words.
    public var description: String {
      let place =
        steps.count == 1
        ? "step \(steps.lowerBound)" : "steps \(steps.lowerBound) to \(steps.upperBound - 1)"
      let value = observed.map { "\($0)" } ?? "nothing"
      let usual = expected.map { " instead of about \($0)" } ?? ""
      return switch kind {
      case .gaps: "\(place): nothing observed"
      case .outliers: "\(place): \(value)\(usual)"
      case .levelShifts: "step \(steps.lowerBound): the level is \(value) from here on\(usual)"
      case .lateStart: "\(place): no demand yet"
      case .standstills: "\(place): \(value) all the time"
      case .negatives: "\(place): \(value), below zero"
      }
    }
  }

  /// The series as it is.
  public let series: TimeSeries
  /// What was found, in the order of the kinds and steps.
  public let findings: [Finding]

  /// The series with gaps, outliers and negatives replaced: what a running median, with its season,
  /// expects.
  private let expected: [Double]

  /// Inspects a series.
  ///
  /// - Parameter series: The series, of any length.
  /// - Complexity: O(n · window) for a running median of 7 steps, O(n log n) for level shifts.
  public init(of series: TimeSeries) {
    self.series = series
    let analysis = SeriesAnalysis(series)
    expected = analysis.expected
    findings = Kind.allCases.flatMap { analysis.findings(of: $0) }
  }

  /// The findings of a kind.
  public func findings(of kind: Kind) -> [Finding] { findings.filter { $0.kind == kind } }

  /// The series with some kinds of findings treated.
  ///
  /// Gaps, outliers and negatives take the value expected there, standstills become gaps, a late start
  /// is cut off, and what is before the last level shift is raised or lowered to the level after it.
  ///
  /// - Parameter kinds: What to treat.
  /// - Returns: A new series; shorter where a late start was cut off, by a whole number of seasons so
  ///   that the season stays in place.
  /// - Throws: `InvalidInput` if nothing observed would be left.
  public func treated(_ kinds: Set<Kind>) throws(InvalidInput) -> TimeSeries {
    var lift = [Double](repeating: 0, count: series.count)
    if kinds.contains(.levelShifts) {
      for shift in findings(of: .levelShifts) {
        guard let before = shift.expected, let after = shift.observed else { continue }
        for step in 0..<shift.steps.lowerBound { lift[step] += after - before }
      }
    }
    var values = zip(series.storage, lift).map { $0 + $1 }
    for kind in [Kind.standstills, .outliers, .negatives, .gaps] where kinds.contains(kind) {
      for finding in findings(of: kind) {
        for step in finding.steps {
          values[step] = kind == .standstills ? .nan : expected[step] + lift[step]
        }
      }
    }
    if kinds.contains(.lateStart), let start = findings(of: .lateStart).first {
      let seasons = start.steps.upperBound / series.period
      values.removeFirst(min(values.count, seasons * series.period))
    }
    guard values.contains(where: { !$0.isNaN }) else {
      throw InvalidInput("kinds", value: kinds, "leave nothing observed")
    }
    return TimeSeries(unchecked: values, period: series.period)
  }
}
