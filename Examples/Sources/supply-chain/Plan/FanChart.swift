/// A small chart of a history and the fan of its forecast.
struct FanChart {
  var title: String
  var caption: String
  /// The history, oldest first; `nil` where a value is missing.
  var history: [Double?]
  /// What stands below the first point of the history and below the last of the forecast.
  var firstLabel: String
  var lastLabel: String
  var mean: [Double]
  /// The bands, widest first: each a lower and an upper line.
  var bands: [(lower: [Double], upper: [Double])]

  private static let width = 320.0
  private static let height = 150.0

  var markup: String {
    let left = 44.0
    let right = Self.width - 8
    let bottom = Self.height - 20
    let count = history.count + mean.count
    let x = { (step: Int) in left + (right - left) * Double(step) / Double(max(1, count - 1)) }
    let all = history.compactMap(\.self) + mean + bands.flatMap { $0.lower + $0.upper }
    let y = Axis.vertical(covering: all, top: 8, bottom: bottom)
    let ahead = { (values: [Double]) in
      values.enumerated().map { (x(history.count + $0.offset), y($0.element)) }
    }
    // The forecast line begins at the last known value, so that the eye follows it.
    let last = history.lastIndex { $0 != nil }
    let join = last.map { [(x($0), y(history[$0] ?? 0))] } ?? []
    let past = history.enumerated().map { step, value in value.map { (x(step), y($0)) } }
    return """
      <figure><figcaption><b>\(escaped(title))</b> \(escaped(caption))</figcaption>
      <svg viewBox="0 0 \(Self.width.pixels) \(Self.height.pixels)" role="img" \
      aria-label="\(escaped(title)): history and forecast">
      \(grid(y, left: left, right: right))
      \(bands.map { "<path class=\"band\" d=\"\(band(ahead($0.upper), ahead($0.lower)))\"/>" }.joined())
      <path class="past" d="\(path(past))"/>
      <path class="mean" d="\(path(join + ahead(mean)))"/>
      <text class="tick" x="\(left.pixels)" y="\((bottom + 14).pixels)">\(escaped(firstLabel))</text>
      <text class="tick" x="\(right.pixels)" y="\((bottom + 14).pixels)" \
      text-anchor="end">\(escaped(lastLabel))</text></svg></figure>

      """
  }
}
