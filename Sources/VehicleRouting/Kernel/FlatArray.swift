import SupplyChainCore

/// A fixed number of plain values, allocated once and read without bounds checks in release builds.
///
/// All unsafe memory of the module is in this file. A class holds its arrays in `let` properties, so
/// that neither reference counting nor exclusivity checks happen in the loops that use them.
struct FlatArray<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating value: Element, count: Int) {
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  init(_ elements: [Element]) {
    base = .allocate(capacity: max(elements.count, 1))
    for index in elements.indices { (base + index).initialize(to: elements[index]) }
    count = elements.count
  }

  deinit { base.deallocate() }

  @inline(__always) subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    nonmutating _modify {
      assert(index >= 0 && index < count)
      yield &base[index]
    }
  }

  /// Copies `length` elements from one place in another array, or the same one, to a place here.
  @inline(__always)
  func copy(_ length: Int, from source: borrowing FlatArray, at start: Int, to destination: Int) {
    assert(start >= 0 && start + length <= source.count && destination + length <= count)
    (base + destination).update(from: source.base + start, count: length)
  }

  func fill(with value: Element) { base.update(repeating: value, count: count) }

  /// Sorts a range of elements.
  func sort(_ range: Range<Int>, by precedes: (Element, Element) -> Bool) {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    var part = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    part.sort(by: precedes)
  }
}

/// Indices in half the memory of `Int`.
struct IndexArray: ~Copyable {
  private let storage: FlatArray<Int32>

  init(repeating value: Int, count: Int) {
    storage = FlatArray(repeating: Int32(truncatingIfNeeded: value), count: count)
  }

  init(_ elements: [Int32]) { storage = FlatArray(elements) }

  var count: Int { storage.count }

  @inline(__always) subscript(index: Int) -> Int {
    get { Int(storage[index]) }
    nonmutating set { storage[index] = Int32(truncatingIfNeeded: newValue) }
  }

  @inline(__always)
  func copy(_ length: Int, from source: borrowing IndexArray, at start: Int, to destination: Int) {
    storage.copy(length, from: source.storage, at: start, to: destination)
  }

  func fill(with value: Int) { storage.fill(with: Int32(truncatingIfNeeded: value)) }

  /// Puts the elements in an order drawn at random.
  func shuffle(using generator: inout SeededGenerator) {
    for index in stride(from: count - 1, to: 0, by: -1) {
      let other = generator.index(below: index + 1)
      let kept = self[index]
      self[index] = self[other]
      self[other] = kept
    }
  }
}
