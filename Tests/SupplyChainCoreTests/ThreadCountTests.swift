import Foundation
import SupplyChainCore
import Testing

@Suite struct ThreadCountTests {
  @Test(arguments: [(Int.min, 1), (-1, 1), (0, 1), (1, 1), (8, 8), (Int.max, Int.max)])
  func `is at least one`(count: Int, limit: Int) {
    #expect(ThreadCount(count).limit == limit)
  }

  @Test func `reads as a number`() {
    let threads: ThreadCount = 4
    #expect(threads == ThreadCount(4))
    #expect(ThreadCount.allCores.limit == nil)
  }

  @Test(arguments: [([4], "[4]"), ([.allCores], "[null]")] as [([ThreadCount], String)])
  func `is written as a number or null`(threads: [ThreadCount], json: String) throws {
    #expect(String(decoding: try JSONEncoder().encode(threads), as: UTF8.self) == json)
    #expect(try JSONDecoder().decode([ThreadCount].self, from: Data(json.utf8)) == threads)
  }

  @Test func `is read with the same rule as it is made`() throws {
    #expect(try JSONDecoder().decode([ThreadCount].self, from: Data("[-3]".utf8)) == [1])
  }
}
