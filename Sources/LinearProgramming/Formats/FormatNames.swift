/// Names that a format can hold, each once.
struct FormatNames {
  private var names: [String] = []
  private var taken: Set<String> = []
  private var lastNumbers: [String: Int] = [:]

  subscript(index: Int) -> String { names[index] }

  static func columns(
    of program: LinearProgram, isAllowed: (UInt8) -> Bool
  ) -> FormatNames {
    FormatNames(program.variables.map { program.name(of: $0) }, isAllowed)
  }

  static func rows(of program: LinearProgram, isAllowed: (UInt8) -> Bool) -> FormatNames {
    FormatNames(program.constraints.map { program.name(of: $0) }, isAllowed)
  }

  /// What a format cannot hold becomes `_`; a name that is taken gets a number.
  private init(_ wanted: [String], _ isAllowed: (UInt8) -> Bool) {
    names.reserveCapacity(wanted.count)
    for name in wanted { names.append(reserve(Self.word(name, isAllowed))) }
  }

  /// A name that nobody else has.
  mutating func reserve(_ name: String) -> String {
    var candidate = name
    while !taken.insert(candidate).inserted {
      let number = lastNumbers[name, default: 1] + 1
      lastNumbers[name] = number
      candidate = "\(name)_\(number)"
    }
    return candidate
  }

  static func word(_ name: String, _ isAllowed: (UInt8) -> Bool) -> String {
    if !name.isEmpty && name.utf8.allSatisfy(isAllowed) { return name }
    let bytes = name.utf8.map { isAllowed($0) ? $0 : UInt8(ascii: "_") }
    return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
  }
}
