import Foundation

/// Reads lines as they come: all that is there, at most some megabytes at a time.
struct LineReader {
  /// Some whole lines.
  struct Batch {
    /// The number of the first of them, counted from one.
    let firstLine: Int
    let lines: [[UInt8]]
  }

  /// No series is as long as this; a file without line ends would fill the memory.
  static let longestLine = 64 << 20
  /// Enough lines to keep every core busy, few enough for a small memory.
  private static let batchSize = 4 << 20

  /// Whether reading stopped at a line that is too long.
  private(set) var hasOverlongLine = false

  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var nextLine = 1
  private var isAtEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next lines; `nil` at the end.
  mutating func nextBatch() -> Batch? {
    while true {
      if isAtEnd && pending.isEmpty { return nil }
      if !isAtEnd { fill() }
      let end = isAtEnd ? pending.count : pending.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      guard let end, end > 0 else {
        if pending.count > Self.longestLine {
          hasOverlongLine = true
          return nil
        }
        continue
      }
      var lines = pending[..<end].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).map(Array.init)
      // What follows the last line end is the next line.
      if pending[end - 1] == UInt8(ascii: "\n") { lines.removeLast() }
      pending.removeFirst(end)
      defer { nextLine += lines.count }
      return Batch(firstLine: nextLine, lines: lines)
    }
  }

  /// Waits for some bytes, then takes what else is there.
  private mutating func fill() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    repeat {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else {
        isAtEnd = count == 0 || errno != EINTR
        return
      }
      pending += buffer[..<count]
      total += count
    } while total < Self.batchSize && hasMore
  }

  private var hasMore: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }
}
