/// A pair of places between which goods travel.
///
/// ```swift
/// let lane = Lane(from: "Antwerp", to: "Lyon")
/// print(lane)  // "Antwerp → Lyon"
/// ```
public struct Lane: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code of the place where it starts.
  public let origin: String
  /// The code of the place where it ends.
  public let destination: String

  /// A lane from one place to another.
  ///
  /// - Parameters:
  ///   - origin: The code of the place where it starts.
  ///   - destination: The code of the place where it ends.
  public init(from origin: String, to destination: String) {
    self.origin = origin
    self.destination = destination
  }

  /// The lane as `origin → destination`.
  public var description: String { "\(origin) → \(destination)" }
}
