import Foundation

/// Maps values to pixels along one side of a chart.
struct Axis {
  let lower: Double
  let upper: Double
  let start: Double
  let end: Double

  /// An axis over values, from zero where all are positive; never of length zero.
  static func vertical(
    covering values: some Sequence<Double>, top: Double, bottom: Double
  ) -> Axis {
    var lower = 0.0
    var upper = 0.0
    for value in values where value.isFinite {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    if upper <= lower { upper = lower + 1 }
    return Axis(lower: lower, upper: upper, start: bottom, end: top)
  }

  func callAsFunction(_ value: Double) -> Double {
    let clamped = min(max(value, lower), upper)
    return start + (clamped - lower) / (upper - lower) * (end - start)
  }

  /// Round values to label: one, two or five times a power of ten apart.
  func ticks(about count: Int = 3) -> [Double] {
    let rough = (upper - lower) / Double(count)
    let power = pow(10, floor(log10(rough)))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    var ticks: [Double] = []
    var tick = (lower / step).rounded(.up) * step
    while tick <= upper && ticks.count < 20 {
      ticks.append(tick)
      tick += step
    }
    return ticks
  }
}

/// A polyline through points; a gap where a value is missing.
func path(_ points: [(x: Double, y: Double)?]) -> String {
  var result = ""
  var isDrawing = false
  for point in points {
    if let point {
      result += "\(isDrawing ? "L" : "M")\(point.x.pixels) \(point.y.pixels)"
      isDrawing = true
    } else {
      isDrawing = false
    }
  }
  return result
}

/// A band between two lines of equal length.
func band(_ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)]) -> String {
  upper.isEmpty ? "" : path(upper + lower.reversed()) + "Z"
}

/// Horizontal grid lines with their values.
func grid(_ axis: Axis, left: Double, right: Double) -> String {
  axis.ticks().map { tick in
    let y = axis(tick)
    return """
      <line class="grid" x1="\(left.pixels)" x2="\(right.pixels)" y1="\(y.pixels)" \
      y2="\(y.pixels)"/><text class="tick" x="\((left - 5).pixels)" y="\((y + 3).pixels)" \
      text-anchor="end">\(tick.grouped())</text>
      """
  }.joined()
}
