import Foundation

/// A map of one warehouse's routes: straight lines between the stops, coloured by route.
struct RouteMap {
  struct Stop {
    var latitude: Double
    var longitude: Double
    var label: String
  }

  var title: String
  var caption: String
  var depot: Stop
  var routes: [(label: String, stops: [Stop])]

  private static let size = 460.0

  var markup: String {
    let margin = 18.0
    let all = [depot] + routes.flatMap(\.stops)
    let latitudes = all.map(\.latitude)
    let longitudes = all.map(\.longitude)
    let south = latitudes.min() ?? 0
    let north = latitudes.max() ?? 0
    let west = longitudes.min() ?? 0
    let east = longitudes.max() ?? 0
    // An equirectangular projection, true to scale at the middle latitude.
    let shrink = cos((south + north) / 2 * .pi / 180)
    let span = max((east - west) * shrink, north - south, 0.01)
    let scale = (Self.size - 2 * margin) / span
    let xStart = (Self.size - (east - west) * shrink * scale) / 2
    let yStart = (Self.size - (north - south) * scale) / 2
    let place = { (stop: Stop) in
      (
        x: xStart + (stop.longitude - west) * shrink * scale,
        y: yStart + (north - stop.latitude) * scale
      )
    }
    let home = place(depot)
    var body = ""
    for (number, route) in routes.enumerated() {
      let points = [home] + route.stops.map(place) + [home]
      body += """
        <g class="\(colorClass(number))"><title>\(escaped(route.label))</title>\
        <path class="route" d="\(path(points))"/>
        """
      for (stop, point) in zip(route.stops, points.dropFirst()) {
        body += """
          <circle class="stop" cx="\(point.x.pixels)" cy="\(point.y.pixels)" r="4">\
          <title>\(escaped(stop.label))</title></circle>
          """
      }
      body += "</g>\n"
    }
    return """
      <figure><figcaption><b>\(escaped(title))</b> \(escaped(caption))</figcaption>
      <svg viewBox="0 0 \(Self.size.pixels) \(Self.size.pixels)" role="img" \
      aria-label="\(escaped(title)): map of the routes">\(body)\
      <rect class="depot" x="\((home.x - 5).pixels)" y="\((home.y - 5).pixels)" width="10" \
      height="10"><title>\(escaped(depot.label))</title></rect></svg></figure>

      """
  }
}
