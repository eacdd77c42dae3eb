public import QueryPlanner

/// Raw values in the form in which people read them, in one language and one site's time.
public struct ValueFormat: Sendable {
  public let clock: SiteClock
  public let now: Instant
  /// Words and conventions of the language.
  public let messages: Messages

  public init(messages: Messages, clock: SiteClock, now: Instant) {
    (self.clock, self.now, self.messages) = (clock, now, messages)
  }

  /// The format of an answer's own language, zone and clock.
  public init(for answer: Answer) {
    self.init(
      messages: answer.messages, clock: SiteClock(timeZone: answer.provenance.timeZone), now: answer.provenance.asOf)
  }

  /// A table's cell, without the unit where the column's label can carry it; a missing value is "–".
  public func cell(_ cell: Cell, in column: TableBlock.Column) -> String {
    switch cell {
    case .null: "–"
    case .integer(let integer): number(Double(integer), unit: column.unit)
    case .number(let value): number(value, unit: column.unit)
    case .interval(let seconds): duration(seconds)
    case .text(let text): column.words[text] ?? (column.isState ? states(text) : text)
    case .bool(let bool): messages(bool ? LayoutMessage.yes : .no)
    case .instant(let value): shortInstant(value)
    case .texts(let texts): messages.commas(texts)
    case .integers(let integers): messages.commas(integers.map(grouped))
    }
  }

  /// A state with its sign; where a thing is in several, their words.
  private func states(_ text: String) -> String {
    messages.word(.states, text)
      ?? messages.commas(text.split(separator: ",").map { messages.state(String($0.drop { $0 == " " })) })
  }

  /// A value with its unit, as it stands in a sentence: "1,240 units", "78.4 %", "2 h 05 min".
  public func sentence(_ value: Double?, unit: Unit) -> String {
    guard let value, value.isFinite else { return "–" }
    let number = number(value, unit: unit)
    if case .text(let words) = unit { return "\(number) \(words)" }
    return unit == .units ? messages(NumberMessage.units, [.number: number], count: Int64(exactly: value)) : number
  }

  /// A message that says how many: "1 row", "12 rows".
  func counted(_ count: Int64, _ key: some MessageKey) -> String {
    messages(key, [.count: grouped(count)], count: count)
  }

  /// A number in the form of its unit; ratios come as fractions, durations in seconds.
  public func number(_ value: Double, unit: Unit) -> String {
    guard value.isFinite else { return "–" }
    switch unit {
    case .ratio: return messages(NumberMessage.percent, [.number: fixed(value * 100, 1)])
    case .points: return (value > 0 ? "+" : "") + points(value)
    case .seconds: return duration(value)
    case .units, .count, .none: return value == value.rounded() ? fixed(value, 0) : fixed(value, 1)
    case .unitsPerHour: return messages(NumberMessage.perHour, [.number: fixed(value, 1)])
    case .money: return fixed(value, 2)
    case .text: return fixed(value, value == value.rounded() ? 0 : abs(value) < 10 ? 2 : 1)
    case .perMillion: return messages(NumberMessage.perMillion, [.number: fixed(value, 0)])
    }
  }

  /// The difference of two ratios, in percentage points.
  func points(_ fraction: Double) -> String { messages(NumberMessage.points, [.number: fixed(fraction * 100, 1)]) }

  /// Seconds in the two units that read best: "45 s", "12 min 30 s", "2 h 05 min", "1 d 3 h".
  public func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e15 else { return "–" }
    let size = abs(seconds)
    if size < 59.95, size != size.rounded() {
      return messages(DurationMessage.seconds, [.seconds: fixed(seconds, size < 9.995 ? 2 : 1)])
    }
    return duration(Int64(seconds.rounded()))
  }

  /// Whole seconds in the two units that read best.
  public func duration(_ seconds: Int64) -> String {
    let sign = seconds < 0 ? "−" : ""
    let size = Int(clamping: seconds.magnitude)
    func said(_ key: DurationMessage, _ values: [Place: String]) -> String { sign + messages(key, values) }
    if size < 60 { return said(.seconds, [.seconds: String(size)]) }
    if size < 3600 {
      return size % 60 == 0
        ? said(.minutes, [.minutes: String(size / 60)])
        : said(.minutesSeconds, [.minutes: String(size / 60), .seconds: pad(size % 60)])
    }
    // Rounded before it is taken apart, so that 23 h 59 min 40 s becomes 1 d and not 24 h.
    let minutes = (size + 30) / 60
    if minutes < 24 * 60 {
      let rest = minutes % 60
      return rest == 0
        ? said(.hours, [.hours: String(minutes / 60)])
        : said(.hoursMinutes, [.hours: String(minutes / 60), .minutes: pad(rest)])
    }
    let hours = (size + 1800) / 3600
    return hours % 24 == 0
      ? said(.days, [.days: String(hours / 24)])
      : said(.daysHours, [.days: String(hours / 24), .hours: String(hours % 24)])
  }

  /// "1,240"
  public func grouped(_ integer: Int64) -> String {
    let digits = String(integer.magnitude)
    let sign = messages(NumberMessage.grouping)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += sign }
      result.append(digit)
    }
    return (integer < 0 ? "−" : "") + result
  }

  private func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = [1.0, 10, 100][min(decimals, 2)]
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return value.description }
    let units = Int64(scaled)
    let sign = value < 0 && units > 0 ? "−" : ""
    if decimals == 0 { return sign + grouped(units) }
    return sign + grouped(units / Int64(scale)) + messages(NumberMessage.decimal)
      + pad(Int(units % Int64(scale)), decimals)
  }
}

extension TableBlock.Column {
  /// States are shown with a sign and a word, so that they never depend on colour.
  var isState: Bool { name == "state" || name == "severity" || name == "category" }
  var isNumeric: Bool { type == .integer || type == .number }
}
