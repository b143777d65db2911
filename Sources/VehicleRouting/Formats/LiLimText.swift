import SupplyChainCore

/// Knows the format of Li and Lim's instances by its looks, to say why it is not read.
///
/// Li and Lim 2001, <https://doi.org/10.1109/ICTAI.2001.974461>: a line with vehicles, capacity and
/// speed, then for each place nine numbers, the last two being the partners of a pickup and delivery.
enum LiLimText {
  /// Whether a text begins as this format does.
  static func isMeant(by lines: TextLines) -> Bool {
    guard lines.lines.count > 1 else { return false }
    return lines.lines[0].words.count == 3 && lines.lines[1].words.count == 9
      && (lines.lines[0].words + lines.lines[1].words).allSatisfy { Double($0) != nil }
  }

  /// What is thrown for such a text.
  static var notSupported: InvalidInput {
    InvalidInput([
      .init(
        field: "text", line: 1, value: "Li and Lim",
        reason: "has pickups with deliveries, which a RoutingProblem cannot express yet")
    ])
  }
}
