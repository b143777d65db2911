internal import SupplyChainCore

/// A change of a problem whose worth is asked for: a truck more, wider windows, larger vehicles.
///
/// ```swift
/// let changes: [PlanChange] = [
///   .vehicles(1, of: 0), .windows(days: 1), .capacity(LoadSize(pallets: 5), of: 0),
/// ]
/// for change in changes { print(change.summary) }
/// ```
public struct PlanChange: Sendable {
  /// The change in words.
  public let summary: String
  let apply: @Sendable (inout ConsolidationProblem) throws -> Void

  /// More loads of an offer that is limited; one that is not stays as it is.
  ///
  /// - Parameters:
  ///   - more: How many more.
  ///   - offer: The index of the offer.
  /// - Returns: The change.
  public static func vehicles(_ more: Int, of offer: Int) -> PlanChange {
    PlanChange(summary: "\(more) more of offer \(offer)") { problem in
      try problem.change(offer: offer) { old in
        let (sum, overflow) = (old.available ?? 0).addingReportingOverflow(more)
        return try CarrierOffer(
          carrier: old.carrier, equipment: old.equipment, rate: old.rate,
          available: old.available == nil ? nil : overflow ? .max : max(0, sum),
          maximumStops: old.maximumStops, transit: old.transit)
      }
    }
  }

  /// Windows that begin and end so many days earlier and later.
  ///
  /// - Parameter days: The days at either end.
  /// - Returns: The change.
  public static func windows(days: Int) -> PlanChange {
    PlanChange(summary: "windows \(days) days wider at either end") { problem in
      problem.shipments = try problem.shipments.map { old in
        try Shipment(
          id: old.id, from: old.sources, to: old.destination, size: old.size,
          shipping: old.shipWindow.widened(by: days),
          arriving: old.deliveryWindow.widened(by: days), productClass: old.productClass,
          customer: old.customer, temperature: old.temperature, requirements: old.requirements,
          parts: old.parts, isStackable: old.isStackable, priority: old.priority,
          costOfLeaving: old.costOfLeaving)
      }
    }
  }

  /// Equipment of an offer that holds more.
  ///
  /// - Parameters:
  ///   - more: What it holds more; dimensions without limit stay so.
  ///   - offer: The index of the offer.
  /// - Returns: The change.
  public static func capacity(_ more: LoadSize, of offer: Int) -> PlanChange {
    PlanChange(summary: "room for \(Self.text(more)) more in offer \(offer)") { problem in
      try problem.change(offer: offer) { old in
        let held = old.equipment.capacity
        let capacity = try LoadCapacity(
          weight: held.weight.map { $0 + more.weight },
          volume: held.volume.map { $0 + more.volume },
          pallets: held.pallets.map { $0 + more.pallets },
          length: held.length.map { $0 + more.length })
        return try CarrierOffer(
          carrier: old.carrier,
          equipment: Equipment(
            name: old.equipment.name, capacity: capacity, features: old.equipment.features,
            stackingLevels: old.equipment.stackingLevels),
          rate: old.rate, available: old.available, maximumStops: old.maximumStops,
          transit: old.transit)
      }
    }
  }

  /// A facility that can send more shipments.
  ///
  /// - Parameters:
  ///   - more: How many more.
  ///   - facility: The index of the facility.
  /// - Returns: The change.
  public static func facility(_ more: Int, of facility: Int) -> PlanChange {
    PlanChange(summary: "\(more) shipments more from facility \(facility)") { problem in
      guard problem.facilities.indices.contains(facility) else {
        throw InvalidInput("change.facility", value: facility, "is no facility of the problem")
      }
      let old = problem.facilities[facility]
      let (sum, overflow) = old.capacity.addingReportingOverflow(more)
      problem.facilities[facility] = try Facility(
        name: old.name, capacity: overflow ? .max : max(0, sum))
    }
  }

  private static func text(_ size: LoadSize) -> String {
    zip(LoadSize.dimensionNames, [size.weight, size.volume, size.pallets, size.length])
      .filter { $1 != 0 }.map { "\(Text.number($1)) \($0)" }.joined(separator: ", ")
  }
}

extension ConsolidationProblem {
  fileprivate mutating func change(
    offer index: Int, _ change: (CarrierOffer) throws -> CarrierOffer
  ) throws {
    guard offers.indices.contains(index) else {
      throw InvalidInput("change.offer", value: index, "is no offer of the problem")
    }
    offers[index] = try change(offers[index])
  }
}
