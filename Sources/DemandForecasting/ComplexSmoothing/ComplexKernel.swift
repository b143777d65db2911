/// The recursion of complex exponential smoothing over flat memory: the sum of squared errors, and how the
/// errors turn with the parameters.
///
/// Initial states are found by backcasting: the recursion runs forth, from where it ended back, and forth again
/// (Svetunkov and Kourentzes 2022, <https://doi.org/10.1002/nav.22074>). The slopes by all four parameters are
/// carried along in one vector: a step waits for its error anyway, so they come almost for nothing.
///
/// The memory is written by one fit on one thread; no reference to it leaves the fit.
final class ComplexKernel {
  /// The parameters in their flat order: α₀ and α₁, then β₀ and β₁ of the season, or its share.
  typealias Point = SIMD4<Double>

  /// The normal equations of the least squares at a point.
  struct Equations {
    var sumOfSquares = 0.0
    /// Half the gradient of the sum of squares.
    var gradient = Point.zero
    /// The products of the errors' slopes, row by row.
    var products = (Point.zero, Point.zero, Point.zero, Point.zero)
  }

  /// A state with its slopes by the parameters.
  private struct Cell {
    var level: Double
    var information: Double
    var levelSlope = Point.zero
    var informationSlope = Point.zero

    init(_ state: ComplexState) { (level, information) = (state.level, state.information) }

    var state: ComplexState { ComplexState(level: level, information: information) }

    @inline(__always)
    mutating func advance(by error: Double, _ errorSlope: Point, _ move: Move) {
      let (old, oldSlope) = (level, levelSlope)
      level += move.levelByInformation * information + move.levelByError * error
      levelSlope += move.levelByInformation * informationSlope
      levelSlope += move.levelByError * errorSlope
      levelSlope += information * move.levelByInformationSlope
      levelSlope += error * move.levelByErrorSlope
      var slope = move.informationByLevel * oldSlope
      slope += move.informationByInformation * informationSlope
      slope += move.informationByError * errorSlope
      slope += information * move.informationByInformationSlope
      slope += error * move.informationByErrorSlope
      information =
        move.informationByLevel * old + move.informationByInformation * information
        + move.informationByError * error
      informationSlope = slope
    }
  }

  /// The numbers of a step in front of level, information and error, with their slopes.
  private struct Move {
    var levelByInformation = 0.0
    var levelByError = 0.0
    var informationByLevel = 0.0
    var informationByInformation = 0.0
    var informationByError = 0.0
    var levelByInformationSlope = Point.zero
    var levelByErrorSlope = Point.zero
    var informationByInformationSlope = Point.zero
    var informationByErrorSlope = Point.zero

    /// A state that stays at nothing.
    static let none = Move()

    /// That of a level which takes in a share of the error, and of no information.
    static func share(_ point: Point, at lane: Int) -> Move {
      var move = Move()
      move.levelByError = point[lane]
      move.levelByErrorSlope[lane] = 1
      return move
    }

    /// That of a complex parameter in two lanes.
    static func complex(_ point: Point, at lane: Int) -> Move {
      var move = Move()
      let (real, imaginary) = (point[lane], point[lane + 1])
      move.levelByInformation = imaginary - 1
      move.levelByInformationSlope[lane + 1] = 1
      move.levelByError = real - imaginary
      move.levelByErrorSlope[lane] = 1
      move.levelByErrorSlope[lane + 1] = -1
      move.informationByLevel = 1
      move.informationByInformation = 1 - real
      move.informationByInformationSlope[lane] = -1
      move.informationByError = real + imaginary
      move.informationByErrorSlope[lane] = 1
      move.informationByErrorSlope[lane + 1] = 1
      return move
    }
  }

  private let values: [Double]
  private let season: ComplexExponentialSmoothing.Season
  private let startOwn: Cell
  private let startSeasons: [Cell]
  private var own: Cell
  private var seasons: [Cell]

  /// A kernel for one form, which begins with given states before they are backcast; those of the places are none
  /// without a season.
  init(
    _ values: [Double], season: ComplexExponentialSmoothing.Season, own: ComplexState,
    seasonal: [ComplexState]
  ) {
    self.values = values
    self.season = season
    startOwn = Cell(season == .simple ? .zero : own)
    startSeasons = seasonal.isEmpty ? [Cell(.zero)] : seasonal.map { Cell($0) }
    self.own = startOwn
    seasons = startSeasons
  }

  /// The states after the last evaluation: the one without a season, and those of the places.
  var finalOwn: ComplexState { own.state }
  var finalSeasons: [ComplexState] { season == .none ? [] : seasons.map(\.state) }

  /// Least squares at a point, with initial states that are backcast there.
  func evaluate(at point: Point) -> Equations {
    let ownMove = season == .simple ? .none : Move.complex(point, at: 0)
    let seasonMove: Move =
      switch season {
      case .none: .none
      case .partial: .share(point, at: 2)
      case .simple, .full: .complex(point, at: 2)
      }
    own = startOwn
    for place in seasons.indices { seasons[place] = startSeasons[place] }
    _ = run(ownMove, seasonMove, backwards: false)
    _ = run(ownMove, seasonMove, backwards: true)
    return run(ownMove, seasonMove, backwards: false)
  }

  private func run(_ ownMove: Move, _ seasonMove: Move, backwards: Bool) -> Equations {
    var own = own
    var equations = Equations()
    let (last, period) = (values.count - 1, seasons.count)
    values.withUnsafeBufferPointer { values in
      seasons.withUnsafeMutableBufferPointer { seasons in
        var place = backwards ? last % period : 0
        for step in 0..<values.count {
          let value = values[backwards ? last - step : step]
          var (error, slope) = (0.0, Point.zero)
          if !value.isNaN {
            error = value - own.level - seasons[place].level
            slope = -own.levelSlope - seasons[place].levelSlope
            equations.add(error, slope)
          }
          own.advance(by: error, slope, ownMove)
          seasons[place].advance(by: error, slope, seasonMove)
          place =
            backwards ? (place == 0 ? period : place) - 1 : (place + 1 == period ? 0 : place + 1)
        }
      }
    }
    self.own = own
    return equations
  }
}

extension ComplexKernel.Equations {
  @inline(__always)
  fileprivate mutating func add(_ error: Double, _ slope: ComplexKernel.Point) {
    sumOfSquares += error * error
    gradient += error * slope
    products.0 += slope.x * slope
    products.1 += slope.y * slope
    products.2 += slope.z * slope
    products.3 += slope.w * slope
  }
}
