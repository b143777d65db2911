/// A small, fast random number generator whose sequence depends on its seed alone.
///
/// Every randomised algorithm of the library draws from it, never from the system's generator, so
/// that the same seed gives the same result on every machine. It is xoshiro256** seeded through
/// SplitMix64 (Blackman and Vigna 2021, <https://doi.org/10.1145/3460772>); period 2²⁵⁶ − 1.
///
/// ```swift
/// var generator = SeededGenerator(seed: 7)
/// let draw = generator.uniform()  // in [0, 1)
/// let die = generator.index(below: 6) + 1
/// ```
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

  /// Starts the sequence of a seed.
  ///
  /// - Parameter seed: Any number; near seeds give unrelated sequences.
  public init(seed: UInt64) {
    var splitMix = SplitMix64(state: seed)
    state = (splitMix.next(), splitMix.next(), splitMix.next(), splitMix.next())
  }

  /// Continues from a state, as the published test vectors do; not all four words may be zero.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// Starts one of many unrelated sequences of a seed: one for each task of a parallel algorithm.
  ///
  /// - Parameters:
  ///   - seed: The seed that all streams share.
  ///   - stream: The number of the stream.
  public init(seed: UInt64, stream: UInt64) {
    // A bijective mix of the stream keeps (seed, stream) pairs apart from plain seeds.
    var mixer = SplitMix64(state: stream &+ 0x9E37_79B9_7F4A_7C15)
    self.init(seed: seed ^ mixer.next())
  }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 &<< 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  /// A number drawn uniformly from [0, 1), with 53 random bits.
  @inlinable public mutating func uniform() -> Double {
    Double(next() &>> 11) * 0x1p-53
  }

  /// An integer drawn uniformly from 0 ..< `bound`.
  ///
  /// Lemire's multiplication with rejection, without bias
  /// (<https://doi.org/10.1145/3230636>).
  ///
  /// - Parameter bound: The number of outcomes; one is assumed where it is less than one.
  /// - Returns: A number from 0 to `bound` − 1.
  @inlinable public mutating func index(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// Puts the elements of a collection in random order, each order equally likely.
  ///
  /// Unlike `shuffle(using:)` of the standard library, whose method may change from one version of
  /// Swift to the next, it keeps to the method of Fisher and Yates, and so to its results.
  ///
  /// - Parameter elements: The elements.
  /// - Complexity: O(n).
  @inlinable public mutating func shuffle<Elements>(_ elements: inout Elements)
  where Elements: MutableCollection & RandomAccessCollection {
    var remaining = elements.count
    var last = elements.endIndex
    while remaining > 1 {
      elements.formIndex(before: &last)
      elements.swapAt(elements.index(elements.startIndex, offsetBy: index(below: remaining)), last)
      remaining -= 1
    }
  }

  @inlinable func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
    (word &<< count) | (word &>> (64 &- count))
  }

  /// Whether two generators will draw the same sequence from here on.
  public static func == (lhs: Self, rhs: Self) -> Bool { lhs.state == rhs.state }

  /// Feeds the state to a hasher.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(state.0)
    hasher.combine(state.1)
    hasher.combine(state.2)
    hasher.combine(state.3)
  }
}

/// The seeder that xoshiro's authors recommend.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word &>> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word &>> 31)
  }
}
