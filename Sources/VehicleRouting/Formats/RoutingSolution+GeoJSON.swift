extension RoutingSolution {
  /// The routes as a GeoJSON feature collection (RFC 7946): a line for each route, a point for each
  /// depot and client.
  ///
  /// Coordinates are written as they are; maps expect longitude and latitude.
  ///
  /// - Parameter problem: The problem that this solution solves.
  /// - Returns: The text, one feature a line.
  public func geoJSON(of problem: RoutingProblem) -> String {
    func position(_ place: Int) -> String {
      let location = problem.location(ofPlace: place)
      return "[\(location.x),\(location.y)]"
    }
    func feature(_ geometry: String, _ coordinates: String, _ properties: String) -> String {
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"\(geometry)\",\"coordinates\":\(coordinates)},"
        + "\"properties\":{\(properties)}}"
    }
    var features: [String] = []
    for (index, route) in routes.enumerated() {
      let type = problem.vehicleTypes[route.vehicleType]
      var places = route.clients.map { $0 + problem.depots.count }
      if let start = type.startDepot { places.insert(start, at: 0) }
      if let end = type.endDepot { places.append(end) }
      // A line needs two positions; an open route of one client is a line to itself.
      if places.count == 1 { places.append(places[0]) }
      let line = "[" + places.map(position).joined(separator: ",") + "]"
      features.append(
        feature(
          "LineString", line,
          "\"route\":\(index + 1),\"vehicleType\":\(route.vehicleType),"
            + "\"distance\":\(route.distance),\"duration\":\(route.duration),"
            + "\"cost\":\(route.cost.total)"))
    }
    for depot in problem.depots.indices {
      features.append(feature("Point", position(depot), "\"depot\":\(depot)"))
    }
    var routeOf = [Int: Int]()
    for (index, route) in routes.enumerated() {
      for client in route.clients { routeOf[client] = index + 1 }
    }
    for client in problem.clients.indices {
      let route = routeOf[client].map { "\($0)" } ?? "null"
      features.append(
        feature(
          "Point", position(problem.depots.count + client),
          "\"client\":\(client + 1),\"route\":\(route)"))
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n"
      + features.joined(separator: ",\n") + "\n]}\n"
  }
}
