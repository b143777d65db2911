import Foundation

/// Text made safe to stand between tags or in an attribute.
func escaped(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for character in text {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.append(character)
    }
  }
  return result
}

extension Double {
  /// The number with a thin space between thousands: `12 345`.
  func grouped(decimals: Int = 0) -> String {
    guard isFinite else { return "–" }
    let text = String(format: "%.\(decimals)f", magnitude)
    let parts = text.split(separator: ".", maxSplits: 1)
    var whole = ""
    for (offset, digit) in parts[0].reversed().enumerated() {
      if offset > 0 && offset.isMultiple(of: 3) { whole.append("\u{2009}") }
      whole.append(digit)
    }
    let fraction = parts.count > 1 ? ".\(parts[1])" : ""
    // A number that rounds to zero has no sign.
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return (self < 0 && !isZero ? "−" : "") + String(whole.reversed()) + fraction
  }

  /// The number as a percentage: `97 %`.
  func percent(decimals: Int = 0) -> String {
    (self * 100).grouped(decimals: decimals) + "\u{2009}%"
  }

  /// A coordinate of a drawing, to a tenth of a pixel.
  var pixels: String { String(format: "%.1f", self) }
}
