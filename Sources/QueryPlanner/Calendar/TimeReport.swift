public import IntentParser

/// How one text's time is read: what `ask time` prints.
public struct TimeReport: Sendable, Hashable {
  public var match: TimeMatch
  public var time: ResolvedTime
  /// The words of the text that were read as the time.
  public var words: String

  /// Finds the time in a text, longer and surer ones first, and resolves it.
  ///
  /// - Returns: nil where the text names no time.
  /// - Throws: ``CalendarError`` where the best time found has no window.
  public static func read(
    _ text: String, grammar: TimeGrammar, calendar: SiteCalendar, at now: Instant, direction: TimeDirection = .past
  ) throws(CalendarError) -> TimeReport? {
    let tokens = Tokenizer().tokens(in: text)
    let matches = grammar.matches(in: tokens)
    guard let match = best(of: matches) else { return nil }
    if matches.contains(where: { match.isBesideAnother($0) }) { throw .severalTimes }
    let time = try calendar.window(of: match.expression, at: now, direction: direction)
    func words(_ range: Range<Int>) -> String {
      let span = tokens[range.lowerBound].span.lowerBound..<tokens[range.upperBound - 1].span.upperBound
      return String(decoding: Array(text.utf8)[span], as: UTF8.self)
    }
    if let rest = grammar.leftover(beside: match.tokens, in: tokens) { throw .notWhole(words(rest)) }
    return TimeReport(match: match, time: time, words: words(match.tokens))
  }

  /// The surest and longest one; of equals the first.
  static func best(of matches: [TimeMatch]) -> TimeMatch? {
    matches.max { a, b in
      // "đầu tháng 3", which might be no time, is all of what "tháng 3" is a part of.
      if a.isWeak != b.isWeak {
        let (weak, sure) = a.isWeak ? (a, b) : (b, a)
        let covers =
          weak.tokens != sure.tokens && weak.tokens.lowerBound <= sure.tokens.lowerBound
          && sure.tokens.upperBound <= weak.tokens.upperBound
        return a.isWeak != covers
      }
      if a.tokens.count != b.tokens.count { return a.tokens.count < b.tokens.count }
      return a.tokens.lowerBound > b.tokens.lowerBound
    }
  }

  /// `{"from", "to", "grain", "reading"}` as one line of JSON, instants with the site's offset; with `hours` and
  /// `weekdays` (1 is Monday) where only those of the window are meant.
  ///
  /// - Parameter reading: how the time was understood, in words.
  public func json(_ calendar: SiteCalendar, reading: String) -> String {
    func text(_ instant: Instant?) -> String { instant.map { "\"\(calendar.rfc3339($0))\"" } ?? "null" }
    // A reading is made of the language's own words and of names of shifts.
    let reading = reading.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    // Keys of what recurs stand only where it does.
    var recurring = ""
    if let hours = match.hours {
      func clock(_ time: ClockTime) -> String { "\"\(padded(time.hour)):\(padded(time.minute))\"" }
      recurring += ",\"hours\":{\"from\":\(clock(hours.from)),\"to\":\(clock(hours.to))}"
    }
    if !match.weekdays.isEmpty {
      recurring += ",\"weekdays\":[\(match.weekdays.map(String.init).joined(separator: ","))]"
    }
    return "{\"from\":\(text(time.from)),\"to\":\(text(time.to)),\"grain\":\"\(time.grain.rawValue)\","
      + "\"reading\":\"\(reading)\"\(recurring)}"
  }
}

extension TimeMatch {
  /// Whether another time of the same kind stands beside this one, a word between them or none: "yesterday tomorrow",
  /// "Monday and Thursday". Neither is what the text means.
  fileprivate func isBesideAnother(_ other: TimeMatch) -> Bool {
    guard !isWeak, !other.isWeak, expression != other.expression else { return false }
    let (first, second) = tokens.lowerBound < other.tokens.lowerBound ? (self, other) : (other, self)
    guard (0...1).contains(second.tokens.lowerBound - first.tokens.upperBound) else { return false }
    return switch (expression, other.expression) {
    case (.relative(let unit, _), .relative(let another, _)): unit == another
    case (.weekday, .weekday), (.date, .date), (.month, .month): true
    default: false
    }
  }
}
