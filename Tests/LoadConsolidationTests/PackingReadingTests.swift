import LoadConsolidation
import SupplyChainCore
import Testing

@Suite struct PackingReadingTests {
  @Test(arguments: ["3\n10\n6\n5\n4\n", "3\r\n10\r\n6\r\n5\r\n4", "\u{FEFF}3\n\n10\n 6\n5\n4\n\n"])
  func binPacking(text: String) throws {
    let problem = try BinPackingProblem(reading: text)
    #expect(problem.capacity == 10)
    #expect(problem.weights == [6, 5, 4])
    #expect(try PackingFile(reading: text) == .bin(problem))
  }

  @Test func vectorPacking() throws {
    let problem = try VectorPackingProblem(reading: "2\n10 20\n2\n7 2 3\n1 -1 1\n")
    #expect(problem.capacities == [10, 20])
    #expect(problem.items == [.init(sizes: [7, 2], demand: 3), .init(sizes: [1, -1])])
    #expect(problem.count == 4)
  }

  @Test(arguments: [
    ("", ["1: text ends before the number of items and the capacity"]),
    ("3\n10\n6\n", ["1: n (3) is not the number of weights that follow (1)"]),
    ("1\n10\nsix\n", ["3: text (six) is not a whole number"]),
    ("1\n10\n99999999999999999999\n", ["3: text (99999999999999999999) is not a whole number"]),
    (
      "2\n10\n11\n-1\n",
      ["3: weights[0] (11) is more than the capacity (10)", "4: weights[1] (-1) is negative"]
    ),
    ("1\n0\n0\n", ["2: capacity (0) is not from 1 to 1099511627776"]),
  ])
  func badBinPacking(text: String, problems: [String]) throws {
    let error = #expect(throws: InvalidInput.self) { try BinPackingProblem(reading: text) }
    #expect(error?.description == problems.joined(separator: "\n"))
  }

  @Test(arguments: [
    (
      "2\n10\n1\n7 2\n",
      ["1: dimensions (2) is not the number of capacities that follow (1)"]
    ),
    ("1\n10 10\n", ["2: text does not start with the dimensions, the capacities and the number"]),
    (
      "2\n10 10\n2\n7 2\n11 1 -1\n",
      [
        "4: items[0] has 2 numbers, not 2 sizes and a demand",
        "5: items[1].sizes (11) is more than the capacity (10)",
        "5: items[1].demand (-1) is negative",
      ]
    ),
    (
      "1\n10\n2\n7 9223372036854775807\n",
      [
        "3: n (2) is not the number of items that follow (1)",
        "4: items[0].demand (9223372036854775807) makes more than 4194304 items",
      ]
    ),
  ])
  func badVectorPacking(text: String, problems: [String]) throws {
    let error = #expect(throws: InvalidInput.self) { try VectorPackingProblem(reading: text) }
    for problem in problems { #expect(error?.description.contains(problem) == true) }
    #expect(error?.problems.count == problems.count)
  }

  /// Damaged files are read or refused; nothing traps and nothing is read wrongly.
  @Test(arguments: UInt64(0)..<300)
  func damagedFiles(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = Array("2\n100 100\n3\n70 20 1\n20 70 2\n5 -5 1\n".utf8)
    let alphabet = Array("0123456789- \n\r\t.xe\u{FEFF}é".utf8)
    for _ in 0..<(1 + generator.index(below: 5)) where !bytes.isEmpty {
      let position = generator.index(below: bytes.count)
      switch generator.index(below: 3) {
      case 0: bytes[position] = alphabet[generator.index(below: alphabet.count)]
      case 1: bytes.remove(at: position)
      default: bytes.insert(alphabet[generator.index(below: alphabet.count)], at: position)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let file = try? PackingFile(reading: text) else { return }
    guard case .vector(let problem) = file, problem.count < 1_000 else { return }
    let result = try VectorPacking().solve(problem, until: .iterations(5))
    #expect(result.assignment.count == problem.count)
  }
}
