import Foundation
import InventoryOptimization
import LoadConsolidation
import Probability
import SupplyChain
import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct SupplyChainPlannerTests {
  private let quick = IterationLimit(50)

  @Test func targetOfKnownDemand() throws {
    var planner = SupplyChainPlanner(model: KnownDemand())
    planner.learnsFromLoads = false
    let network = try SmallNetwork.make()
    let plan = try planner.plan(network, until: quick)
    #expect(plan.secondRound == nil)
    #expect(plan.lessons.isEmpty)
    // By hand: 14 days are 14 / 30.4375 = 0.459959 months, so demand has the mean 45.9959 and the
    // deviation 10 √0.459959 = 6.78203; the normal quantile of 0.95 is 1.644854, of 0.9 it is
    // 1.281552.
    let first = plan.firstRound.targets[0]
    #expect(abs(first.protectedDemand - 45.9959) < 1e-3)
    #expect(abs(first.orderUpToLevel - 57.1514) < 1e-3)
    #expect(abs(first.safetyStock - 11.1555) < 1e-3)
    #expect(abs(plan.firstRound.targets[1].orderUpToLevel - 54.6875) < 1e-3)
    #expect(abs(first.cycleServiceLevel - 0.95) < 1e-9)
    #expect(abs(first.dailyDemand - 100 / (365.25 / 12)) < 1e-9)
  }

  @Test func firstOrderLiftsToTheTarget() throws {
    let planner = SupplyChainPlanner(model: KnownDemand())
    let network = try SmallNetwork.make(onHand: 10)
    let plan = try planner.plan(network, until: quick)
    for round in [plan.firstRound, try #require(plan.secondRound)] {
      for target in round.targets {
        let first = try #require(round.orders.first { $0.item == target.item })
        #expect(first.day == 0)
        #expect(first.quantity == (target.orderUpToLevel - 10).rounded(.up))
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func freightMovesEveryOrderOnce(seed: UInt64) throws {
    let network = try SmallNetwork.make(seed: seed, onHand: 30, capacity: 3)
    let plan = try SupplyChainPlanner().plan(network, until: quick, seed: seed)
    for round in [plan.firstRound, try #require(plan.secondRound)] {
      let checker = LoadPlanChecker(round.freight)
      #expect(checker.violations(of: round.loads.plan).isEmpty)
      #expect(round.orders.flatMap(\.shipments) == Array(round.freight.shipments.indices))
      for order in round.orders {
        let product = try #require(
          network.products.first { $0.id == network.items[order.item].product })
        let weight = order.shipments.reduce(0) { $0 + round.freight.shipments[$1].size.weight }
        #expect(abs(weight - order.quantity * product.weight) < 1e-6)
      }
    }
  }

  @Test func learnsWhatTheLoadsDid() throws {
    // Waiting is free and a load costs as much however full it is, so loads leave less often than
    // orders are made; that interval and the transit of two days must come back as terms.
    let network = try SmallNetwork.make(reviewDays: 2, leadTimeDays: 12, onHand: 60)
    let plan = try SupplyChainPlanner(model: KnownDemand()).plan(network, until: quick)
    let second = try #require(plan.secondRound)
    for terms in second.terms {
      let departures = Set(
        plan.firstRound.loads.plan.loads.filter { load in
          load.stops.contains { $0.place == terms.site }
        }.map(\.departure))
      #expect(terms.reviewDays == 28 / Double(departures.count))
      #expect(terms.leadTime.mean == 2)
      #expect(terms.reviewDays > 2)
    }
    #expect(plan.lessons.count == network.items.count)
    for lesson in plan.lessons {
      #expect(lesson.levelBefore == plan.firstRound.targets[lesson.item].orderUpToLevel)
      #expect(lesson.levelAfter == second.targets[lesson.item].orderUpToLevel)
      // The service of the first level under the learned terms, from the normal distribution.
      let terms = try #require(second.terms.first { $0.site == network.items[lesson.item].site })
      let periods = (terms.reviewDays + 2) / network.daysPerPeriod
      let demand = try Normal(
        mean: 100 * periods, standardDeviation: 10 * periods.squareRoot())
      #expect(abs(lesson.serviceOfFirstLevel - demand.cumulative(lesson.levelBefore)) < 1e-6)
    }
  }

  @Test func projectionBooksStock() throws {
    let network = try SmallNetwork.make()
    let plan = try SupplyChainPlanner(model: KnownDemand()).plan(network, until: quick)
    let round = plan.round
    for item in network.items.indices {
      let arrived = round.loads.plan.loads.flatMap(\.stops).filter { $0.arrival < 28 }
        .flatMap(\.shipments)
      let received = round.orders.filter { $0.item == item }.reduce(0.0) { sum, order in
        let share = order.shipments.count(where: arrived.contains)
        return sum + order.quantity * Double(share) / Double(order.shipments.count)
      }
      let sold = 28 * 100 / (365.25 / 12)
      let last = try #require(round.projections[item].last)
      #expect(round.projections[item].count == 28)
      #expect(abs(last - (network.items[item].onHand + received - sold)) < 1e-6)
    }
  }

  @Test func toursDeliverWhatACycleNeeds() throws {
    let network = try SmallNetwork.make()
    let plan = try SupplyChainPlanner(model: KnownDemand()).plan(network, until: quick)
    #expect(plan.deliveries.count == 2)
    for delivery in plan.deliveries {
      #expect(delivery.solution.isFeasible)
      let visited = delivery.solution.routes.flatMap(\.clients).sorted()
      #expect(visited == Array(delivery.problem.clients.indices))
      for route in delivery.solution.routes {
        let weight = route.clients.reduce(0) { $0 + delivery.problem.clients[$1].demand[0] }
        #expect(weight <= 400 * (1 + 1e-9))
      }
      // A week of both products: 7 days of 100 a month at 10 and 4 kilograms.
      let total = delivery.problem.clients.reduce(0) { $0 + $1.demand[0] }
      #expect(abs(total - 7 * 100 / (365.25 / 12) * 14) < 1e-6)
      // Shares 1, 2, 3 of six.
      let site = network.sites[delivery.warehouse].id
      let third = zip(delivery.clientSites, delivery.problem.clients)
        .filter { network.sites[$0.0].id == "\(site)-3" }.reduce(0) { $0 + $1.1.demand[0] }
      #expect(abs(third - total / 2) < 1e-6)
    }
    let tours = plan.deliveries.reduce(0) { $0 + $1.solution.cost.total }
    #expect(plan.costs.delivery == tours * 4)
  }

  @Test func customerAboveAVehicleIsVisitedTwice() throws {
    var planner = SupplyChainPlanner(model: KnownDemand(mean: 10_000, deviation: 1))
    planner.deliveryCycleDays = 1
    let network = try SmallNetwork.make(onHand: 100_000)
    let plan = try planner.plan(network, until: quick)
    for delivery in plan.deliveries {
      #expect(delivery.problem.clients.count > 3)
      #expect(delivery.problem.clients.allSatisfy { $0.demand[0] <= 400 && $0.demand[1] <= 2 })
    }
  }

  @Test func sameSeedSamePlan() throws {
    let network = try SmallNetwork.make()
    let one = try SupplyChainPlanner().plan(network, until: quick, seed: 3)
    let two = try SupplyChainPlanner().plan(network, until: quick, seed: 3)
    #expect(one.forecasts == two.forecasts)
    #expect(one.round.targets == two.round.targets)
    #expect(one.round.loads == two.round.loads)
    #expect(one.deliveries.map(\.solution) == two.deliveries.map(\.solution))
  }

  @Test func laneThatNobodyServesLeavesOrdersBehind() throws {
    let trailer = try Equipment(name: "trailer", capacity: LoadCapacity(pallets: 22))
    let offer = try CarrierOffer(
      carrier: "Linehaul", equipment: trailer,
      rate: LaneTariff([Lane(from: "S", to: "W1"): try PerLoadRate(price: 300)]),
      transit: TransitTime(days: 2))
    let network = try SmallNetwork.make(offers: [offer])
    let plan = try SupplyChainPlanner(model: KnownDemand()).plan(network, until: quick)
    let left = plan.round.loads.plan.leftOut
    #expect(!left.isEmpty)
    #expect(left.allSatisfy { plan.round.freight.shipments[$0.shipment].destination == "W2" })
    #expect(left.allSatisfy { !$0.reason.isEmpty })
    // Nothing was learned about the lane, so its terms stay.
    #expect(plan.round.terms[1].reviewDays == 7)
  }

  @Test func nobodyAsks() throws {
    let planner = SupplyChainPlanner(model: KnownDemand(mean: 0, deviation: 0))
    let plan = try planner.plan(try SmallNetwork.make(), until: quick)
    #expect(plan.round.orders.isEmpty)
    #expect(plan.costs.total == 0)
    #expect(plan.deliveries.allSatisfy { $0.solution.routes.isEmpty })
  }

  @Test func withoutVehiclesNothingIsRouted() throws {
    let network = try SmallNetwork.make(withVehicles: false)
    #expect(try SupplyChainPlanner().plan(network, until: quick).deliveries.isEmpty)
  }

  @Test func progressRisesToOne() throws {
    var fractions: [Double] = []
    _ = try SupplyChainPlanner().plan(try SmallNetwork.make(), until: quick) {
      fractions.append($0.fraction)
    }
    #expect(fractions == fractions.sorted())
    #expect(fractions.last == 1)
  }

  @Test func optionsAreChecked() throws {
    var planner = SupplyChainPlanner()
    planner.horizonDays = 0
    planner.deliveryCycleDays = 0
    planner.forecastPeriods = .max
    planner.holdingRate = -1
    planner.roadFactor = 0
    planner.speed = .nan
    planner.unloadingHours = .infinity
    let network = try SmallNetwork.make()
    let error = #expect(throws: InvalidInput.self) { try planner.plan(network, until: quick) }
    #expect(
      error?.problems.map(\.field) == [
        "horizonDays", "forecastPeriods", "deliveryCycleDays", "holdingRate", "roadFactor",
        "speed", "unloadingHours",
      ])
  }

  @Test func cancelledBeforeItBegan() async throws {
    let network = try SmallNetwork.make()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await SupplyChainPlanner().plan(network, until: IterationLimit(50)) { _ in }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
