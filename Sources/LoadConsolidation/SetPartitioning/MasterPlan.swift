/// A plan for some atoms as the master program sees it.
struct MasterPlan {
  var loads: [PricedLoad]
  /// The ways through hubs that are gone, as indices into `LoadMaster.hubWays`.
  var hubWays: [Int]
  /// The atoms that stay, as positions.
  var staying: [Int]

  /// The cost, penalties for staying included.
  func cost(in master: LoadMaster) -> Double {
    loads.reduce(0) { $0 + $1.cost } + hubWays.reduce(0) { $0 + master.hubWays[$1].way.cost }
      + staying.reduce(0) { $0 + master.stayCosts[$1] }
  }
}
