public import QueryPlanner

/// Raw values in the form in which people read them, in one language and one site's time.
public struct ValueFormat: Sendable {
  public let clock: SiteClock
  public let now: Instant
  let wording: Wording

  public init(language: String, clock: SiteClock, now: Instant) {
    (self.clock, self.now, wording) = (clock, now, .of(language))
  }

  /// The format of an answer's own language, zone and clock.
  public init(for answer: Answer) {
    self.init(
      language: answer.language, clock: SiteClock(timeZone: answer.provenance.timeZone), now: answer.provenance.asOf)
  }

  /// A table's cell, without the unit where the column's label can carry it; a missing value is "–".
  public func cell(_ cell: Cell, in column: TableBlock.Column) -> String {
    switch cell {
    case .null: "–"
    case .integer(let integer): number(Double(integer), unit: column.unit)
    case .number(let value): number(value, unit: column.unit)
    case .interval(let seconds): duration(seconds)
    case .text(let text): column.isState ? wording.states[text] ?? text : text
    case .bool(let bool): bool ? wording.yes : wording.no
    case .instant(let value): shortInstant(value)
    case .texts(let texts): texts.joined(separator: ", ")
    case .integers(let integers): integers.map(grouped).joined(separator: ", ")
    }
  }

  /// A value with its unit, as it stands in a sentence: "1,240 units", "78.4 %", "2 h 05 min".
  public func sentence(_ value: Double?, unit: Unit) -> String {
    guard let value, value.isFinite else { return "–" }
    let number = number(value, unit: unit)
    return unit == .units ? number + " " + wording.unit.counted(value == 1 ? 1 : 2) : number
  }

  /// A count with its noun: "1 order", "12 orders".
  public func counted(_ count: Int64, one: String, many: String) -> String {
    grouped(count) + " " + Wording.Noun(one, many).counted(count)
  }

  /// A number in the form of its unit; ratios come as fractions, durations in seconds.
  public func number(_ value: Double, unit: Unit) -> String {
    guard value.isFinite else { return "–" }
    switch unit {
    case .ratio: return fixed(value * 100, 1) + " %"
    case .seconds: return duration(value)
    case .units, .count, .none: return value == value.rounded() ? fixed(value, 0) : fixed(value, 1)
    case .unitsPerHour: return fixed(value, 1) + " " + wording.perHour
    case .money: return fixed(value, 2)
    case .perMillion: return fixed(value, 0) + " ppm"
    }
  }

  /// Seconds in the two units that read best: "45 s", "12 min 30 s", "2 h 05 min", "1 d 3 h".
  public func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e15 else { return "–" }
    let size = abs(seconds)
    if size < 59.95, size != size.rounded() {
      return fixed(seconds, size < 9.995 ? 2 : 1) + " " + wording.second
    }
    return duration(Int64(seconds.rounded()))
  }

  /// Whole seconds in the two units that read best.
  public func duration(_ seconds: Int64) -> String {
    let sign = seconds < 0 ? "−" : ""
    let size = Int(clamping: seconds.magnitude)
    if size < 60 { return "\(sign)\(size) \(wording.second)" }
    if size < 3600 {
      return "\(sign)\(size / 60) \(wording.minute)" + (size % 60 == 0 ? "" : " \(pad(size % 60)) \(wording.second)")
    }
    // Rounded before it is taken apart, so that 23 h 59 min 40 s becomes 1 d and not 24 h.
    let minutes = (size + 30) / 60
    if minutes < 24 * 60 {
      let rest = minutes % 60
      return "\(sign)\(minutes / 60) \(wording.hour)" + (rest == 0 ? "" : " \(pad(rest)) \(wording.minute)")
    }
    let hours = (size + 1800) / 3600
    return "\(sign)\(hours / 24) \(wording.day)" + (hours % 24 == 0 ? "" : " \(hours % 24) \(wording.hour)")
  }

  /// "1,240"
  public func grouped(_ integer: Int64) -> String {
    let digits = String(integer.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
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
    return sign + grouped(units / Int64(scale)) + "." + pad(Int(units % Int64(scale)), decimals)
  }
}

extension TableBlock.Column {
  /// States are shown with a sign and a word, so that they never depend on colour.
  var isState: Bool { name == "state" || name == "severity" || name == "category" }
  var isNumeric: Bool { type == .integer || type == .number }
}
