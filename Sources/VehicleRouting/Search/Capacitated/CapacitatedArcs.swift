/// The distances of a compiled problem, computed when they are asked for.
struct CapacitatedArcs: ~Copyable {
  let lengthLimit: Int
  /// How many units make one of the distance's.
  let unit: Double

  private let kernel: RoutingKernel
  private let order: IndexArray
  private let n: Int
  /// Where distances are straight lines: the coordinates, the depot's last.
  private let points: FlatArray<Double>
  private let isPlanar: Bool
  /// A distance is ⌊line · scale + offset⌋ · multiple, and what is folded in at either end.
  private let scale: Double
  private let offset: Double
  private let multiple: Int
  private let folded: IndexArray
  private let isFolded: Bool

  /// Distances fit 32 bits.
  private static let largest = 0x1p30

  /// Chooses the unit; `nil` if the distances are too long for it to be as fine as it must.
  init?(
    _ problem: RoutingProblem, kernel: RoutingKernel, features: CapacitatedFeatures,
    order: [Int32]
  ) {
    let n = order.count
    let depot = problem.depots[problem.vehicleTypes[0].startDepot ?? 0].location
    self.n = n
    self.kernel = kernel
    self.order = IndexArray(order + [Int32(n)])
    var isWhole = false
    var (inner, shift) = (1.0, 0.0)
    switch problem.distances.measure {
    case .rounded: (isWhole, shift) = (true, 0.5)
    case .truncated: (isWhole, inner) = (true, 10)
    case .matrix(let matrix): isWhole = matrix.values.allSatisfy { $0 == $0.rounded() }
    case .euclidean, .greatCircle: break
    }
    let longest = problem.longestDistance * kernel.scale
    let foldedMost = (features.services.max() ?? 0) + features.fixedCost
    let finest = (longest + foldedMost + 1).powerOfTwo(upTo: Self.largest)
    guard finest >= 1 || (isWhole && longest + foldedMost < Self.largest) else { return nil }
    let halves = features.services + [features.fixedCost]
    if isWhole {
      if halves.allSatisfy({ $0 == 0 }) {
        multiple = 1
      } else if halves.allSatisfy({ $0 == $0.rounded() }), finest >= 2 {
        multiple = 2
      } else {
        multiple = Int(finest)
      }
      scale = inner
      offset = shift
    } else {
      multiple = 1
      scale = finest
      // Rounded up, so that no route that is too long seems short enough.
      offset = 1 - 1e-6
    }
    unit = isWhole ? Double(multiple) : finest
    folded = IndexArray(
      order.map { [unit] index in
        features.services.isEmpty
          ? 0 : Int32((features.services[Int(index)] * unit / 2).rounded(.up))
      } + [Int32((features.fixedCost * unit / 2).rounded(.up))])
    isFolded = halves.contains { $0 > 0 }
    lengthLimit =
      features.limit == .infinity
      ? .max : Int(min(1e18, (features.limit + features.fixedCost) * unit)) + 2

    switch problem.distances.measure {
    case .euclidean, .rounded, .truncated:
      isPlanar = true
      points = FlatArray(
        order.flatMap { index -> [Double] in
          let location = problem.clients[Int(index)].location
          return [location.x, location.y]
        } + [depot.x, depot.y])
    case .greatCircle, .matrix:
      isPlanar = false
      points = FlatArray([])
    }
  }

  /// Where a place lies, seen from the depot; `nil` where distances are not straight lines.
  func offset(of place: Int) -> (x: Double, y: Double)? {
    guard isPlanar else { return nil }
    return (points[2 * place] - points[2 * n], points[2 * place + 1] - points[2 * n + 1])
  }

  /// The distance between two different places.
  @inline(__always) func distance(_ from: Int, _ to: Int) -> Int {
    var line = 0.0
    if isPlanar {
      let x = points[2 * from] - points[2 * to]
      let y = points[2 * from + 1] - points[2 * to + 1]
      line = (x * x + y * y).squareRoot()
    } else {
      line = kernel.distance(order[from], order[to])
    }
    let whole = Int(line * scale + offset) &* multiple
    return isFolded ? whole &+ folded[from] &+ folded[to] : whole
  }
}

extension Double {
  /// The largest power of two that times this number is no more than a limit.
  fileprivate func powerOfTwo(upTo limit: Double) -> Double {
    var power = 1.0
    while power * 2 * self <= limit { power *= 2 }
    while power * self > limit { power /= 2 }
    return power
  }
}

extension RoutingProblem {
  /// No distance between two places is longer.
  fileprivate var longestDistance: Double {
    switch distances.measure {
    case .matrix(let matrix): return matrix.values.max() ?? 0
    // Half way around the globe.
    case .greatCircle(let roadFactor): return .pi * Distances.earthRadius * roadFactor
    case .euclidean, .rounded, .truncated:
      let places = depots.map(\.location) + clients.map(\.location)
      let (x, y) = (places.map(\.x), places.map(\.y))
      let width = (x.max() ?? 0) - (x.min() ?? 0)
      let height = (y.max() ?? 0) - (y.min() ?? 0)
      return (width * width + height * height).squareRoot() + 1
    }
  }
}
