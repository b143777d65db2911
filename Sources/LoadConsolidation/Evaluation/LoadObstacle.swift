/// What forbids a load.
enum LoadObstacle: Hashable {
  case differentOrigins
  case rule(Int)
  case noRate
  case capacity(String)
  case features
  case window
  case stops
  case distanceUnknown
  case availability
  case facility

  func description(in problem: ConsolidationProblem) -> String {
    switch self {
    case .differentOrigins: "it is loaded at another place"
    case .rule(let index): problem.rules[index].summary
    case .noRate: "no carrier has a rate for it"
    case .capacity(let dimension): "no equipment holds its \(dimension)"
    case .features: "no equipment that fits has what is required"
    case .window: "the days of shipping and delivery leave no day for it"
    case .stops: "no carrier makes that many stops"
    case .distanceUnknown: "the distance between its stops is not known"
    case .facility: "the facilities it could come from are at their limit"
    case .availability: "every vehicle that could take it is taken"
    }
  }

  /// The later in the chain of checks a load fails, the closer it came.
  var rank: Int {
    switch self {
    case .differentOrigins: 0
    case .distanceUnknown: 1
    case .stops: 2
    case .rule: 3
    case .noRate: 4
    case .features: 5
    case .capacity: 6
    case .window: 7
    case .availability: 8
    case .facility: 9
    }
  }
}
