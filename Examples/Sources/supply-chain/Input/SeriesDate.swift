/// A year, a month or a day, as a table writes it: `1995`, `1995-07` or `1995-07-31`.
struct SeriesDate: Hashable, Comparable {
  enum Precision { case year, month, day }

  let precision: Precision
  let year: Int
  let month: Int
  let day: Int

  /// Reads a date; `nil` if there is no such day.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), zip(parts, [4, 2, 2]).allSatisfy({ $0.utf8.count == $1 })
    else { return nil }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == parts.count else { return nil }
    year = numbers[0]
    month = numbers.count > 1 ? numbers[1] : 1
    day = numbers.count > 2 ? numbers[2] : 1
    precision = [.year, .month, .day][numbers.count - 1]
    guard year > 0, (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day)
    else { return nil }
  }

  static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }

  /// Months since the year 0.
  var monthNumber: Int { year * 12 + month - 1 }

  /// Days since the first of January of the year 1.
  var dayNumber: Int {
    let past = year - 1
    let before = (1..<month).reduce(0) { $0 + Self.days(of: $1, in: year) }
    return past * 365 + past / 4 - past / 100 + past / 400 + before + day - 1
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap =
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }
}
