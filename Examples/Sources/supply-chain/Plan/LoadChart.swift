/// A timetable of loads: a row a lane, a bar from departure to arrival, filled as the load is.
struct LoadChart {
  struct Bar {
    var departure: Double
    var arrival: Double
    /// How full the tightest dimension is, from 0 to 1.
    var fill: Double
    var label: String
    /// The number of its colour, from zero.
    var color: Int
  }

  var rows: [(lane: String, bars: [Bar])]
  var days: Int

  private static let width = 980.0
  private static let barHeight = 13.0

  var markup: String {
    let left = 160.0
    let right = Self.width - 24
    let x = { (day: Double) in left + (right - left) * day / Double(max(1, days)) }
    var y = 22.0
    var body = ""
    for week in stride(from: 0, through: days, by: 7) {
      body += """
        <text class="tick" x="\(x(Double(week)).pixels)" y="12" text-anchor="middle">\
        day \(week + 1)</text>
        """
    }
    for (lane, bars) in rows {
      body += "<text class=\"lane\" x=\"0\" y=\"\((y + 11).pixels)\">\(escaped(lane))</text>"
      // Bars that overlap in time go below each other.
      var ends: [Double] = []
      for bar in bars.sorted(by: { ($0.departure, $0.arrival) < ($1.departure, $1.arrival) }) {
        let track = ends.firstIndex { $0 <= bar.departure } ?? ends.count
        if track == ends.count { ends.append(bar.arrival) } else { ends[track] = bar.arrival }
        body += mark(bar, x: x, y: y + Double(track) * (Self.barHeight + 3))
      }
      y += Double(max(1, ends.count)) * (Self.barHeight + 3) + 8
    }
    let lines = stride(from: 0, through: days, by: 7).map { week in
      let at = x(Double(week)).pixels
      return "<line class=\"grid\" x1=\"\(at)\" x2=\"\(at)\" y1=\"16\" y2=\"\(y.pixels)\"/>"
    }
    return """
      <svg class="wide" viewBox="0 0 \(Self.width.pixels) \(y.pixels)" role="img" \
      aria-label="loads by lane and day">\(lines.joined())\(body)</svg>

      """
  }

  private func mark(_ bar: Bar, x: (Double) -> Double, y: Double) -> String {
    let start = x(bar.departure)
    let width = max(4, x(bar.arrival) - start)
    let filled = width * min(max(bar.fill, 0), 1)
    return """
      <g class="\(colorClass(bar.color))"><title>\(escaped(bar.label))</title>\
      <rect class="frame" x="\(start.pixels)" y="\(y.pixels)" width="\(width.pixels)" \
      height="\(Self.barHeight.pixels)" rx="3"/><rect class="fill" x="\(start.pixels)" \
      y="\(y.pixels)" width="\(filled.pixels)" height="\(Self.barHeight.pixels)" rx="3"/></g>
      """
  }
}
