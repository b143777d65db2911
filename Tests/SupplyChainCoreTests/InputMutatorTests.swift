import SupplyChainTestSupport
import Testing

@Suite struct InputMutatorTests {
  private let seeds = ["NAME : toy\nDIMENSION : 3\n1 0.5 2\nEOF\n", "{\"id\": 1}"]

  @Test func `the same seed gives the same texts`() {
    var first = InputMutator(seeds: seeds, seed: 4)
    var second = InputMutator(seeds: seeds, seed: 4)
    #expect((0..<200).map { _ in first.nextBytes() } == (0..<200).map { _ in second.nextBytes() })
  }

  @Test func `most texts are damaged, each in its own way`() {
    var mutator = InputMutator(seeds: seeds, seed: 4)
    let texts = Set((0..<1_000).map { _ in mutator.next() })
    #expect(texts.count > 700)
  }

  @Test func `nothing can be damaged, too`() {
    var mutator = InputMutator(seeds: [], seed: 4)
    let texts = Set((0..<200).map { _ in mutator.next() })
    #expect(texts.count > 20)
  }
}
