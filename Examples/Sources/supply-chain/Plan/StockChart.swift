/// A small chart of the stock expected on each day, with the order-up-to level and safety stock.
struct StockChart {
  var title: String
  var caption: String
  /// The stock expected at the end of each day.
  var onHand: [Double]
  var safetyStock: Double
  /// The days on which a load arrives.
  var arrivals: [Int]

  private static let width = 320.0
  private static let height = 130.0

  var markup: String {
    let left = 44.0
    let right = Self.width - 8
    let bottom = Self.height - 20
    let x = { (day: Int) in left + (right - left) * Double(day) / Double(max(1, onHand.count - 1)) }
    let y = Axis.vertical(covering: onHand + [safetyStock], top: 8, bottom: bottom)
    let line = onHand.enumerated().map { (x($0.offset), y($0.element)) }
    let floor = onHand.indices.map { (x($0), y(max(0, y.lower))) }
    let marks = arrivals.filter(onHand.indices.contains).map { day in
      "<circle class=\"arrival\" cx=\"\(x(day).pixels)\" cy=\"\(y(onHand[day]).pixels)\" r=\"2.6\">"
        + "<title>a load arrives on day \(day + 1)</title></circle>"
    }
    return """
      <figure><figcaption><b>\(escaped(title))</b> \(escaped(caption))</figcaption>
      <svg viewBox="0 0 \(Self.width.pixels) \(Self.height.pixels)" role="img" \
      aria-label="\(escaped(title)): stock expected on each day">
      \(grid(y, left: left, right: right))
      <path class="band" d="\(band(line, floor))"/>
      <line class="safety" x1="\(left.pixels)" x2="\(right.pixels)" \
      y1="\(y(safetyStock).pixels)" y2="\(y(safetyStock).pixels)"/>
      <path class="mean" d="\(path(line))"/>\(marks.joined())
      <text class="tick" x="\(left.pixels)" y="\((bottom + 14).pixels)">day 1</text>
      <text class="tick" x="\(right.pixels)" y="\((bottom + 14).pixels)" \
      text-anchor="end">day \(onHand.count)</text></svg></figure>

      """
  }
}
