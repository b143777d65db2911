import SupplyChainCore
import Testing

@Suite struct SeededGeneratorTests {
  /// The test vector of the reference implementation, also in the `rand_xoshiro` crate.
  @Test func `xoshiro256** of the state 1, 2, 3, 4`() {
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let draws = (1...10).map { _ in generator.next() }
    #expect(
      draws == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
        10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
  }

  /// Seeding through SplitMix64: the first draws that `Xoshiro256StarStar::seed_from_u64(0)` of the
  /// `rand_xoshiro` crate and an independent program in Python give.
  @Test func `seed 0 through SplitMix64`() {
    var generator = SeededGenerator(seed: 0)
    let draws = (1...5).map { _ in generator.next() }
    #expect(
      draws == [
        11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768,
        7_684_712_102_626_143_532, 13_521_403_990_117_723_737,
      ])
  }

  @Test func `the same seed draws the same sequence, another seed another one`() {
    var first = SeededGenerator(seed: 7)
    var second = SeededGenerator(seed: 7)
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(first.next() == second.next())
    _ = second.next()
    #expect(first != second)
    #expect(SeededGenerator(seed: 7) != SeededGenerator(seed: 8))
  }

  @Test func `streams of a seed differ from each other and from the seed's own sequence`() {
    let streams = (0..<1_000).map { SeededGenerator(seed: 1, stream: $0) }
    #expect(Set(streams + [SeededGenerator(seed: 1)]).count == 1_001)
  }

  /// The mean of n uniforms has standard error 1/√(12 n), the variance about 1/√(180 n).
  @Test func `uniform draws fill the unit interval`() {
    var generator = SeededGenerator(seed: 3)
    let draws = (0..<20_000).map { _ in generator.uniform() }
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 0.5) < 4 * 0.00205)
    #expect(abs(variance - 1 / 12.0) < 4 * 0.00053)
  }

  /// χ² of the counts has bound − 1 degrees of freedom; 4 standard deviations above is 1 in 30,000.
  @Test(arguments: [2, 3, 6, 10, 100])
  func `indices are uniform`(bound: Int) {
    var generator = SeededGenerator(seed: 11)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(bound * 1_000) { counts[generator.index(below: bound)] += 1 }
    let squares = counts.reduce(0.0) { $0 + Double(($1 - 1_000) * ($1 - 1_000)) / 1_000 }
    let freedom = Double(bound - 1)
    #expect(squares < freedom + 4 * (2 * freedom).squareRoot())
  }

  @Test(arguments: [Int.min, -1, 0, 1])
  func `without a choice the index is zero`(bound: Int) {
    var generator = SeededGenerator(seed: 1)
    #expect(generator.index(below: bound) == 0)
  }

  @Test func `the largest bound is accepted`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<100 { #expect((0..<Int.max).contains(generator.index(below: .max))) }
  }

  @Test func `a shuffle keeps the elements and reaches every order equally often`() {
    var generator = SeededGenerator(seed: 5)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 {
      var order = [0, 1, 2]
      generator.shuffle(&order)
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 6)
    let squares = counts.values.reduce(0.0) { $0 + Double(($1 - 1_000) * ($1 - 1_000)) / 1_000 }
    #expect(squares < 5 + 4 * 10.0.squareRoot())
    #expect(counts.keys.allSatisfy { $0.sorted() == [0, 1, 2] })
  }

  @Test(arguments: [[], [1]])
  func `a shuffle of nothing or one changes nothing`(elements: [Int]) {
    var generator = SeededGenerator(seed: 5)
    var shuffled = elements
    generator.shuffle(&shuffled)
    #expect(shuffled == elements)
  }

  @Test func `a shuffle works on a slice`() {
    var generator = SeededGenerator(seed: 5)
    var numbers = Array(0..<20)
    generator.shuffle(&numbers[10...])
    #expect(Array(numbers[..<10]) == Array(0..<10))
    #expect(numbers[10...].sorted() == Array(10..<20))
    #expect(Array(numbers[10...]) != Array(10..<20))
  }
}
