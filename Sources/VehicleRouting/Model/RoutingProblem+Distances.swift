extension RoutingProblem {
  /// How far it is from place to place: computed from the coordinates, or looked up in a matrix.
  ///
  /// ```swift
  /// let road = RoutingProblem.Distances.greatCircle(roadFactor: 1.3)
  /// let measured = RoutingProblem.Distances.matrix(
  ///   .init(rows: [[0, 7, 9], [8, 0, 4], [9, 5, 0]]))
  /// ```
  ///
  /// Distances from coordinates are stored for a few hundred places at most: memory grows with the
  /// number of clients and not with its square.
  public struct Distances: Sendable, Hashable, Codable {
    package enum Measure: Hashable, Codable, Sendable {
      case euclidean
      case rounded
      case truncated
      case greatCircle(roadFactor: Double)
      case matrix(Matrix)
    }

    package let measure: Measure

    /// The straight line in the plane.
    public static let euclidean = Distances(measure: .euclidean)

    /// The straight line, rounded to the nearest integer: `EUC_2D` of TSPLIB.
    public static let roundedEuclidean = Distances(measure: .rounded)

    /// The straight line, cut off after one decimal: the convention of the DIMACS challenge for time
    /// windows.
    public static let truncatedEuclidean = Distances(measure: .truncated)

    /// The shortest way over a globe of radius 6371.0088 km, in kilometres, times a factor.
    ///
    /// - Parameter roadFactor: How much longer the road is than the line; about 1.3 in most regions.
    /// - Returns: A measure for places with longitude and latitude in degrees.
    public static func greatCircle(roadFactor: Double = 1) -> Distances {
      Distances(measure: .greatCircle(roadFactor: roadFactor))
    }

    /// Given distances, which need not be the same both ways; depots come first.
    public static func matrix(_ matrix: Matrix) -> Distances {
      Distances(measure: .matrix(matrix))
    }

    /// The mean radius of the earth in kilometres (IUGG).
    package static let earthRadius = 6371.0088
  }

  /// How long the travel takes from place to place.
  ///
  /// ```swift
  /// let byTheHour = RoutingProblem.Durations.speed(60)  // distance in km, time in hours
  /// ```
  public struct Durations: Sendable, Hashable, Codable {
    package enum Measure: Hashable, Codable, Sendable {
      case proportional(timePerDistance: Double)
      case matrix(Matrix)
    }

    package let measure: Measure

    /// As long as it is far: the convention of the classical benchmark sets.
    public static let proportional = Durations(measure: .proportional(timePerDistance: 1))

    /// In proportion to the distance.
    ///
    /// - Parameter speed: The distance covered in a unit of time; above zero.
    /// - Returns: Durations of distance over speed.
    public static func speed(_ speed: Double) -> Durations {
      Durations(measure: .proportional(timePerDistance: 1 / speed))
    }

    /// Given durations, which need not be the same both ways; depots come first.
    public static func matrix(_ matrix: Matrix) -> Durations {
      Durations(measure: .matrix(matrix))
    }
  }

  /// A square table of distances or durations, row by row: from the row's place to the column's.
  ///
  /// ```swift
  /// let matrix = RoutingProblem.Matrix(rows: [[0, 7], [8, 0]])
  /// print(matrix[0, 1], matrix[1, 0])  // 7.0 8.0
  /// ```
  public struct Matrix: Sendable, Hashable, Codable {
    /// The number of rows, as was claimed; the problem checks it.
    public let size: Int
    /// The entries, row by row.
    public let values: [Double]

    /// A table from its entries, row by row.
    public init(size: Int, values: [Double]) {
      self.size = size
      self.values = values
    }

    /// A table from its rows, which should all be as long as there are rows.
    public init(rows: [[Double]]) {
      self.init(size: rows.count, values: rows.flatMap { $0 })
    }

    /// The entry from one place to another.
    public subscript(from: Int, to: Int) -> Double { values[from * size + to] }
  }
}
