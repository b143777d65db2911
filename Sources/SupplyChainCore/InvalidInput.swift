/// The error for input that cannot be meant: every problem found, each with its place.
///
/// All problems of one value are collected before the error is thrown, so that a user mends a file
/// or a form once and not a line at a time.
///
/// ```swift
/// struct Shelf {
///   init(capacity: Double) throws(InvalidInput) {
///     if !(capacity >= 0) { throw InvalidInput("capacity", value: capacity, "is negative") }
///   }
/// }
///
/// do {
///   _ = try Shelf(capacity: -1)
/// } catch {
///   print(error)  // capacity (-1.0) is negative
/// }
/// ```
public struct InvalidInput: Error, Hashable, Sendable, Codable {
  /// The problems, in the order of the input; never empty.
  public let problems: [Problem]

  /// One thing that is wrong.
  public struct Problem: Hashable, Sendable, Codable {
    /// The name of the field as the user knows it, for instance `timeWindow.latest`.
    public var field: String
    /// The position of the element within a list, counted from zero; `nil` where there is no list.
    public var index: Int?
    /// The line of a text, counted from one; `nil` where the input is not a text.
    public var line: Int?
    /// The offending value as text; `nil` where the value is absent.
    public var value: String?
    /// What is wrong with it, as the end of a sentence: `is negative`.
    public var reason: String

    /// Describes one problem.
    ///
    /// - Parameters:
    ///   - field: The name of the field as the user knows it.
    ///   - index: The position of the element within a list, counted from zero.
    ///   - line: The line of a text, counted from one.
    ///   - value: The offending value as text.
    ///   - reason: What is wrong, as the end of a sentence: `is negative`.
    public init(
      field: String, index: Int? = nil, line: Int? = nil, value: String? = nil, reason: String
    ) {
      self.field = field
      self.index = index
      self.line = line
      self.value = value
      self.reason = reason
    }
  }

  /// Collects several problems into one error.
  ///
  /// - Parameter problems: The problems, in the order of the input. An empty list is replaced by a
  ///   problem that says so, since an error without a reason helps nobody.
  public init(_ problems: [Problem]) {
    self.problems =
      problems.isEmpty ? [Problem(field: "input", reason: "is invalid")] : problems
  }

  /// An error with a single problem.
  ///
  /// - Parameters:
  ///   - field: The name of the field as the user knows it.
  ///   - index: The position of the element within a list, counted from zero.
  ///   - value: The offending value.
  ///   - reason: What is wrong, as the end of a sentence: `is negative`.
  public init(
    _ field: String, at index: Int? = nil, value: some Sendable, _ reason: String
  ) {
    self.init([Problem(field: field, index: index, value: "\(value)", reason: reason)])
  }

  /// An error with a single problem and no value, for something that is missing.
  ///
  /// - Parameters:
  ///   - field: The name of the field as the user knows it.
  ///   - index: The position of the element within a list, counted from zero.
  ///   - reason: What is wrong, as the end of a sentence: `is empty`.
  public init(_ field: String, at index: Int? = nil, _ reason: String) {
    self.init([Problem(field: field, index: index, reason: reason)])
  }
}

extension InvalidInput.Problem: CustomStringConvertible {
  /// The problem as one line: `clients[12].demand (-3.0) is negative`.
  ///
  /// The line number of a text is left to whoever knows the name of the file.
  public var description: String {
    // `clients.demand` with index 12 reads as `clients[12].demand`: the index belongs to the list.
    var place = field
    if let index {
      if let dot = field.firstIndex(of: ".") {
        place = "\(field[..<dot])[\(index)]\(field[dot...])"
      } else {
        place = "\(field)[\(index)]"
      }
    }
    return value.map { "\(place) (\(Self.onOneLine($0))) \(reason)" } ?? "\(place) \(reason)"
  }

  /// The value as a message shows it: without line breaks, and cut where it would fill the screen.
  private static func onOneLine(_ value: String) -> String {
    let limit = 80
    let head = value.unicodeScalars.prefix(limit).map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : "\(scalar)"
    }
    return head.joined() + (value.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
  }
}

extension InvalidInput: CustomStringConvertible {
  /// All problems, one a line, with the line of the text where there is one.
  public var description: String {
    problems.map { problem in
      problem.line.map { "\($0): \(problem)" } ?? "\(problem)"
    }.joined(separator: "\n")
  }
}
