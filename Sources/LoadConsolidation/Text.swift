/// Numbers as a planner writes them, without Foundation.
package enum Text {
  /// A number with at most two decimals and no trailing zeros: `1250`, `0.45`, `3.5`.
  package static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "−" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A share as a whole percentage: `87 %`.
  package static func percent(_ share: Double) -> String {
    share.isFinite ? "\(number((share * 100).rounded())) %" : "\(share)"
  }
}
