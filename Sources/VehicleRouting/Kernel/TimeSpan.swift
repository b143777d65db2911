/// What a stretch of a route means for the clock: how long it takes, and when it can begin.
///
/// Two stretches join in constant time (Vidal et al. 2013,
/// <https://doi.org/10.1016/j.cor.2012.07.018>); those that cannot be driven in time are not formed.
struct TimeSpan {
  /// From leaving the first slot's arrival to the end, waiting included, if it begins in time.
  var duration = 0.0
  /// Beginning earlier than this only adds waiting.
  var earliest = 0.0
  /// Beginning later than this makes somebody late.
  var latest = 0.0

  /// This stretch, then travel, then another stretch.
  @inline(__always) func followed(by other: TimeSpan, after travel: Double) -> TimeSpan {
    let elapsed = duration + travel
    let waiting = max(0, other.earliest - elapsed - latest)
    return TimeSpan(
      duration: elapsed + other.duration + waiting,
      earliest: max(other.earliest - elapsed, earliest) - waiting,
      latest: min(other.latest - elapsed, latest))
  }
}
