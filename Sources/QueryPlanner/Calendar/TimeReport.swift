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
    guard let match = best(of: grammar.matches(in: tokens)) else { return nil }
    let time = try calendar.window(of: match.expression, at: now, direction: direction)
    let bytes = Array(text.utf8)
    let span = tokens[match.tokens.lowerBound].span.lowerBound..<tokens[match.tokens.upperBound - 1].span.upperBound
    return TimeReport(match: match, time: time, words: String(decoding: bytes[span], as: UTF8.self))
  }

  /// The surest and longest one; of equals the first.
  static func best(of matches: [TimeMatch]) -> TimeMatch? {
    matches.max { a, b in
      if a.isWeak != b.isWeak { return a.isWeak }
      if a.tokens.count != b.tokens.count { return a.tokens.count < b.tokens.count }
      return a.tokens.lowerBound > b.tokens.lowerBound
    }
  }

  /// `{"from", "to", "grain", "reading"}` as one line of JSON, instants with the site's offset.
  ///
  /// - Parameter reading: how the time was understood, in words.
  public func json(_ calendar: SiteCalendar, reading: String) -> String {
    func text(_ instant: Instant?) -> String { instant.map { "\"\(calendar.rfc3339($0))\"" } ?? "null" }
    // A reading is made of the language's own words and of names of shifts.
    let reading = reading.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "{\"from\":\(text(time.from)),\"to\":\(text(time.to)),\"grain\":\"\(time.grain.rawValue)\","
      + "\"reading\":\"\(reading)\"}"
  }
}
