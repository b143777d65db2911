import SupplyChainCore
import Synchronization
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [0, 1, 2, 3, 17, 1_000, 5_003], [1, 2, 3, 64, .allCores] as [ThreadCount])
  func `gives what map gives, in order`(count: Int, threads: ThreadCount) {
    let numbers = Array(0..<count)
    #expect(numbers.parallelMap(threads: threads) { $0 * $0 } == numbers.map { $0 * $0 })
  }

  @Test func `works on a slice`() {
    let slice = Array(0..<100)[40..<60]
    #expect(slice.parallelMap { "\($0)" } == slice.map { "\($0)" })
  }

  @Test func `transforms each element once`() {
    let calls = Mutex([Int](repeating: 0, count: 500))
    _ = (0..<500).parallelMap { number in calls.withLock { $0[number] += 1 } }
    #expect(calls.withLock { $0 } == [Int](repeating: 1, count: 500))
  }

  @Test func `keeps what it made of elements with references alive`() {
    let texts = (0..<300).parallelMap(threads: 4) { [String(repeating: "x", count: $0 + 20)] }
    #expect(texts.map { $0[0].count } == (0..<300).map { $0 + 20 })
  }

  @Test func `throws the error of the first element that fails`() {
    for threads in [1, 2, 8] as [ThreadCount] {
      let error = #expect(throws: InvalidInput.self) {
        try (0..<100).parallelMap(threads: threads) { number throws(InvalidInput) in
          if number % 10 == 7 { throw InvalidInput("number", value: number, "is odd") }
        }
      }
      #expect(error?.problems.first?.value == "7")
    }
  }

  @Test func `nests`() {
    let table = (0..<8).parallelMap { row in (0..<50).parallelMap { $0 * row } }
    #expect(table == (0..<8).map { row in (0..<50).map { $0 * row } })
  }
}
