internal import Probability
internal import SupplyChainCore

/// Clark and Scarf's recursion on a grid.
///
/// With h the echelon holding costs, p the backorder cost and H the holding cost at the customer:
/// Ĉⱼ(x) = hⱼ x + C̲ⱼ₋₁(x), Cⱼ(y) = E Ĉⱼ(y − Dⱼ), C̲ⱼ(x) = Cⱼ(min(x, Sⱼ)), C̲₀(x) = (p + H) x⁻.
struct SerialKernel {
  private let system: SerialSystem
  private let demands: [any Distribution]
  private let isWhole: Bool
  private let step: Double

  init(_ system: SerialSystem) throws(InvalidInput) {
    self.system = system
    var demands: [any Distribution] = []
    for stage in system.stages {
      demands.append(try system.demand.distribution(over: stage.leadTime))
    }
    self.demands = demands
    isWhole = demands[0] is any DiscreteDistribution
    let smallest = demands.map(\.standardDeviation).filter { $0 > 0 }.min() ?? 1
    step = isWhole ? 1 : smallest / 40
    let total = demands.reduce(0) { $0 + $1.mean + 20 * $1.standardDeviation }
    guard total / step < 2e6 else {
      throw InvalidInput(
        "stages.leadTime", value: total, "leads to too fine a grid of stock levels")
    }
  }

  func solve(levels: [Double]?) -> SerialSystem.Policy {
    let costs = system.echelonHoldingCosts
    let penalty = system.backorderCost + (system.stages.first?.holdingCost ?? 0)
    let mean = demands.reduce(0) { $0 + $1.mean }
    let spread = demands.reduce(0) { $0 + $1.variance }.squareRoot()
    let highest = max(mean + 9 * spread + 2 * step, (levels?.max() ?? 0) + 2 * step)
    let lowest = min(-2 * step, (levels?.min() ?? 0) - 2 * step, isWhole ? 0 : -9 * spread)
    let origin = Int((lowest / step).rounded(.down))
    let count = Int((highest / step).rounded(.up)) - origin + 1
    func level(_ index: Int) -> Double { Double(origin + index) * step }

    var chosen: [Double] = []
    var cost = 0.0
    // C̲ of the stages so far, and its slope below the grid, where everybody waits.
    var induced: [Double] = []
    var slope = -penalty
    for (index, demand) in demands.enumerated() {
      let holding = costs[index]
      slope += holding
      let values =
        index == 0
        // The first stage has the closed form.
        ? (0..<count).map {
          holding * (level($0) - demand.mean) + penalty * demand.loss(at: level($0))
        }
        : convolve(
          (0..<count).map { holding * level($0) + induced[$0] }, slopeBelow: slope, with: demand)
      let base = levels?[index] ?? minimum(of: values, level)
      cost = interpolate(values, at: base / step - Double(origin))
      chosen.append(base)
      induced = (0..<count).map { level($0) < base ? values[$0] : cost }
    }
    return .init(echelonLevels: chosen, cost: cost)
  }

  /// E f(y − D) on the grid; f goes on below it as a straight line.
  private func convolve(
    _ function: [Double], slopeBelow: Double, with demand: any Distribution
  ) -> [Double] {
    let weights = kernel(of: demand)
    let count = function.count
    let slope = slopeBelow * step
    return [Double](unsafeUninitializedCapacity: count) { result, initialized in
      function.withUnsafeBufferPointer { function in
        weights.values.withUnsafeBufferPointer { weight in
          for index in 0..<count {
            let top = index - weights.first
            // Demand below zero, in the tail of a normal distribution, reaches above the grid.
            let start = max(0, top - (count - 1))
            let inside = min(weight.count, max(start, top + 1))
            var sum = 0.0
            for k in 0..<start { sum += weight[k] * function[count - 1] }
            for k in start..<inside { sum += weight[k] * function[top - k] }
            for k in inside..<weight.count {
              sum += weight[k] * (function[0] + slope * Double(top - k))
            }
            result.initializeElement(at: index, to: sum)
          }
        }
      }
      initialized = count
    }
  }

  /// The weights of demand on the grid, and where the first of them stands.
  private func kernel(of demand: any Distribution) -> (first: Int, values: [Double]) {
    if demand.variance == 0 {
      return (Int((demand.mean / step).rounded()), [1])
    }
    let tail = 1e-16
    let first = Int((demand.quantile(tail) / step).rounded(.down))
    let last = Int((demand.quantile(1 - tail) / step).rounded(.up))
    var values: [Double] = []
    for index in first...max(first, last) {
      let x = Double(index) * step
      if let discrete = demand as? any DiscreteDistribution {
        values.append(discrete.mass(at: index))
      } else if let continuous = demand as? any ContinuousDistribution {
        // The trapezoidal rule is exact to all digits for a smooth density that vanishes at both ends.
        values.append(continuous.density(at: x) * step)
      } else {
        values.append(demand.cumulative(x + 0.5 * step) - demand.cumulative(x - 0.5 * step))
      }
    }
    let total = values.reduce(0, +)
    return (first, values.map { $0 / total })
  }

  private func minimum(of values: [Double], _ level: (Int) -> Double) -> Double {
    var best = 0
    for index in values.indices where values[index] < values[best] { best = index }
    guard !isWhole, best > 0, best + 1 < values.count else { return level(best) }
    // The vertex of the parabola through the three lowest points.
    let left = values[best - 1] - values[best]
    let right = values[best + 1] - values[best]
    let curvature = left + right
    return level(best) + (curvature > 0 ? 0.5 * step * (left - right) / curvature : 0)
  }

  /// Cubic interpolation between grid points.
  private func interpolate(_ values: [Double], at position: Double) -> Double {
    let nearest = position.rounded()
    if (position - nearest).magnitude < 1e-9, values.indices.contains(Int(nearest)) {
      return values[Int(nearest)]
    }
    let index = min(max(1, Int(position.rounded(.down))), values.count - 3)
    let t = position - Double(index)
    let (a, b, c, d) = (values[index - 1], values[index], values[index + 1], values[index + 2])
    return b + 0.5 * t
      * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
  }
}
