public import SupplyChainCore

/// Goods that travel together from one place to another and are never split.
///
/// ```swift
/// let order = try Shipment(
///   id: "4711", from: "Plant", to: "Ghent", size: LoadSize(weight: 800, pallets: 2),
///   shipping: DayWindow(earliest: 1, latest: 3), productClass: "food")
/// ```
public struct Shipment: Hashable, Sendable, Codable {
  /// The name of the shipment, unique within a problem.
  public let id: String
  /// The code of the place where it is loaded.
  public let origin: String
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
  /// What it costs to leave the shipment behind; `nil` where it must move if any vehicle is left.
  public let costOfLeaving: Double?

  /// Describes a shipment.
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
  ///   - costOfLeaving: What it costs to leave the shipment behind.
  /// - Throws: `InvalidInput` for an empty name or place, the same place twice, a negative size.
  public init(
    id: String, from origin: String, to destination: String, size: LoadSize,
    shipping shipWindow: DayWindow = .always, arriving deliveryWindow: DayWindow = .always,
    productClass: String? = nil, customer: String? = nil,
    temperature: ClosedRange<Double>? = nil, requirements: [String] = [],
    costOfLeaving: Double? = nil
  ) throws(InvalidInput) {
    self.id = id
    self.origin = origin
    self.destination = destination
    self.size = size
    self.shipWindow = shipWindow
    self.deliveryWindow = deliveryWindow
    self.productClass = productClass
    self.customer = customer
    self.temperature = temperature
    self.requirements = requirements
    self.costOfLeaving = costOfLeaving

    var checks = InputChecks()
    if id.isEmpty { checks.report("shipment.id", "is empty") }
    if origin.isEmpty { checks.report("shipment.origin", "is empty") }
    if destination.isEmpty { checks.report("shipment.destination", "is empty") }
    size.check("shipment.size", in: &checks)
    if let temperature {
      checks.requireFinite(temperature.lowerBound, "shipment.temperature.lowerBound")
      checks.requireFinite(temperature.upperBound, "shipment.temperature.upperBound")
    }
    if let costOfLeaving {
      checks.requireNonNegative(costOfLeaving, "shipment.costOfLeaving")
    }
    if shipWindow.earliest > deliveryWindow.latest {
      checks.report(
        "shipment.deliveryWindow.latest", value: "\(deliveryWindow.latest)",
        "is before shipWindow.earliest (\(shipWindow.earliest))")
    }
    try checks.finish()
  }

  /// The lane it travels on.
  public var lane: Lane { Lane(from: origin, to: destination) }

  private enum CodingKeys: String, CodingKey {
    case id, origin, destination, size, shipWindow, deliveryWindow, productClass, customer
    case temperature, requirements, costOfLeaving
  }

  /// Decodes a shipment, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      id: values.decode(String.self, forKey: .id),
      from: values.decode(String.self, forKey: .origin),
      to: values.decode(String.self, forKey: .destination),
      size: values.decode(LoadSize.self, forKey: .size),
      shipping: values.decodeIfPresent(DayWindow.self, forKey: .shipWindow) ?? .always,
      arriving: values.decodeIfPresent(DayWindow.self, forKey: .deliveryWindow) ?? .always,
      productClass: values.decodeIfPresent(String.self, forKey: .productClass),
      customer: values.decodeIfPresent(String.self, forKey: .customer),
      temperature: values.decodeIfPresent(ClosedRange<Double>.self, forKey: .temperature),
      requirements: values.decodeIfPresent([String].self, forKey: .requirements) ?? [],
      costOfLeaving: values.decodeIfPresent(Double.self, forKey: .costOfLeaving))
  }
}
