public import SupplyChainCore

/// Goods that travel from one place to another, together unless they may be split.
///
/// ```swift
/// let order = try Shipment(
///   id: "4711", from: "Plant", to: "Ghent", size: LoadSize(weight: 800, pallets: 2),
///   shipping: DayWindow(earliest: 1, latest: 3), productClass: "food")
/// ```
///
/// Goods that lie in several places name them all; the plan chooses:
///
/// ```swift
/// let either = try Shipment(
///   id: "4712",
///   from: [
///     Shipment.Source("Plant", facility: "Plant", cost: 12),
///     Shipment.Source("Port", facility: "Depot", cost: 31),
///   ],
///   to: "Ghent", size: LoadSize(weight: 9_000, pallets: 12), parts: 12)
/// ```
public struct Shipment: Hashable, Sendable, Codable {
  /// The name of the shipment, unique within a problem.
  public let id: String
  /// The code of the place where it is loaded; the first where it lies in several.
  public let origin: String
  /// Where it can be loaded, and what that costs; one of them is chosen.
  public let sources: [Source]
  /// The code of the place where it is unloaded.
  public let destination: String
  /// The weight and room it takes.
  public let size: LoadSize
  /// The days on which it may leave.
  public let shipWindow: DayWindow
  /// The days on which it may arrive.
  public let deliveryWindow: DayWindow
  /// What kind of goods it is, as the rules name it; `nil` for goods that no rule concerns.
  public let productClass: String?
  /// Whose goods they are; `nil` where it does not matter.
  public let customer: String?
  /// The coldest and the warmest it may be carried, in degrees Celsius; `nil` where any will do.
  public let temperature: ClosedRange<Double>?
  /// What the equipment must have, for instance `tail lift`; names as the equipment gives them.
  public let requirements: [String]
  /// Into how many equal parts it may be split; one for goods that stay together.
  public let parts: Int
  /// Whether something may stand on it and it may stand on something, in equipment with several
  /// stacking levels.
  public let isStackable: Bool
  /// Who goes first where not all that must move can; the higher, the more urgent.
  public let priority: Int
  /// What it costs to leave the shipment behind; `nil` where it must move if any vehicle is left.
  public let costOfLeaving: Double?

  /// Describes a shipment that is loaded at one place.
  ///
  /// - Parameters:
  ///   - id: The name of the shipment, unique within a problem.
  ///   - origin: The code of the place where it is loaded.
  ///   - destination: The code of the place where it is unloaded.
  ///   - size: The weight and room it takes.
  ///   - shipWindow: The days on which it may leave.
  ///   - deliveryWindow: The days on which it may arrive.
  ///   - productClass: What kind of goods it is, as the rules name it.
  ///   - customer: Whose goods they are.
  ///   - temperature: The coldest and the warmest it may be carried, in degrees Celsius.
  ///   - requirements: What the equipment must have.
  ///   - parts: Into how many equal parts it may be split.
  ///   - isStackable: Whether it may be stacked.
  ///   - priority: Who goes first where not all that must move can, from 0 to 99.
  ///   - costOfLeaving: What it costs to leave the shipment behind.
  /// - Throws: `InvalidInput` for an empty name or place, a negative size, no part.
  public init(
    id: String, from origin: String, to destination: String, size: LoadSize,
    shipping shipWindow: DayWindow = .always, arriving deliveryWindow: DayWindow = .always,
    productClass: String? = nil, customer: String? = nil,
    temperature: ClosedRange<Double>? = nil, requirements: [String] = [], parts: Int = 1,
    isStackable: Bool = false, priority: Int = 0, costOfLeaving: Double? = nil
  ) throws(InvalidInput) {
    try self.init(
      id: id, from: [Source(origin)], to: destination, size: size, shipping: shipWindow,
      arriving: deliveryWindow, productClass: productClass, customer: customer,
      temperature: temperature, requirements: requirements, parts: parts,
      isStackable: isStackable, priority: priority, costOfLeaving: costOfLeaving)
  }

  /// Describes a shipment that can be loaded at one of several places.
  ///
  /// - Parameters:
  ///   - id: The name of the shipment, unique within a problem.
  ///   - sources: Where it can be loaded.
  ///   - destination: The code of the place where it is unloaded.
  ///   - size: The weight and room it takes.
  ///   - shipWindow: The days on which it may leave.
  ///   - deliveryWindow: The days on which it may arrive.
  ///   - productClass: What kind of goods it is, as the rules name it.
  ///   - customer: Whose goods they are.
  ///   - temperature: The coldest and the warmest it may be carried, in degrees Celsius.
  ///   - requirements: What the equipment must have.
  ///   - parts: Into how many equal parts it may be split.
  ///   - isStackable: Whether it may be stacked.
  ///   - priority: Who goes first where not all that must move can, from 0 to 99.
  ///   - costOfLeaving: What it costs to leave the shipment behind.
  /// - Throws: `InvalidInput` for an empty name or place, no source, a negative size, no part.
  public init(
    id: String, from sources: [Source], to destination: String, size: LoadSize,
    shipping shipWindow: DayWindow = .always, arriving deliveryWindow: DayWindow = .always,
    productClass: String? = nil, customer: String? = nil,
    temperature: ClosedRange<Double>? = nil, requirements: [String] = [], parts: Int = 1,
    isStackable: Bool = false, priority: Int = 0, costOfLeaving: Double? = nil
  ) throws(InvalidInput) {
    self.id = id
    origin = sources.first?.place ?? ""
    self.sources = sources
    self.destination = destination
    self.size = size
    self.shipWindow = shipWindow
    self.deliveryWindow = deliveryWindow
    self.productClass = productClass
    self.customer = customer
    self.temperature = temperature
    self.requirements = requirements
    self.parts = parts
    self.isStackable = isStackable
    self.priority = priority
    self.costOfLeaving = costOfLeaving
    var checks = InputChecks()
    check(&checks)
    try checks.finish()
  }

  private func check(_ checks: inout InputChecks) {
    if id.isEmpty { checks.report("shipment.id", "is empty") }
    if sources.isEmpty { checks.report("shipment.sources", "is empty") }
    for (index, source) in sources.enumerated() {
      if source.place.isEmpty {
        checks.report(
          sources.count == 1 ? "shipment.origin" : "shipment.sources.place",
          at: sources.count == 1 ? nil : index, "is empty")
      }
      checks.requireNonNegative(source.cost, "shipment.sources.cost", at: index)
      if sources[..<index].contains(where: {
        $0.place == source.place && $0.facility == source.facility
      }) {
        checks.report("shipment.sources", at: index, value: source.place, "occurs twice")
      }
    }
    if destination.isEmpty { checks.report("shipment.destination", "is empty") }
    size.check("shipment.size", in: &checks)
    if let temperature {
      checks.requireFinite(temperature.lowerBound, "shipment.temperature.lowerBound")
      checks.requireFinite(temperature.upperBound, "shipment.temperature.upperBound")
    }
    checks.require(
      (1...Self.mostParts).contains(parts), "shipment.parts", value: parts,
      "is not between 1 and \(Self.mostParts)")
    checks.require(
      (0...Self.highestPriority).contains(priority), "shipment.priority", value: priority,
      "is not between 0 and \(Self.highestPriority)")
    if let costOfLeaving {
      checks.requireNonNegative(costOfLeaving, "shipment.costOfLeaving")
    }
    if shipWindow.earliest > deliveryWindow.latest {
      checks.report(
        "shipment.deliveryWindow.latest", value: "\(deliveryWindow.latest)",
        "is before shipWindow.earliest (\(shipWindow.earliest))")
    }
  }

  /// A plan of a thousand parts of one shipment helps nobody.
  static let mostParts = 1_000
  /// Penalties grow with the priority; beyond this they would drown the money in rounding.
  static let highestPriority = 99

  /// The lane it travels on.
  public var lane: Lane { Lane(from: origin, to: destination) }

  private enum CodingKeys: String, CodingKey {
    case id, origin, sources, destination, size, shipWindow, deliveryWindow, productClass
    case customer, temperature, requirements, parts, isStackable, priority, costOfLeaving
  }

  /// Decodes a shipment, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      id: values.decode(String.self, forKey: .id),
      from: values.decodeIfPresent([Source].self, forKey: .sources)
        ?? [Source(values.decode(String.self, forKey: .origin))],
      to: values.decode(String.self, forKey: .destination),
      size: values.decode(LoadSize.self, forKey: .size),
      shipping: values.decodeIfPresent(DayWindow.self, forKey: .shipWindow) ?? .always,
      arriving: values.decodeIfPresent(DayWindow.self, forKey: .deliveryWindow) ?? .always,
      productClass: values.decodeIfPresent(String.self, forKey: .productClass),
      customer: values.decodeIfPresent(String.self, forKey: .customer),
      temperature: values.decodeIfPresent(ClosedRange<Double>.self, forKey: .temperature),
      requirements: values.decodeIfPresent([String].self, forKey: .requirements) ?? [],
      parts: values.decodeIfPresent(Int.self, forKey: .parts) ?? 1,
      isStackable: values.decodeIfPresent(Bool.self, forKey: .isStackable) ?? false,
      priority: values.decodeIfPresent(Int.self, forKey: .priority) ?? 0,
      costOfLeaving: values.decodeIfPresent(Double.self, forKey: .costOfLeaving))
  }
}
