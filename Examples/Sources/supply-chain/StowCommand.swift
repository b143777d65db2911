import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain stow`: where each box or pallet stands in a container or trailer.
struct StowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stow",
    abstract: "Stow boxes and pallets in a container or trailer.",
    discussion: """
      Reads CSV with the columns name, length, width, height and, where wanted, count, weight, \
      turn (upright, the default, or any), weightOnTop and stop: goods of later stops \
      stand further in. All sizes are whole numbers of one \
      unit. Prints one JSON object for each container: where each piece stands and what is left out.
      """)

  @Argument(help: "The file; - for standard input.")
  var file = "-"

  @Option(help: "The length of the space, from the front wall to the doors.")
  var length: Int

  @Option(help: "The width of the space.")
  var width: Int

  @Option(help: "The height of the space.")
  var height: Int

  @Option(help: "The weight that the space may carry.")
  var maximumWeight: Double?

  @Flag(help: "Pieces may overhang.")
  var overhang = false

  @Flag(help: "Use as many equal spaces as it takes.")
  var all = false

  @Option(help: "Seconds at most, for each space.")
  var seconds = 10.0

  @Option(help: "Write a picture of the first space to this file.")
  var svg: String?

  func validate() throws {
    guard seconds >= 0, seconds < 1e9 else {
      throw ValidationError("--seconds is a number from 0 to 1e9.")
    }
    do { _ = try space() } catch let error as InvalidInput {
      throw ValidationError(error.description)
    }
  }

  private func space() throws -> CargoSpace {
    try CargoSpace(length: length, width: width, height: height, maximumWeight: maximumWeight)
  }

  func run() throws {
    let input = try ProgramInput(path: file)
    let (problem, stops) = try problem(of: input)
    let stop = RuntimeLimit(.seconds(seconds))
    let plans =
      if let stops {
        [try Stowing().solve(problem, unloadedAt: stops, until: stop)]
      } else if all {
        Stowing().solveAll(problem, until: stop)
      } else {
        [Stowing().solve(problem, until: stop)]
      }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for plan in plans {
      let left = plan.leftOut.reduce(0, +)
      note("\(plan.placements.count) pieces stowed, \(left) left, length \(plan.length)")
      print(String(decoding: try encoder.encode(plan), as: UTF8.self))
    }
    if let svg, let plan = plans.first {
      try plan.svg(of: problem).write(toFile: svg, atomically: true, encoding: .utf8)
    }
  }

  /// The cargo, and the stop of each item where the table names stops.
  private func problem(of input: ProgramInput) throws -> (StowageProblem, stops: [Int]?) {
    var problems = FileProblems()
    let list = CargoList(input, problems: &problems)
    if list.hasStops && all {
      problems.add("stops and --all do not go together", file: input.name, line: 1)
    }
    try problems.endProgramIfAny()
    do {
      let problem = try StowageProblem(
        space: space(), items: list.items, requiresSupport: !overhang)
      return (problem, list.hasStops ? list.stops : nil)
    } catch let error as InvalidInput {
      for problem in error.problems {
        problems.add(
          "\(problem)", file: input.name, line: problem.index.map { list.lines[$0] } ?? 1)
      }
      try problems.endProgramIfAny()
      throw error
    }
  }
}

/// The cargo of a table, each item with its line.
private struct CargoList {
  private(set) var items: [CargoItem] = []
  private(set) var lines: [Int] = []
  private(set) var stops: [Int] = []
  private(set) var hasStops = false

  init(_ input: ProgramInput, problems: inout FileProblems) {
    let table = CSVTable(
      text: input.text, file: input.name, required: ["name", "length", "width", "height"],
      optional: ["count", "weight", "turn", "weightOnTop", "stop"], problems: &problems)
    for row in table?.rows ?? [] {
      var cells = RowReader(row)
      let name = cells.text("name")
      let sizes = ["length", "width", "height"].map { column in
        if cells.text(column).isEmpty { return 1 }
        return cells.whole(column) ?? 1
      }
      let count = cells.whole("count") ?? 1
      let weight = cells.optional("weight") ?? 0
      let onTop = cells.optional("weightOnTop")
      let stop = cells.whole("stop")
      let turn = row["turn"] ?? "upright"
      if turn != "upright", turn != "any" {
        cells.report("turn (\(turn)) is neither upright nor any")
      }
      if cells.problems.isEmpty {
        let item = cells.attempt {
          try CargoItem(
            name, length: sizes[0], width: sizes[1], height: sizes[2], count: count,
            weight: weight, orientations: turn == "any" ? .any : .upright,
            maximumWeightOnTop: onTop)
        }
        if let item {
          items.append(item)
          lines.append(row.line)
          stops.append(stop ?? 0)
          if stop != nil { hasStops = true }
        }
      }
      cells.hand(to: &problems)
    }
  }
}
