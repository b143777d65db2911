import DemandForecasting

/// A history and the fan of its forecast: bands of 50, 80 and 95 %.
struct FanChart {
  let title: String
  let history: [Double]
  let forecast: Forecast

  private static let (width, height, margin) = (720.0, 300.0, 40.0)

  var svg: String {
    let bands = [0.95, 0.8, 0.5].map { forecast.interval($0) }
    let highest = (history + (bands.first?.upper ?? [])).max() ?? 1
    let count = Double(history.count + forecast.horizon - 1)
    func point(_ step: Int, _ value: Double) -> String {
      let x = Self.margin + (Self.width - 2 * Self.margin) * Double(step) / max(1, count)
      let y =
        Self.height - Self.margin
        - (Self.height - 2 * Self.margin) * value / max(highest, 1e-300)
      return "\((x * 10).rounded() / 10) \((y * 10).rounded() / 10)"
    }
    func ahead(_ values: [Double]) -> [String] {
      values.enumerated().map { point(history.count + $0.offset, $0.element) }
    }
    let past = history.enumerated().map { point($0.offset, $0.element) }.joined(separator: "L")
    let last = point(history.count - 1, history.last ?? 0)
    let fan = bands.map { band in
      let edge = ahead(band.upper) + ahead(band.lower).reversed()
      return "<path d=\"M\(edge.joined(separator: "L"))Z\" fill=\"#1f6fb2\" opacity=\".2\"/>"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
      font-family="system-ui, sans-serif" font-size="13" fill="#5b6670">
      <text x="40" y="24">\(title): monthly sales, and bands of 50, 80 and 95 % (\(forecast.model))</text>
      \(fan.joined(separator: "\n"))
      <path d="M\(past)" fill="none" stroke="#5b6670" stroke-width="1.5"/>
      <path d="M\(([last] + ahead(forecast.mean)).joined(separator: "L"))" fill="none" \
      stroke="#1f6fb2" stroke-width="2"/>
      <path d="M40 260H680" stroke="#98a3ae"/>
      <text x="36" y="264" text-anchor="end">0</text>
      <text x="36" y="48" text-anchor="end">\(Int(highest.rounded()))</text>
      </svg>
      """
  }
}
