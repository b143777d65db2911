/// The number of threads a parallel algorithm uses.
///
/// It changes how long an algorithm takes and never what it returns.
///
/// ```swift
/// let threads: ThreadCount = 2
/// let limit = threads.limit  // 2; nil for .allCores
/// ```
public struct ThreadCount: Hashable, Sendable, Codable, ExpressibleByIntegerLiteral {
  /// The largest number of threads; `nil` for one on each core.
  public let limit: Int?

  /// A fixed number of threads; no more than one a core are ever used.
  ///
  /// - Parameter count: The number; one is assumed where it is less than one.
  public init(_ count: Int) { limit = max(1, count) }

  /// A fixed number of threads; no more than one a core are ever used.
  ///
  /// - Parameter value: The number; one is assumed where it is less than one.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Reads a number of threads, or null for all cores.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    limit = container.decodeNil() ? nil : max(1, try container.decode(Int.self))
  }

  private init() { limit = nil }

  /// One thread on each core.
  public static let allCores = ThreadCount()

  /// Writes the number, or null for all cores.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let limit { try container.encode(limit) } else { try container.encodeNil() }
  }
}
