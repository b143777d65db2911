/// Where a name stands among ``Names``, for a reader that asks a name at a time.
///
/// A table of positions, four bytes each, with open addressing (Knuth, The Art of Computer Programming
/// 3, 6.4): a dictionary of strings takes six times as much. The hash is that of `Hasher`, so that no
/// file can be made to collide.
struct NameIndex {
  private(set) var names = Names()
  private(set) var count = 0
  /// The position plus one; zero where there is none.
  private var slots = Array(repeating: Int32(0), count: 64)

  /// The position of a name; `nil` where there is none.
  func position(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let slot = slots[self.slot(of: name)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Appends a name that is not there yet.
  ///
  /// - Returns: Whether it was not.
  mutating func append(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let slot = slot(of: name)
    guard slots[slot] == 0 else { return false }
    names.append(name, at: count)
    count += 1
    slots[slot] = Int32(truncatingIfNeeded: count)
    if 4 * count > 3 * slots.count { grow() }
    return true
  }

  /// The slot where a name stands or would.
  private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Names.hash(name) & (slots.count - 1)
    while slots[slot] != 0, !names.isEqual(name, at: Int(slots[slot]) - 1) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    for position in 0..<count {
      var slot = names.hash(at: position) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: position + 1)
    }
  }
}
