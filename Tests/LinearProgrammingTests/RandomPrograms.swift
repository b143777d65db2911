import LinearProgramming
import SupplyChainCore

/// Programs for the property tests.
enum RandomPrograms {
  /// Any program that can be meant: all kinds of variables, bounds and constraints, odd numbers.
  static func anything(seed: UInt64) -> LinearProgram {
    var generator = SeededGenerator(seed: seed)
    var program = LinearProgram(name: "random")
    let count = 1 + generator.index(below: 12)
    for index in 0..<count {
      let kinds: [Variable.Kind] = [.continuous, .continuous, .integer, .semiContinuous, .binary]
      let kind = kinds[generator.index(below: kinds.count)]
      var bounds = anyBounds(&generator)
      if kind == .semiContinuous { bounds = (generator.uniform(), 1 + generator.uniform() / 3) }
      if kind == .binary { bounds = (0, 1) }
      program.addVariable(
        "v\(index)", kind, lower: bounds.0, upper: bounds.1,
        cost: generator.index(below: 3) == 0 ? 0 : anyNumber(&generator))
    }
    let sense: LinearProgram.Sense = generator.index(below: 2) == 0 ? .minimize : .maximize
    program.setSense(sense, constant: generator.index(below: 2) == 0 ? 0 : anyNumber(&generator))
    for row in 0..<generator.index(below: 10) {
      var expression = LinearExpression()
      for variable in program.variables where generator.index(below: 2) == 0 {
        expression += anyNumber(&generator) * variable
      }
      // A range that MPS can hold: from zero, so that the distance is the upper bound.
      var bounds = anyBounds(&generator)
      if bounds.0 > -.infinity && bounds.1 < .infinity && bounds.0 != bounds.1 {
        bounds = (0, bounds.1.magnitude)
      }
      program.add(
        Constraint(expression, lower: bounds.0, upper: bounds.1), named: "r\(row)")
    }
    return program
  }

  private static func anyNumber(_ generator: inout SeededGenerator) -> Double {
    let scales = [1, 1, 1, 1e-7, 1e9, 1.0 / 3]
    let number = (generator.uniform() - 0.5) * scales[generator.index(below: scales.count)]
    return generator.index(below: 3) == 0 ? (number * 10).rounded(.up) + 0.5 : number
  }

  private static func anyBounds(_ generator: inout SeededGenerator) -> (Double, Double) {
    let one = anyNumber(&generator)
    let other = one + generator.uniform()
    switch generator.index(below: 6) {
    case 0: return (-.infinity, .infinity)
    case 1: return (-.infinity, one)
    case 2: return (one, .infinity)
    case 3: return (one, one)
    case 4: return (0, .infinity)
    default: return (one, other)
    }
  }

  /// A bounded feasible program with a known feasible point; mixed integer where asked for.
  static func feasible(
    variables: Int, constraints: Int, isMixed: Bool, seed: UInt64
  ) -> LinearProgram {
    var generator = SeededGenerator(seed: seed)
    var program = LinearProgram()
    var point: [Double] = []
    for index in 0..<variables {
      let isInteger = isMixed && index % 2 == 0
      program.addVariable(
        nil, isInteger ? .integer : .continuous, lower: 0,
        upper: Double(1 + generator.index(below: 9)),
        cost: Double(generator.index(below: 41)) - 20)
      let upper = program.bounds(of: program.variables[index])?.upper ?? 0
      point.append((generator.uniform() * upper).rounded())
    }
    for _ in 0..<constraints {
      var expression = LinearExpression()
      for variable in program.variables where generator.index(below: 2) == 0 {
        expression += Double(generator.index(below: 19) - 9) * variable
      }
      let value = expression.value(at: point)
      let slack = Double(generator.index(below: 4))
      switch generator.index(below: 4) {
      case 0: program.add(expression >= value - slack)
      case 1: program.add(expression == value)
      case 2: program.add(expression.between(value - slack, and: value + 1))
      default: program.add(expression <= value + slack)
      }
    }
    if generator.index(below: 2) == 0 { program.setSense(.maximize, constant: 3) }
    return program
  }
}

extension LinearProgram {
  /// The same program under another name.
  func named(_ name: String?) -> LinearProgram {
    var copy = self
    copy.name = name
    return copy
  }
}
