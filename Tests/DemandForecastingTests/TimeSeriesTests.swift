import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

@Suite struct TimeSeriesTests {
  @Test func gapsAreKept() throws {
    let series = try TimeSeries([1, nil, 3], period: 12)
    #expect(series.count == 3)
    #expect(series.missingCount == 1)
    #expect(series[1] == nil)
    #expect(series.values == [1, nil, 3])
    #expect(try series.prefix(2).values == [1, nil])
    #expect(throws: InvalidInput.self) { try series.slice(1..<2) }
    #expect(throws: InvalidInput.self) { try series.prefix(4) }
    #expect(throws: InvalidInput.self) { try series.slice(-1..<2) }
  }

  @Test func everyProblemIsNamed() throws {
    let error = #expect(throws: InvalidInput.self) {
      try TimeSeries([1, .nan, .infinity, 1e200], period: 0)
    }
    #expect(error?.problems.map(\.field) == ["period", "values", "values", "values"])
    #expect(error?.problems.map(\.index) == [nil, 1, 2, 3])
    #expect(throws: InvalidInput.self) { try TimeSeries([Double]()) }
    #expect(throws: InvalidInput.self) { try TimeSeries([nil, nil]) }
  }

  @Test func codingKeepsGapsAndChecks() throws {
    let series = try TimeSeries([1, nil, 3], period: 4)
    let data = try JSONEncoder().encode(series)
    #expect(try JSONDecoder().decode(TimeSeries.self, from: data) == series)
    for text in [#"{"values":[]}"#, #"{"values":[null]}"#, #"{"values":[1],"period":-1}"#] {
      #expect(throws: InvalidInput.self) {
        try JSONDecoder().decode(TimeSeries.self, from: Data(text.utf8))
      }
    }
  }

  @Test func gapsMakeSeriesEqual() throws {
    let one = try TimeSeries([1, nil])
    #expect(one == (try TimeSeries([1, nil])))
    #expect(one.hashValue == (try TimeSeries([1, nil])).hashValue)
    #expect(one != (try TimeSeries([1, 2])))
  }
}
