import LinearProgramming
import SupplyChainCore
import Testing

@Suite struct TermListsTests {
  private typealias Term = LinearExpression.Term

  // Row by row and column by column, over several blocks: the same lists, in the same order.
  @Test func rowsAndColumnsMeet() {
    var generator = SeededGenerator(seed: 4)
    let dense = (0..<150).map { _ in
      (0..<200).map { _ in generator.index(below: 3) == 0 ? 0 : generator.uniform() }
    }
    var byRows = LinearProgram()
    let x = (0..<200).map { _ in byRows.addVariable() }
    for row in dense { byRows.add(LinearExpression.sum(over: x) { row[$0.index] * $0 } <= 1) }
    var byColumns = LinearProgram()
    let rows = dense.map { _ in byColumns.add(LinearExpression() <= 1) }
    for column in 0..<200 {
      byColumns.addVariable(entries: rows.map { ($0, dense[$0.index][column]) })
    }
    #expect(byRows == byColumns)
    #expect(byRows.hashValue == byColumns.hashValue)
    #expect(byRows.nonzeroCount == dense.joined().count { $0 != 0 })
    #expect(byColumns.constraint(rows[7])?.terms.map(\.coefficient) == dense[7].filter { $0 != 0 })
    byColumns.addVariable(entries: [(rows[149], 1)])
    #expect(byRows != byColumns)
  }

  @Test func coefficientsOfOneVariableAreAddedUp() {
    var lists = TermLists()
    let (x, y) = (Variable(index: 0), Variable(index: 1))
    lists.append([Term(x, coefficient: 1), Term(x, coefficient: 2)])
    lists.append(Term(y, coefficient: 4), to: 0)
    lists.append(Term(y, coefficient: -4), to: 0)
    #expect(Array(lists[0]) == [Term(x, coefficient: 3)])
    #expect(lists.termCount == 1)
    lists.append(Term(y, coefficient: 5), to: 0)
    #expect(Array(lists[0]) == [Term(x, coefficient: 3), Term(y, coefficient: 5)])
    #expect(lists.termCount == 2)
  }

  // A copy that grows leaves the original alone.
  @Test func listsAreValues() {
    var lists = TermLists()
    lists.append([Term(Variable(index: 0), coefficient: 1)])
    var copy = lists
    copy.append(Term(Variable(index: 1), coefficient: 2), to: 0)
    #expect(lists.termCount == 1)
    #expect(Array(lists[0]).count == 1)
    #expect(Array(copy[0]).count == 2)
  }
}
