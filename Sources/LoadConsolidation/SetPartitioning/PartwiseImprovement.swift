#if GLPK
  internal import SupplyChainCore

  /// Improves a plan part by part: some loads that lie close together are made anew, as cheaply as can
  /// be, with all others as they are (Taillard and Voss 2002, POPMUSIC,
  /// <https://doi.org/10.1007/978-1-4615-1507-4_27>).
  ///
  /// A part is small enough for all its loads to be listed, so that it is solved to optimality in some
  /// hundredths of a second. A load whose part cannot be improved is not looked at again until a
  /// neighbour changes.
  struct PartwiseImprovement {
    private(set) var plan: MasterPlan
    /// Whether no part is left that could be better.
    private(set) var isSettled = false
    private let master: LoadMaster
    private let penalty: Double
    private var loads: [PricedLoad?]
    private var supply: LoadMaster.Supply
    private var position: [Int]
    /// How many atoms a part has; as many as can be listed.
    private var size = 16

    private static let sizes = 6...40
    /// How many loads of a part are listed at most.
    private static let loadLimit = 20_000
    /// A part that takes longer is left as it is.
    private static let longest = Duration.milliseconds(500)
    /// Atoms that stay behind are tried with each part, so many at a time.
    private static let fewStaying = 3

    init(of plan: MasterPlan, _ master: LoadMaster, penalty: Double) {
      self.plan = plan
      self.master = master
      self.penalty = penalty
      loads = plan.loads
      position = [Int](repeating: 0, count: master.evaluator.items.atom.count)
      supply = LoadMaster.Supply(of: master.evaluator.problem)
      for load in plan.loads { use(load) }
      for way in plan.hubWays where master.hubWays[way].way.facility >= 0 {
        supply.facilities[master.hubWays[way].way.facility] -= 1
      }
    }

    private var items: FreightItems { master.evaluator.items }

    private mutating func use(_ load: PricedLoad, by sign: Int = 1) {
      if let left = supply.offers[load.offer] { supply.offers[load.offer] = left - sign }
      for item in load.members where items.facility[item] >= 0 {
        supply.facilities[items.facility[item]] -= sign
      }
    }

    /// Improves until no part can be improved, or the time is up.
    mutating func run(
      until end: ContinuousClock.Instant, while continues: () -> Bool,
      report: (_ cost: Double) -> Void
    ) throws {
      // Legs of ways through hubs depend on each other, and stay.
      var queue = loads.indices.filter { isDirect($0) }
      var next = 0
      while next < queue.count {
        guard continues(), ContinuousClock.now < end else { return }
        let part = part(around: queue[next])
        guard part.count > 1 || (part.count == 1 && !plan.staying.isEmpty) else {
          next += 1
          continue
        }
        switch try solve(part, until: end, while: continues) {
        case .tooLarge where size > Self.sizes.lowerBound:
          size = max(Self.sizes.lowerBound, size * 3 / 4)
        case .tooLarge, .asGood:
          next += 1
        case .better(let found):
          queue += found
          next += 1
          report(plan.cost(in: master))
        }
      }
      isSettled = true
    }

    private func isDirect(_ load: Int) -> Bool {
      loads[load]?.members.allSatisfy { items.leg[$0] == .direct } ?? false
    }

    /// A load and those from the same origin that lie nearest to it; none where it is no more.
    private func part(around seed: Int) -> [Int] {
      guard let center = loads[seed] else { return [] }
      let origin = items.origin[center.members[0]]
      let (stop, day) = (center.stops[center.stops.count - 1], firstDay(of: center))
      let others = loads.indices.filter { index in
        guard index != seed, let load = loads[index] else { return false }
        return items.origin[load.members[0]] == origin && isDirect(index)
      }
      let near = others.map { index -> (distance: Double, days: Int, index: Int) in
        guard let load = loads[index] else { return (.infinity, 0, index) }
        let distance =
          load.stops.contains(stop)
          ? 0 : master.evaluator.distance(stop, load.stops[load.stops.count - 1]) ?? .infinity
        return (distance, abs(firstDay(of: load).subtractingCapped(day)), index)
      }.sorted { ($0.distance, $0.days, $0.index) < ($1.distance, $1.days, $1.index) }
      var part = [seed]
      var atoms = center.members.count
      for (_, _, index) in near {
        atoms += loads[index]?.members.count ?? 0
        if atoms > size && part.count > 1 { break }
        part.append(index)
      }
      return part
    }

    /// The first day on which a load may leave.
    private func firstDay(of load: PricedLoad) -> Int {
      load.members.reduce(.min) { max($0, items.shipWindow[$1].earliest) }
    }

    private enum Outcome {
      case tooLarge
      case asGood
      case better([Int])
    }

    /// Makes the loads of a part anew.
    private mutating func solve(
      _ part: [Int], until end: ContinuousClock.Instant, while continues: () -> Bool
    ) throws -> Outcome {
      let old = part.compactMap { loads[$0] }
      let origin = items.origin[old[0].members[0]]
      let staying = plan.staying.filter { position in
        items.ways[master.atoms[position]].contains { items.origin[$0.items[0]] == origin }
      }.prefix(Self.fewStaying)
      let atoms =
        old.flatMap { $0.members.map { items.atom[$0] } } + staying.map { master.atoms[$0] }
      for load in old { use(load, by: -1) }
      let own = LoadMaster(
        master.evaluator, atoms: atoms, position: positions(of: atoms), supply: supply,
        penalty: penalty)
      let partEnd = min(end, .now + Self.longest)
      let solved = try withoutActuallyEscaping(continues) { continues -> MasterPlan? in
        let hasTime = { continues() && ContinuousClock.now < partEnd }
        guard let list = LoadList(of: own, limit: Self.loadLimit, while: hasTime) else {
          return nil
        }
        if list.count * 8 < Self.loadLimit { size = min(Self.sizes.upperBound, size + 1) }
        let incumbent = MasterPlan(
          loads: old, hubWays: [], staying: Array(atoms.indices.suffix(staying.count)))
        var generation = ColumnGeneration(
          own, list, incumbent: incumbent, dives: 0, while: hasTime,
          remaining: { max(.zero, partEnd - .now) }, report: { _, _ in })
        try generation.run()
        return generation.best
      }
      guard let solved else {
        for load in old { use(load) }
        return .tooLarge
      }
      let before = old.reduce(0) { $0 + $1.cost } + staying.reduce(0) { $0 + master.stayCosts[$1] }
      guard solved.cost(in: own) < before - 1e-9 * max(1, before) else {
        for load in old { use(load) }
        return .asGood
      }
      return .better(replace(part, staying: Array(staying), by: solved, own))
    }

    private mutating func positions(of atoms: [Int]) -> [Int] {
      for (place, item) in atoms.flatMap({ items.ways[$0].flatMap(\.items) }).enumerated() {
        position[item] = place
      }
      return position
    }

    /// Puts the new loads of a part in the place of the old ones; their indices.
    private mutating func replace(
      _ part: [Int], staying: [Int], by solved: MasterPlan, _ own: LoadMaster
    ) -> [Int] {
      for index in part { loads[index] = nil }
      let first = loads.count
      for load in solved.loads {
        use(load)
        loads.append(load)
      }
      for way in solved.hubWays {
        let gone = own.hubWays[way].way
        if gone.facility >= 0 { supply.facilities[gone.facility] -= 1 }
        if let index = master.hubWays.firstIndex(where: { $0.way.items == gone.items }) {
          plan.hubWays.append(index)
        }
      }
      let left = Set(solved.staying.map { own.atoms[$0] })
      plan.staying.removeAll { staying.contains($0) }
      plan.staying += master.atoms.indices.filter { left.contains(master.atoms[$0]) }
      plan.loads = loads.compactMap(\.self)
      return (first..<loads.count).filter { isDirect($0) }
    }
  }

  extension Int {
    /// The difference, or the largest number there is: days without a start are far from all others.
    fileprivate func subtractingCapped(_ other: Int) -> Int {
      let (difference, overflow) = subtractingReportingOverflow(other)
      return overflow || difference == .min ? .max : difference
    }
  }
#endif
