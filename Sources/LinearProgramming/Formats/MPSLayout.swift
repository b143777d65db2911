/// How the fields of an MPS file are told apart.
public enum MPSLayout: Hashable, Sendable, Codable {
  /// Free where the text can be read so, fixed where it cannot: names with spaces need it.
  case automatic
  /// By blanks.
  case free
  /// By their columns: 2–3, 5–12, 15–22, 25–36, 40–47 and 50–61.
  case fixed
}
