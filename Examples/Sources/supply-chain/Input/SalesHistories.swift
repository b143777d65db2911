/// A product at a site.
struct ItemKey: Hashable {
  let product: String
  let site: String
}

/// The sales of all items, as they are read row by row.
struct SalesHistories {
  private struct History {
    var dates: [SalesDate] = []
    var quantities: [Double?] = []
    /// The line of its first row.
    var line: Int
  }

  private var histories: [ItemKey: History] = [:]
  /// The items in the order in which they first appear.
  private var keys: [ItemKey] = []

  /// Adds a row; gives what is wrong with it, if anything is.
  mutating func add(
    _ quantity: Double?, on date: SalesDate, to key: ItemKey, line: Int
  ) -> String? {
    if histories[key] == nil { keys.append(key) }
    var reason: String?
    if let last = histories[key]?.dates.last, date <= last {
      reason =
        date == last
        ? "\(key.product) at \(key.site) has two rows for one date"
        : "the date is before that of the row above for \(key.product) at \(key.site)"
    } else {
      histories[key, default: History(line: line)].dates.append(date)
      histories[key, default: History(line: line)].quantities.append(quantity)
    }
    return reason
  }

  /// How all dates follow each other.
  var calendar: SalesCalendar? { SalesCalendar(of: Set(histories.values.flatMap(\.dates))) }

  /// Every history from the first date of its own to the last of all; a date that is not there is a
  /// missing value.
  func series(
    by calendar: SalesCalendar
  ) -> [(key: ItemKey, values: [Double?], line: Int)] {
    let last = histories.values.compactMap { $0.dates.last.map(calendar.period(of:)) }.max() ?? 0
    return keys.compactMap { key in
      guard let history = histories[key], let start = history.dates.first else { return nil }
      let first = calendar.period(of: start)
      var values = [Double?](repeating: nil, count: last - first + 1)
      for (date, quantity) in zip(history.dates, history.quantities) {
        values[calendar.period(of: date) - first] = quantity
      }
      return (key, values, history.line)
    }
  }
}
