internal import LinearAlgebra
public import SupplyChainCore

/// Series that add up: a country is its regions, a category its items.
///
/// Each node is the sum of some of the bottom series. A tree is one case; groupings that cross, items by
/// region and by brand, are another.
///
/// ```swift
/// let shops = try ForecastHierarchy(children: [
///   "total": ["north", "south"], "north": ["Ghent", "Antwerp"], "south": ["Namur"],
/// ])
/// print(shops.names)   // ["total", "north", "south", "Antwerp", "Ghent", "Namur"]
/// print(shops.bottom)  // ["Antwerp", "Ghent", "Namur"]
/// ```
///
/// Hyndman, Ahmed, Athanasopoulos and Shang 2011, <https://doi.org/10.1016/j.csda.2011.03.006>.
public struct ForecastHierarchy: Hashable, Sendable {
  /// The names of all nodes, sums before the bottom series.
  public let names: [String]
  /// The number of bottom series, which are the last of the names.
  public let bottomCount: Int
  /// Which bottom series each node is the sum of, in ascending order.
  let members: [[Int]]

  /// The names of the bottom series.
  public var bottom: [String] { Array(names.suffix(bottomCount)) }

  /// A tree, or several of them.
  ///
  /// - Parameter children: The children of each node that has some. What is never a parent is a bottom
  ///   series; bottom series stand in the order of their names, sums by their depth and name.
  /// - Throws: `InvalidInput` if there is none, a node has two parents, no child or is its own ancestor.
  /// - Complexity: O(nodes · depth)
  public init(children: [String: [String]]) throws(InvalidInput) {
    var checks = InputChecks()
    var parents: [String: String] = [:]
    checks.require(!children.isEmpty, "children", value: "[:]", "is empty")
    for (parent, own) in children.sorted(by: { $0.key < $1.key }) {
      checks.require(!own.isEmpty, "children.\(parent)", value: "[]", "is empty")
      for child in own {
        checks.require(
          parents[child] == nil, "children.\(parent)", value: child, "has two parents")
        parents[child] = parent
      }
    }
    try checks.finish()
    func depth(of name: String) -> Int? {
      var (steps, current) = (0, name)
      while let parent = parents[current] {
        steps += 1
        current = parent
        if steps > children.count { return nil }
      }
      return steps
    }
    var sums: [(name: String, depth: Int)] = []
    for name in children.keys {
      guard let depth = depth(of: name) else {
        throw InvalidInput("children.\(name)", "is its own ancestor")
      }
      sums.append((name, depth))
    }
    sums.sort { ($0.depth, $0.name) < ($1.depth, $1.name) }
    let bottom = parents.keys.filter { children[$0] == nil }.sorted()
    var members: [String: [Int]] = [:]
    for (place, name) in bottom.enumerated() {
      members[name] = [place]
      var current = name
      while let parent = parents[current] {
        members[parent, default: []].append(place)
        current = parent
      }
    }
    names = sums.map(\.name) + bottom
    bottomCount = bottom.count
    self.members = names.map { members[$0] ?? [] }
  }

  /// Sums that may cross: each is a name and the bottom series that it adds up.
  ///
  /// - Parameters:
  ///   - bottom: The names of the bottom series.
  ///   - sums: The other nodes, each with the names of bottom series, in the order wanted.
  /// - Throws: `InvalidInput` if there is no bottom series, a name is there twice, or a sum has none or
  ///   an unknown bottom series.
  public init(
    bottom: [String], sums: [(name: String, members: [String])]
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(!bottom.isEmpty, "bottom", value: "[]", "is empty")
    var places: [String: Int] = [:]
    var seen: Set<String> = []
    for (index, name) in bottom.enumerated() {
      checks.require(
        seen.insert(name).inserted, "bottom", at: index, value: name, "is there twice")
      places[name] = index
    }
    var members: [[Int]] = []
    for (index, sum) in sums.enumerated() {
      checks.require(
        seen.insert(sum.name).inserted, "sums", at: index, value: sum.name, "is there twice")
      checks.require(!sum.members.isEmpty, "sums", at: index, value: sum.name, "has no member")
      for member in sum.members where places[member] == nil {
        checks.report("sums.\(sum.name)", value: member, "is no bottom series")
      }
      members.append(Set(sum.members.compactMap { places[$0] }).sorted())
    }
    try checks.finish()
    names = sums.map(\.name) + bottom
    bottomCount = bottom.count
    self.members = members + bottom.indices.map { [$0] }
  }

  /// The number of nodes.
  public var count: Int { names.count }

  /// Adds up the bottom series to all nodes.
  ///
  /// - Parameter values: One value for each bottom series.
  /// - Returns: One value for each node.
  /// - Throws: `InvalidInput` if there are not as many values as bottom series.
  public func sums(of values: [Double]) throws(InvalidInput) -> [Double] {
    guard values.count == bottomCount else {
      throw InvalidInput(
        "values", value: "\(values.count) values", "has not one for each of \(bottomCount)")
    }
    return members.map { $0.reduce(0) { $0 + values[$1] } }
  }

  /// The history of every node from those of the bottom series.
  ///
  /// - Parameter series: The bottom series, of one length and period; a sum is missing where one of its
  ///   members is.
  /// - Returns: One series a node, in the order of the names.
  /// - Throws: `InvalidInput` if there are not as many series as names, they do not fit together, or a
  ///   sum is wholly missing.
  public func series(from series: [TimeSeries]) throws(InvalidInput) -> [TimeSeries] {
    guard series.count == bottomCount, let first = series.first else {
      throw InvalidInput(
        "series", value: "\(series.count) series", "has not one for each of \(bottomCount)")
    }
    for (index, own) in series.enumerated() {
      guard own.count == first.count, own.period == first.period else {
        throw InvalidInput(
          "series", at: index, value: "\(own.count) steps of period \(own.period)",
          "has not the length and period of the first one")
      }
    }
    var result: [TimeSeries] = []
    for (node, own) in members.enumerated() {
      let values = (0..<first.count).map { step in
        own.reduce(0.0) { $0 + series[$1].storage[step] }
      }
      guard values.contains(where: { !$0.isNaN }) else {
        throw InvalidInput("series.\(names[node])", "has no step that all of its members share")
      }
      result.append(TimeSeries(unchecked: values, period: first.period))
    }
    return result
  }

  /// The matrix S that adds up: one row a node, one column a bottom series.
  var summing: Matrix {
    var matrix = Matrix.zeros(count, bottomCount)
    for (node, own) in members.enumerated() { for place in own { matrix[node, place] = 1 } }
    return matrix
  }
}
