/// How much is ruined, where it is put back, and how the search cools.
struct RuinAndRecreateOptions: Hashable {
  /// How many clients are taken off on average.
  var averageRemoved = 10.0
  /// The longest string taken off one route.
  var longestString = 10
  /// How often a string leaves some clients standing in its middle.
  var splitRate = 0.5
  /// How many neighbours' sides a client may be put back at.
  var nearNeighbours = 80
  /// How many neighbours are looked through for routes to ruin.
  var wideNeighbours = 100
  /// The temperature at the start, in units of the mean distance of a leg.
  var startTemperature = 0.5
  /// The temperature at the end, in the same unit.
  var endTemperature = 0.01
  /// The same where there are time windows: they leave few places, and it takes more heat to find
  /// another.
  var startTemperatureWithWindows = 1.0
  var endTemperatureWithWindows = 0.03
}
