/// What a stretch of a route means for the clock if time may be turned back, at a price, wherever a
/// vehicle comes too late.
///
/// Two stretches join in constant time (Vidal et al. 2013,
/// <https://doi.org/10.1016/j.cor.2012.07.018>).
struct WarpedSpan: BitwiseCopyable {
  /// From the arrival at the first slot to the end, waiting included.
  var duration = 0.0
  /// How far time is turned back on the way.
  var warp = 0.0
  /// Beginning earlier than this only adds waiting.
  var earliest = 0.0
  /// Beginning later than this only adds warp.
  var latest = 0.0

  /// This stretch, then travel, then another stretch.
  @inline(__always) func followed(by other: WarpedSpan, after travel: Double) -> WarpedSpan {
    let elapsed = duration - warp + travel
    let waiting = max(0, other.earliest - elapsed - latest)
    let late = max(0, earliest + elapsed - other.latest)
    return WarpedSpan(
      duration: duration + travel + other.duration + waiting,
      warp: warp + other.warp + late,
      earliest: max(other.earliest - elapsed, earliest) - waiting,
      latest: min(other.latest - elapsed, latest) + late)
  }
}
