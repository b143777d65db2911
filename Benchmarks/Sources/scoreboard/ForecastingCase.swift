import ArgumentParser
import DemandForecasting
import Foundation

/// One series of a competition: what was known and what came.
struct ForecastingCase: Sendable {
  let id: String
  /// Frequency and type, such as `MONTHLY/MICRO`.
  let kind: String
  let history: TimeSeries
  let future: [Double?]

  var frequency: String { String(kind.prefix { $0 != "/" }) }

  /// Reads `set.csv.gz`, or `set.csv`, of a folder: one series a row without a header,
  /// `id,kind,period,horizon,count,history…,future…`, an empty field for a missing value.
  static func read(_ set: String, in folder: URL) throws -> [ForecastingCase] {
    let path = folder.appendingPathComponent(set).path
    let data: Data
    if let plain = FileManager.default.contents(atPath: path + ".csv") {
      data = plain
    } else {
      guard FileManager.default.fileExists(atPath: path + ".csv.gz") else {
        throw ValidationError("There is neither \(path).csv nor \(path).csv.gz.")
      }
      data = try unzipped(path + ".csv.gz")
    }
    return try String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 5, let period = Int(fields[2]), let horizon = Int(fields[3]),
        let count = Int(fields[4]), fields.count >= 5 + count + horizon
      else { throw ValidationError("\(set): \(line.prefix(40))… is not a series.") }
      let values = fields[5...].map { Double($0) }
      return ForecastingCase(
        id: fields[0], kind: fields[1],
        history: try TimeSeries(Array(values[..<count]), period: period),
        future: Array(values[count..<count + horizon]))
    }
  }

  private static func unzipped(_ path: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
