/// How much is ruined, where it is put back, and how the search cools.
struct CapacitatedOptions: Hashable {
  /// How many clients are taken off on average.
  var averageRemoved = 10.0
  /// The longest string taken off one route.
  var longestString = 10.0
  /// How often a string leaves some clients standing in its middle.
  var splitRate = 0.5
  /// How often everybody is taken off a route, where a route less could carry all.
  var routeRate = 0.05
  /// How many neighbours' sides a client may be put back at.
  var nearNeighbours = 40
  /// How often a place is overlooked, so that recreation is not always the same.
  var blinkRate = 0.01
  /// The temperature at the start, in units of the mean distance of a leg.
  var startTemperature = 0.5
  /// The temperature at the end, in the same unit.
  var endTemperature = 0.01
  /// How many neighbours of a client the local search looks at.
  var moveNeighbours = 20
  /// How much worse than what would be kept a plan may be for the local search to try to mend it, in
  /// units of the temperature.
  var mendingMargin = 2.0
}
