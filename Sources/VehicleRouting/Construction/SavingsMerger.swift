/// Joins routes by falling savings.
///
/// Where a route may be driven both ways, a client at either end of his route has one free link, and
/// routes are directed only in the end; elsewhere a last client is joined with a first one.
final class SavingsMerger {
  private let kernel: RoutingKernel
  private let shape: Double
  private let asymmetry: Double

  /// The type of vehicle that each client's route is formed for; −1 where none can serve him.
  private let type: IndexArray
  private let start: FlatArray<Double>
  private let end: FlatArray<Double>
  /// The clients behind and before each client; −1 for none.
  private let behind: IndexArray
  private let before: IndexArray
  /// The route of a client at an end of one, named after one of its clients.
  private let cluster: IndexArray
  /// The other end of the route of a client at an end of one.
  private let otherEnd: IndexArray
  private let load: FlatArray<Double>
  /// The distance of a route without the ways from and to the depot.
  private let inner: FlatArray<Double>
  private let span: FlatArray<TimeSpan>

  /// The largest vehicle for which routes are formed, in the first dimension of the load.
  private let largest: Double

  init(_ kernel: RoutingKernel, shape: Double, asymmetry: Double, largest: Double) {
    self.kernel = kernel
    self.largest = largest
    self.shape = shape
    self.asymmetry = asymmetry
    let n = kernel.clientCount
    type = IndexArray(repeating: -1, count: n)
    start = FlatArray(repeating: 0, count: n)
    end = FlatArray(repeating: 0, count: n)
    behind = IndexArray(repeating: -1, count: n)
    before = IndexArray(repeating: -1, count: n)
    cluster = IndexArray((0..<Int32(n)).map { $0 })
    otherEnd = IndexArray((0..<Int32(n)).map { $0 })
    load = FlatArray(repeating: 0, count: n * kernel.dimensions)
    load.copy(n * kernel.dimensions, from: kernel.demand, at: 0, to: 0)
    inner = FlatArray(repeating: 0, count: n)
    span = FlatArray(repeating: TimeSpan(), count: kernel.isTimed ? n : 0)
    for client in 0..<n {
      if kernel.isTimed { span[client] = kernel.span(ofClient: client) }
      chooseType(for: client)
    }
  }

  /// The nearest depot from which the client can be served, and there the largest vehicle.
  private func chooseType(for client: Int) {
    var best = (kind: -1, there: 0.0, back: Double.infinity, capacity: 0.0)
    for limit in [largest, .infinity] where best.kind < 0 {
      for kind in 0..<kernel.typeCount {
        let capacity = kernel.dimensions > 0 ? kernel.capacity[kind * kernel.dimensions] : 0
        let route = kernel.firstRoute[kind]
        let there = kernel.distance(kernel.startSlot(route), client)
        let back = kernel.distance(client, kernel.endSlot(route))
        guard capacity <= limit,
          there + back < best.there + best.back
            || (there + back == best.there + best.back && capacity > best.capacity)
        else { continue }
        (start[client], end[client]) = (there, back)
        if fits(client, client, type: kind, joint: 0, alone: true) {
          best = (kind, there, back, capacity)
        }
      }
    }
    (type[client], start[client], end[client]) = (best.kind, best.there, best.back)
  }

  /// Joins routes until no saving is left.
  func merge(_ lists: NeighbourLists, width: Int) {
    var savings = savings(lists, width: width)
    savings.sortByKey()
    for saving in savings.elements {
      join(Int(saving.from), Int(saving.to))
    }
  }

  private func savings(_ lists: NeighbourLists, width: Int) -> SavingsList {
    var list = SavingsList()
    list.elements.reserveCapacity(kernel.clientCount * width)
    for client in 0..<kernel.clientCount where type[client] >= 0 {
      for rank in 0..<width {
        let other = lists[client, rank]
        guard type[other] == type[client] else { continue }
        if client > other, isListed(client, by: other, lists, width: width) { continue }
        offer(client, other, to: &list)
        if !kernel.isReversible { offer(other, client, to: &list) }
      }
    }
    return list
  }

  /// Whether `other` has `client` among his neighbours, so that the pair was offered from there.
  private func isListed(_ client: Int, by other: Int, _ lists: NeighbourLists, width: Int) -> Bool {
    for rank in 0..<width where lists[other, rank] == client { return true }
    return false
  }

  @inline(__always) private func offer(_ from: Int, _ to: Int, to list: inout SavingsList) {
    let kind = type[from]
    let saved =
      end[from] + start[to] - shape * kernel.distance(from, to)
      + asymmetry * (start[from] - end[to]).magnitude
    let saving = saved * kernel.costPerDistance[kind] + kernel.fixedCost[kind]
    if saving > 0 { list.elements.append(.init(saving: saving, from: from, to: to)) }
  }

  private func join(_ from: Int, _ to: Int) {
    let (first, second) = (cluster[from], cluster[to])
    guard first != second else { return }
    if kernel.isReversible {
      guard before[from] < 0 || behind[from] < 0, before[to] < 0 || behind[to] < 0 else { return }
    } else {
      guard behind[from] < 0, before[to] < 0 else { return }
    }
    let kind = type[from]
    let distance = kernel.distance(from, to)
    guard fits(from, to, type: kind, joint: distance, alone: false) else { return }
    let (farFrom, farTo) = (otherEnd[from], otherEnd[to])
    if kernel.isTimed {
      let time = kernel.duration(from, to, distance: distance)
      span[first] = span[first].followed(by: span[second], after: time)
    }
    inner[first] += distance + inner[second]
    for dimension in 0..<kernel.dimensions {
      load[first * kernel.dimensions + dimension] += load[second * kernel.dimensions + dimension]
    }
    link(from, to)
    if kernel.isReversible { link(to, from) } else { before[to] = from }
    (cluster[farFrom], cluster[farTo]) = (first, first)
    (otherEnd[farFrom], otherEnd[farTo]) = (farTo, farFrom)
  }

  private func link(_ from: Int, _ to: Int) {
    if behind[from] < 0 { behind[from] = to } else { before[from] = to }
  }

  /// Whether the routes ending at one client and beginning at another can be driven as one.
  private func fits(_ from: Int, _ to: Int, type kind: Int, joint: Double, alone: Bool) -> Bool {
    let (first, second) = (cluster[from], cluster[to])
    let m = kernel.dimensions
    for dimension in 0..<m {
      let sum = load[first * m + dimension] + (alone ? 0 : load[second * m + dimension])
      if sum > kernel.capacity[kind * m + dimension] { return false }
    }
    guard kernel.limitsDistance || kernel.isTimed else { return true }
    let head = alone ? from : otherEnd[from]
    let tail = alone ? to : otherEnd[to]
    if kernel.limitsDistance {
      let total = start[head] + end[tail] + inner[first] + (alone ? 0 : joint + inner[second])
      if total > kernel.maximumDistance[kind] { return false }
    }
    guard kernel.isTimed else { return true }
    var whole = span[first]
    if !alone {
      let time = kernel.duration(from, to, distance: joint)
      if whole.earliest + whole.duration + time > span[second].latest { return false }
      whole = whole.followed(by: span[second], after: time)
    }
    let route = kernel.firstRoute[kind]
    let out = kernel.duration(kernel.startSlot(route), head, distance: start[head])
    let back = kernel.duration(tail, kernel.endSlot(route), distance: end[tail])
    let shift = TimeSpan(
      duration: 0, earliest: kernel.shiftStart[kind], latest: kernel.shiftEnd[kind])
    if shift.earliest + out > whole.latest { return false }
    let there = shift.followed(by: whole, after: out)
    if there.earliest + there.duration + back > shift.latest { return false }
    let total = there.followed(by: shift, after: back)
    return total.duration <= kernel.maximumDuration[kind]
  }

  /// The routes, each with the type of vehicle that it was formed for, and those nobody can serve.
  func routes() -> [(type: Int, clients: [Int])] {
    var routes: [(type: Int, clients: [Int])] = []
    var isDone = [Bool](repeating: false, count: kernel.clientCount)
    for client in 0..<kernel.clientCount where !isDone[client] && type[client] >= 0 {
      let isEnd =
        kernel.isReversible ? before[client] < 0 || behind[client] < 0 : before[client] < 0
      guard isEnd else { continue }
      var clients: [Int] = []
      var current = client
      while current >= 0 {
        clients.append(current)
        isDone[current] = true
        let forward = behind[current]
        let backward = before[current]
        if kernel.isReversible {
          current =
            forward >= 0 && !isDone[forward]
            ? forward : (backward >= 0 && !isDone[backward] ? backward : -1)
        } else {
          current = forward
        }
      }
      routes.append((type[client], clients))
    }
    return routes
  }
}
