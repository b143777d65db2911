import SupplyChainCore

/// Reads VRPLIB and TSPLIB: headers first, then sections of rows.
///
/// Reinelt, TSPLIB95; the sections for time windows and fleets are those that PyVRP's instances use.
struct VRPLIBReader {
  struct Header {
    let line: Int
    let value: Substring
  }
  struct Row {
    let line: Int
    let values: [Double]
  }
  struct Section {
    let line: Int
    var rows: [Row] = []
  }

  let lastLine: Int
  var checks = InputChecks()
  private(set) var headers: [String: Header] = [:]
  private(set) var sections: [String: Section] = [:]
  private(set) var hasEnd = false

  private static let knownHeaders: Set = [
    "NAME", "COMMENT", "TYPE", "DIMENSION", "EDGE_WEIGHT_TYPE", "EDGE_WEIGHT_FORMAT",
    "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE", "CAPACITY", "VEHICLES", "DISTANCE", "SERVICE_TIME",
    "EDGE_DATA_FORMAT",
  ]
  private static let knownSections: Set = [
    "NODE_COORD_SECTION", "DEMAND_SECTION", "DEPOT_SECTION", "TIME_WINDOW_SECTION",
    "SERVICE_TIME_SECTION", "PRIZE_SECTION", "EDGE_WEIGHT_SECTION", "CAPACITY_SECTION",
    "VEHICLES_DEPOT_SECTION", "VEHICLES_FIXED_COST_SECTION", "VEHICLES_UNIT_DISTANCE_COST_SECTION",
    "VEHICLES_MAX_DISTANCE_SECTION", "VEHICLES_MAX_DURATION_SECTION", "DISPLAY_DATA_SECTION",
    "BACKHAUL_SECTION",
  ]

  init(_ lines: TextLines) {
    lastLine = lines.lastNumber
    var current: String?
    for line in lines.lines where !hasEnd {
      let first = line.words[0]
      if first == "EOF" {
        hasEnd = true
      } else if let byte = first.utf8.first, byte >= UInt8(ascii: "A"), first.utf8.count > 3 {
        current = readKeyword(line)
      } else if let section = current {
        readRow(line, into: section)
      } else {
        checks.report(
          "line", line: line.number, value: String(line.text.prefix(60)),
          "belongs to no section")
      }
    }
  }

  /// Reads a header or the title of a section; the name of the section that begins, if one does.
  private mutating func readKeyword(_ line: TextLines.Line) -> String? {
    let parts = line.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let key =
      parts[0].split(separator: " ").first.map {
        $0.filter { $0 != "\t" }.uppercased()
      } ?? ""
    if key.hasSuffix("_SECTION") {
      if !Self.knownSections.contains(key) {
        checks.report(key, line: line.number, "is not a section this reader knows")
      } else if sections[key] != nil {
        checks.report(key, line: line.number, "stands twice")
      }
      sections[key] = Section(line: line.number)
      return key
    }
    guard Self.knownHeaders.contains(key), parts.count == 2 else {
      checks.report(
        "line", line: line.number, value: String(line.text.prefix(60)),
        "is neither a header nor a section")
      return nil
    }
    if headers[key] != nil { checks.report(key, line: line.number, "stands twice") }
    let value = parts[1].drop { $0 == " " || $0 == "\t" }
    headers[key] = Header(line: line.number, value: value[..<value.trimmedEnd])
    return nil
  }

  private mutating func readRow(_ line: TextLines.Line, into section: String) {
    guard Self.knownSections.contains(section) else { return }
    var values: [Double] = []
    values.reserveCapacity(line.words.count)
    for word in line.words {
      guard let value = Double(word), value.magnitude <= RoutingProblem.largestNumber else {
        checks.report(
          section, line: line.number, value: String(word.prefix(60)), "is not a number up to 1e12")
        return
      }
      values.append(value)
    }
    sections[section]?.rows.append(Row(line: line.number, values: values))
  }
}

extension Substring {
  /// The index behind the last character that is not blank.
  fileprivate var trimmedEnd: Index {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return end
  }
}
