extension RoutingSolution {
  /// A picture of the routes as a whole SVG document.
  ///
  /// Colours follow the reader's light or dark setting. Clients are dots, depots squares, clients left
  /// out are crosses; hovering over a route shows what it does.
  ///
  /// ```swift
  /// let problem = try RoutingProblem(
  ///   depots: [.init(at: .init(x: 0, y: 0))], clients: [.init(at: .init(x: 3, y: 4))],
  ///   vehicleTypes: [.init()])
  /// let picture = try ClarkeWright().solve(problem).svg(of: problem)
  /// print(picture.hasPrefix("<svg"))  // true
  /// ```
  ///
  /// - Parameters:
  ///   - problem: The problem that this solution solves.
  ///   - width: The width in pixels.
  /// - Returns: The document.
  public func svg(of problem: RoutingProblem, width: Double = 800) -> String {
    let canvas = Canvas(problem, width: width)
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(canvas.number(width)) \
      \(canvas.number(canvas.height))" role="img" aria-label="\(routes.count) routes">
      <style>
      .ground{fill:#fff}.client{fill:#33414e}.depot{fill:#b3261e}.missed{stroke:#b3261e}
      .route{fill:none;stroke-width:1.6;stroke-linejoin:round}
      @media (prefers-color-scheme:dark){.ground{fill:#14181c}.client{fill:#c9d4de}\
      .depot{fill:#ff8a80}.missed{stroke:#ff8a80}}
      </style>
      <rect class="ground" width="100%" height="100%"/>

      """
    for (index, route) in routes.enumerated() {
      text += canvas.path(of: route, index: index, in: problem)
    }
    let radius = canvas.number(
      max(1, min(3, 90 / Double(max(1, problem.clients.count)).squareRoot())))
    for client in problem.clients {
      let (x, y) = canvas.point(client.location)
      text += "<circle class=\"client\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\"/>\n"
    }
    for missed in unserved where problem.clients.indices.contains(missed.client) {
      let (x, y) = canvas.point(problem.clients[missed.client].location)
      text += """
        <path class="missed" d="M\(x) \(y)m-4 -4l8 8m0 -8l-8 8">\
        <title>client \(missed.client + 1): \(missed.reason)</title></path>

        """
    }
    for depot in problem.depots {
      let (x, y) = canvas.point(depot.location)
      text += "<path class=\"depot\" d=\"M\(x) \(y)m-5 -5h10v10h-10z\"/>\n"
    }
    return text + "</svg>\n"
  }
}

/// Where places lie in the picture: north is up, and the globe is flattened at its middle latitude.
private struct Canvas {
  let height: Double
  private let scale: Double
  private let stretch: Double
  private let left: Double
  private let top: Double
  private static let margin = 16.0

  init(_ problem: RoutingProblem, width: Double) {
    let places = (0..<problem.placeCount).map { problem.location(ofPlace: $0) }
    let x = (places.map(\.x).min() ?? 0, places.map(\.x).max() ?? 0)
    let y = (places.map(\.y).min() ?? 0, places.map(\.y).max() ?? 0)
    if case .greatCircle = problem.distances.measure {
      let middle = (y.0 + y.1) / 2
      stretch = max(0.05, middle.cosineOfDegrees)
    } else {
      stretch = 1
    }
    let wide = max((x.1 - x.0) * stretch, 1e-9)
    let high = y.1 - y.0
    let inner = max(1, width - 2 * Self.margin)
    // A narrow country would make an endless page.
    scale = inner / max(wide, high)
    height = high * scale + 2 * Self.margin
    left = x.0
    top = y.1
  }

  func point(_ location: RoutingProblem.Location) -> (x: String, y: String) {
    (
      number((location.x - left) * stretch * scale + Self.margin),
      number((top - location.y) * scale + Self.margin)
    )
  }

  /// A number with one decimal.
  func number(_ value: Double) -> String {
    let tenths = Int(exactly: (value * 10).rounded()) ?? 0
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }

  func path(of route: RoutingSolution.Route, index: Int, in problem: RoutingProblem) -> String {
    let type = problem.vehicleTypes[route.vehicleType]
    let places =
      [type.startDepot].compactMap { $0 } + route.clients.map { $0 + problem.depots.count }
      + [type.endDepot].compactMap { $0 }
    let points = places.map { place -> String in
      let (x, y) = point(problem.location(ofPlace: place))
      return "\(x) \(y)"
    }
    // Steps of the golden angle keep the hues of any number of routes apart.
    let hue = (index * 137) % 360
    return """
      <path class="route" stroke="hsl(\(hue) 65% 48%)" d="M\(points.joined(separator: "L"))">\
      <title>route \(index + 1): \(route.clients.count) clients, distance \(number(route.distance))\
      </title></path>

      """
  }
}
