/// The terms of many expressions: lists that grow at their ends, in one store.
///
/// A constraint brings all its terms at once, a column one for each of many constraints. So each term
/// knows the next one of its list, and either way costs the same: 16 bytes a term and eight a list.
/// The terms stand in blocks that are neither moved nor freed while the store grows, since an array that
/// doubles leaves as much unused memory behind it as it holds.
package struct TermLists: Sendable {
  private struct Link: Sendable {
    var variable: Int32
    var next: Int32
    var coefficient: Double
  }

  private struct List: Sendable {
    var first: Int32 = -1
    var last: Int32 = -1
  }

  private static let blockBits: Int32 = 13
  private static let blockSize = 1 << Int(blockBits)

  private var blocks: [[Link]] = []
  private var lists: [List] = []
  private var linkCount: Int32 = 0

  /// The number of terms in all lists.
  package private(set) var termCount = 0

  package init() {}

  /// Appends a list of terms.
  ///
  /// - Complexity: O(number of terms).
  package mutating func append(_ terms: some Sequence<LinearExpression.Term>) {
    lists.append(List())
    for term in terms { append(term, to: lists.count - 1) }
  }

  /// Appends lists that are empty.
  mutating func append(emptyLists count: Int) {
    lists.append(contentsOf: repeatElement(List(), count: count))
  }

  /// Appends a term to a list; the coefficients of a variable that the list ends with are added up.
  ///
  /// - Complexity: O(1).
  package mutating func append(_ term: LinearExpression.Term, to list: Int) {
    let variable = Int32(clamping: term.variable.index)
    let last = lists[list].last
    if last >= 0 {
      let (block, offset) = Self.place(of: last)
      if blocks[block][offset].variable == variable {
        let before = blocks[block][offset].coefficient
        blocks[block][offset].coefficient = before + term.coefficient
        termCount += (before + term.coefficient == 0 ? 0 : 1) - (before == 0 ? 0 : 1)
        return
      }
    }
    guard term.coefficient != 0 else { return }
    termCount += 1
    // Nobody has room for more; the check reports the number.
    guard linkCount < .max else { return }
    if last >= 0 {
      let (block, offset) = Self.place(of: last)
      blocks[block][offset].next = linkCount
    } else {
      lists[list].first = linkCount
    }
    lists[list].last = linkCount
    push(Link(variable: variable, next: -1, coefficient: term.coefficient))
  }

  private mutating func push(_ link: Link) {
    if linkCount >> Self.blockBits == blocks.count {
      blocks.append([])
      if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(Self.blockSize) }
    }
    blocks[blocks.count - 1].append(link)
    linkCount += 1
  }

  private static func place(of link: Int32) -> (block: Int, offset: Int) {
    (Int(link >> blockBits), Int(link) & (blockSize - 1))
  }
}

extension TermLists: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { lists.count }

  /// The terms of a list, none with a coefficient of zero.
  package subscript(list: Int) -> Terms { Terms(store: self, link: lists[list].first) }

  /// The terms of one list, in order.
  package struct Terms: Sequence, IteratorProtocol {
    fileprivate let store: TermLists
    /// The next one; negative at the end.
    fileprivate var link: Int32

    package mutating func next() -> LinearExpression.Term? {
      while link >= 0 {
        let (block, offset) = TermLists.place(of: link)
        let term = store.blocks[block][offset]
        link = term.next
        // Coefficients that cancelled are left where they are.
        if term.coefficient == 0 { continue }
        return .init(Variable(index: Int(term.variable)), coefficient: term.coefficient)
      }
      return nil
    }
  }
}

// The same lists are equal, in whatever order they grew.
extension TermLists: Hashable {
  package static func == (left: TermLists, right: TermLists) -> Bool {
    left.termCount == right.termCount && left.count == right.count
      && zip(left, right).allSatisfy { $0.elementsEqual($1) }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for terms in self {
      for term in terms { hasher.combine(term) }
      hasher.combine(-1)
    }
  }
}
