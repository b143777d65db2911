import SupplyChainCore

/// Clients who are not visited.
extension RuinAndRecreate {
  func addAbsent(_ client: Int) {
    guard absentPosition[client] < 0 else { return }
    absentPosition[client] = absentCount
    absent[absentCount] = client
    absentCount += 1
    if kernel.isRequired[client] { requiredMissing += 1 }
  }

  func dropAbsent(_ client: Int) {
    let place = absentPosition[client]
    guard place >= 0 else { return }
    absentCount -= 1
    if kernel.isRequired[client] { requiredMissing -= 1 }
    let last = absent[absentCount]
    absent[place] = last
    absentPosition[last] = place
    absentPosition[client] = -1
  }
}
