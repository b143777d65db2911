/// Pairs of clients with what it saves to join them, sorted by falling savings in linear time.
struct SavingsList {
  struct Element {
    /// The saving as an integer that falls as the saving rises, so that sorting puts it first.
    let key: UInt32
    let from: Int32
    let to: Int32

    /// A single-precision saving orders millions of pairs as well as a double would, and its bits
    /// sort as an integer does.
    @inline(__always) init(saving: Double, from: Int, to: Int) {
      let bits = Float(saving).bitPattern
      let ascending = bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
      key = ~ascending
      self.from = Int32(truncatingIfNeeded: from)
      self.to = Int32(truncatingIfNeeded: to)
    }
  }

  var elements: [Element] = []

  /// Sorts by key, elements of the same key in the order they were added (radix sort).
  ///
  /// - Complexity: O(n).
  mutating func sortByKey() {
    let digitBits: UInt32 = 11
    let digits = 1 << Int(digitBits)
    var sorted = elements
    for pass in 0..<3 {
      let shift = UInt32(pass) * digitBits
      var starts = [Int](repeating: 0, count: digits + 1)
      elements.withUnsafeBufferPointer { source in
        sorted.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            let mask = UInt32(digits - 1)
            for element in source { starts[Int((element.key &>> shift) & mask) + 1] += 1 }
            for digit in 0..<digits { starts[digit + 1] += starts[digit] }
            for element in source {
              let digit = Int((element.key &>> shift) & mask)
              target[starts[digit]] = element
              starts[digit] += 1
            }
          }
        }
      }
      swap(&elements, &sorted)
    }
  }
}
