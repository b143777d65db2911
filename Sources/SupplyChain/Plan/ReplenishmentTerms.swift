public import Probability

/// How a warehouse is replenished: how often it orders, and how long an order takes.
///
/// A plan begins with the terms that the sites state, and learns better ones from its own loads.
public struct ReplenishmentTerms: Sendable {
  /// The warehouse.
  public let site: String
  /// The days between two orders.
  public let reviewDays: Double
  /// The days from the departure of an order to its arrival.
  public let leadTime: any Distribution
  /// The days after which an order must have arrived at the latest; freight may wait within them.
  public let latestArrivalDays: Int

  /// The time that a target must cover: from one order to the arrival of the next, in days.
  public var protectionDays: Double { reviewDays + leadTime.mean }

  package init(
    site: String, reviewDays: Double, leadTime: any Distribution, latestArrivalDays: Int
  ) {
    self.site = site
    self.reviewDays = reviewDays
    self.leadTime = leadTime
    self.latestArrivalDays = latestArrivalDays
  }
}
