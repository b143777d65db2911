import Foundation

/// A progress bar on standard error, where that is a terminal.
final class TerminalProgress {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var lastLine = ""

  /// Draws the bar anew.
  ///
  /// - Parameters:
  ///   - label: What is being done.
  ///   - fraction: The share that is done, from 0 to 1.
  func show(_ label: String, fraction: Double) {
    let filled = Int(min(max(fraction, 0), 1) * Double(Self.width))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
    draw("\(bar) \(Int(fraction * 100)) % \(label)")
  }

  /// Takes the bar away.
  func finish() { draw("") }

  private func draw(_ line: String) {
    guard isTerminal, line != lastLine else { return }
    lastLine = line
    // Back to the start of the line, and clear it.
    StandardError().write("\r\u{1B}[2K\(line)")
  }

  private static let width = 30
}
