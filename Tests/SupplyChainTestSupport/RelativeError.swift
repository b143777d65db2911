/// How far a value is from the one expected, relative to it.
///
/// - Parameters:
///   - value: The value under test.
///   - expected: The value expected.
/// - Returns: Zero for equal values, infinities included; the magnitude itself where zero is
///   expected; infinity where one of the two is NaN.
public func relativeError(_ value: Double, from expected: Double) -> Double {
  if value == expected { return 0 }
  let difference = (value - expected).magnitude
  guard difference.isFinite else { return .infinity }
  return expected == 0 ? difference : difference / expected.magnitude
}
