/// Names that most programs do not give: one string of bytes, and nothing until the first.
package struct Names: Sendable, Hashable {
  /// Where each name ends, and the next one begins; one of no length is not given.
  private var ends: [UInt32] = []
  private var bytes: [UInt8] = []

  package init() {}

  /// The name at a position; `nil` where none was given.
  package subscript(index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    let range = range(index)
    return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Gives a name to a position behind all those that have one.
  package mutating func append(_ name: some Collection<UInt8>, at index: Int) {
    // Beyond four gigabytes of names those that follow are made up.
    guard index >= ends.count, let end = UInt32(exactly: bytes.count + name.count) else { return }
    let last = ends.last ?? 0
    ends.append(contentsOf: repeatElement(last, count: index - ends.count))
    bytes.append(contentsOf: name)
    ends.append(end)
  }

  private func range(_ index: Int) -> Range<Int> {
    guard index < ends.count else { return 0..<0 }
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  // MARK: Looking for one

  func isEqual(_ name: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    bytes[range(index)].elementsEqual(name)
  }

  func hash(at index: Int) -> Int {
    bytes.withUnsafeBufferPointer { Self.hash(UnsafeBufferPointer(rebasing: $0[range(index)])) }
  }

  static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(name))
    return hasher.finalize()
  }
}
