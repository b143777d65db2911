/// Plans of guaranteed service by their inbound times alone, improved one stage at a time.
///
/// Given the inbound times of all stages each promises the longest service time that they, its promise
/// and its own supply allow; so any inbound times make a plan.
struct GuaranteedServiceDescent {
  private let layout: GuaranteedServiceLayout
  private let supplyTimes: [Int]
  private let processingTimes: [Int]
  private let promises: [Int]
  private let roots: [Double]
  /// The best inbound times so far, and their cost.
  private(set) var best: [Int]
  private(set) var bestCost = Double.infinity

  init(_ network: GuaranteedServiceNetwork, _ layout: GuaranteedServiceLayout) {
    self.layout = layout
    supplyTimes = network.stages.map(\.supplyTime)
    processingTimes = network.stages.map(\.processingTime)
    promises = network.stages.map { $0.promisedTime ?? .max }
    roots = (0...(layout.longest.max() ?? 0)).map { Double($0).squareRoot() }
    best = supplyTimes
  }

  /// The inbound and service times of a plan, the inbound times no longer than the suppliers need.
  func times(of inbound: [Int]) -> (inbound: [Int], service: [Int]) {
    var inbound = inbound
    var service = inbound
    for stage in layout.sequence {
      inbound[stage] = layout.suppliers[stage].reduce(supplyTimes[stage]) { max($0, service[$1]) }
      service[stage] = min(inbound[stage] + processingTimes[stage], limit(stage, inbound))
    }
    return (inbound, service)
  }

  /// The longest service time that a stage's customers accept.
  private func limit(_ stage: Int, _ inbound: [Int]) -> Int {
    layout.customers[stage].reduce(promises[stage]) { min($0, inbound[$1]) }
  }

  private func cost(_ stage: Int, _ inbound: [Int]) -> Double {
    let time = inbound[stage] + processingTimes[stage] - limit(stage, inbound)
    return time > 0 ? layout.weights[stage] * roots[time] : 0
  }

  /// Takes inbound times as a start, changes one at a time while that helps, and keeps the result if it
  /// is the best.
  mutating func improve(_ start: [Int]) {
    var inbound = times(of: start).inbound
    var isImproving = true
    while isImproving {
      isImproving = false
      for stage in layout.sequence where !layout.suppliers[stage].isEmpty {
        isImproving = improve(stage, &inbound) || isImproving
      }
      if isImproving { inbound = times(of: inbound).inbound }
    }
    let cost = inbound.indices.reduce(0) { $0 + self.cost($1, inbound) }
    if cost < bestCost {
      bestCost = cost
      best = inbound
    }
  }

  /// Gives a stage the inbound time that is best while all others stay.
  private func improve(_ stage: Int, _ inbound: inout [Int]) -> Bool {
    let before = inbound[stage]
    func local() -> Double {
      layout.suppliers[stage].reduce(cost(stage, inbound)) { $0 + cost($1, inbound) }
    }
    var least = local() * (1 - 1e-12)
    var chosen = before
    for time in supplyTimes[stage]...max(supplyTimes[stage], layout.longestInbound[stage])
    where time != before {
      inbound[stage] = time
      let cost = local()
      if cost < least {
        least = cost
        chosen = time
      }
    }
    inbound[stage] = chosen
    return chosen != before
  }
}
