private import RealModule
import SupplyChainCore

/// How a `RichSearch` cools, and when its walkers are brought together.
struct RuinSchedule {
  private let runtime: Duration?
  private let iterationLimit: Int?
  private let expectedIterations: Double
  private let hot: Double
  private let cold: Double
  /// Which part of the whole search this is, in shares of it.
  private let part: ClosedRange<Double>
  private var meeting = 0
  /// What share of the search was over when the cooling began.
  private var start = 0.0

  /// Where a criterion limits neither time nor iterations, the search cools down over this many
  /// iterations for each client, and stays cold.
  private static let defaultIterationsPerClient = 1_000

  /// When the walkers are brought together, as shares of the search.
  private static let meetings = [0.4, 0.6, 0.8, 0.9]

  /// A schedule that cools from one temperature to another in a part of a search.
  init(
    _ stop: some StoppingCriterion, part: ClosedRange<Double> = 0...1, clients: Int, hot: Double,
    cold: Double
  ) {
    self.part = part
    runtime = stop.runtimeLimit
    iterationLimit = stop.iterationLimit
    expectedIterations = Double(Self.defaultIterationsPerClient * max(1, clients))
    self.hot = hot
    self.cold = cold
  }

  /// How much of this part of the search is over, from 0 to 1.
  func share(_ progress: SearchProgress) -> Double {
    var share = 0.0
    var isLimited = false
    if let runtime, runtime > .zero {
      share = progress.elapsed / runtime
      isLimited = true
    }
    if let iterationLimit, iterationLimit > 0 {
      share = max(share, Double(progress.iteration) / Double(iterationLimit))
      isLimited = true
    }
    if !isLimited { share = Double(progress.iteration) / expectedIterations }
    let length = part.upperBound - part.lowerBound
    return length > 0 ? min(1, max(0, (share - part.lowerBound) / length)) : 1
  }

  /// The cooling begins now, and takes what is left of the search.
  mutating func begin(at share: Double) { start = share }

  /// Whether the whole search goes on when this part of it is over.
  var isPart: Bool { part.upperBound < 1 }

  /// How much of the cooling is over, from 0 to 1.
  private func gone(at share: Double) -> Double {
    start < 1 ? min(1, max(0, (share - start) / (1 - start))) : 1
  }

  /// Whether the walkers are brought together now; each meeting is announced once.
  mutating func isMeeting(at share: Double) -> Bool {
    guard meeting < Self.meetings.count, gone(at: share) >= Self.meetings[meeting] else {
      return false
    }
    meeting += 1
    return true
  }

  /// The temperature, in the kernel's units.
  func temperature(at share: Double) -> Double { hot * Double.pow(cold / hot, gone(at: share)) }

  /// The temperature at the very end.
  var lowestTemperature: Double { cold }
}
