/// Minimises a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno.
///
/// Dense and small: for up to some tens of unknowns. The buffers are made once and serve any number
/// of minimisations of at most that size (Nocedal and Wright, Numerical Optimization, 2006, chapter
/// 6, <https://doi.org/10.1007/978-0-387-40065-5>).
final class QuasiNewton {
  private let capacity: Int
  private let memory: UnsafeMutablePointer<Double>
  /// The point: the start before and the minimum after ``minimize(size:tolerance:iterations:_:)``.
  let point: UnsafeMutablePointer<Double>
  private let gradient: UnsafeMutablePointer<Double>
  private let trial: UnsafeMutablePointer<Double>
  private let trialGradient: UnsafeMutablePointer<Double>
  private let direction: UnsafeMutablePointer<Double>
  private let change: UnsafeMutablePointer<Double>
  private let product: UnsafeMutablePointer<Double>
  private let inverseHessian: UnsafeMutablePointer<Double>

  init(capacity: Int) {
    self.capacity = capacity
    let size = 7 * capacity + capacity * capacity
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    point = memory
    gradient = memory + capacity
    trial = memory + 2 * capacity
    trialGradient = memory + 3 * capacity
    direction = memory + 4 * capacity
    change = memory + 5 * capacity
    product = memory + 6 * capacity
    inverseHessian = memory + 7 * capacity
  }

  deinit { memory.deallocate() }

  /// The decrease that a step must reach, as a share of what the slope promises.
  private static let sufficientDecrease = 1e-4

  /// Goes downhill from ``point`` until two steps in a row gain less than the tolerance.
  ///
  /// The function gives its value at a point and fills the gradient; infinity keeps the search out
  /// of a region. Returns the value at the minimum.
  func minimize(
    size n: Int, tolerance: Double, iterations: Int,
    _ function: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Double
  ) -> Double {
    var value = function(point, gradient)
    guard value < .infinity else { return value }
    resetHessian(n)
    var isFresh = true
    var smallGains = 0
    for _ in 0..<iterations {
      var slope = 0.0
      var length = 0.0
      for i in 0..<n {
        var sum = 0.0
        for j in 0..<n { sum -= inverseHessian[i * n + j] * gradient[j] }
        direction[i] = sum
        slope += sum * gradient[i]
        length += sum * sum
      }
      if !(slope < 0) {
        if isFresh { break }
        resetHessian(n)
        isFresh = true
        continue
      }
      // A first step knows no curvature: half a unit at most; later ones a few units at most.
      let longest = isFresh ? 0.5 : 4.0
      var step = min(1, longest / length.squareRoot())
      var next = Double.infinity
      var tries = 0
      while tries < 25 {
        for i in 0..<n { trial[i] = point[i] + step * direction[i] }
        next = function(trial, trialGradient)
        if next <= value + Self.sufficientDecrease * step * slope { break }
        // The parabola through both values and the slope, kept away from the ends.
        let parabola = -slope * step * step / (2 * (next - value - slope * step))
        step = parabola > 0.1 * step && parabola < 0.5 * step ? parabola : 0.3 * step
        tries += 1
      }
      guard tries < 25 else {
        if isFresh { break }
        resetHessian(n)
        isFresh = true
        continue
      }
      let gain = value - next
      value = next
      update(n, isFresh: isFresh)
      isFresh = false
      smallGains = gain < tolerance ? smallGains + 1 : 0
      if smallGains == 2 { break }
    }
    return value
  }

  private func resetHessian(_ n: Int) {
    for i in 0..<n * n { inverseHessian[i] = 0 }
    for i in 0..<n { inverseHessian[i * n + i] = 1 }
  }

  /// Takes the trial point and learns the curvature along the step.
  private func update(_ n: Int, isFresh: Bool) {
    var curvature = 0.0
    var gradientChange = 0.0
    for i in 0..<n {
      change[i] = trial[i] - point[i]
      let difference = trialGradient[i] - gradient[i]
      curvature += change[i] * difference
      gradientChange += difference * difference
      direction[i] = difference
      point[i] = trial[i]
      gradient[i] = trialGradient[i]
    }
    guard curvature > 1e-12 * gradientChange else { return }
    if isFresh {
      let scale = curvature / gradientChange
      for i in 0..<n { inverseHessian[i * n + i] = scale }
    }
    var quadratic = 0.0
    for i in 0..<n {
      var sum = 0.0
      for j in 0..<n { sum += inverseHessian[i * n + j] * direction[j] }
      product[i] = sum
      quadratic += sum * direction[i]
    }
    let weight = (1 + quadratic / curvature) / curvature
    for i in 0..<n {
      let (left, right) = (change[i], product[i])
      for j in 0..<n {
        inverseHessian[i * n + j] +=
          weight * left * change[j] - (left * product[j] + right * change[j]) / curvature
      }
    }
  }
}
