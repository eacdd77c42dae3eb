internal import Foundation
internal import QueryPlanner

/// A date format of a mapping: `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` and the characters between them.
struct LocalTimeFormat: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case field(Field)
    case literal(UInt8)
  }
  private enum Field: String, Sendable, CaseIterable {
    case year = "yyyy"
    case month = "MM"
    case day = "dd"
    case hour = "HH"
    case minute = "mm"
    case second = "ss"
  }
  private var pieces: [Piece] = []

  /// Nil where a letter is not one of the fields, or year, month or day is missing.
  init?(pattern: String) {
    var rest = Substring(pattern)
    var fields: Set<Field> = []
    while let first = rest.utf8.first {
      if let field = Field.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
        pieces.append(.field(field))
        rest.removeFirst(field.rawValue.count)
        guard fields.insert(field).inserted else { return nil }
      } else {
        if rest.first?.isLetter == true, rest.first != "T" { return nil }
        pieces.append(.literal(first))
        rest = Substring(rest.utf8.dropFirst())
      }
    }
    guard fields.isSuperset(of: [.year, .month, .day]) else { return nil }
  }

  /// The instant that a clock on the wall of `zone` showed as `text`; nil where the text is no date of this format or
  /// the calendar has no such day. Month, day and hour may be written with one digit.
  func instant(of text: String, in zone: TimeZone) -> Instant? {
    var values: [Field: Int] = [:]
    var bytes = text.utf8[...]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .literal(let byte):
        guard bytes.popFirst() == byte else { return nil }
      case .field(let field):
        // A field that touches the next one has its full width.
        var isTouching = false
        if index + 1 < pieces.count, case .field = pieces[index + 1] { isTouching = true }
        let digits = bytes.prefix(field.rawValue.count).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, !isTouching || digits.count == field.rawValue.count,
          field != .year || digits.count == 4
        else { return nil }
        values[field] = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        bytes.removeFirst(digits.count)
      }
    }
    guard bytes.isEmpty else { return nil }
    return instant(values, zone)
  }

  private func instant(_ values: [Field: Int], _ zone: TimeZone) -> Instant? {
    guard let year = values[.year], let month = values[.month], let day = values[.day] else { return nil }
    let (hour, minute, second) = (values[.hour] ?? 0, values[.minute] ?? 0, values[.second] ?? 0)
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60 else { return nil }
    let days = Self.daysSince1970(year, month, day)
    guard CivilDate(postgresDays: days - 10_957) == CivilDate(year: year, month: month, day: day) else { return nil }
    let wall = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    // The offset at the instant itself; near a change of the clocks the first guess may be on the other side.
    let guess = wall - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall))))
    return Instant(seconds: wall - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess)))))
  }

  /// Howard Hinnant's `days_from_civil` (howardhinnant.github.io/date_algorithms.html).
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
  }
}
