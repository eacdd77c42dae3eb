import Foundation
import QueryPlanner

/// Windows that our table of times gives where the corpus has another convention, worked out from the words and the
/// corpus's own window alone: what our code reads takes no part in it.
struct CorpusPolicy {
  enum Rule: String {
    case endIncluded = "ends named as days or longer are included"
    case until = "by, until, through X: up to its end"
    case after = "after X: from its end on"
    case since = "since X: to now"
    case instant = "to date, now: the instant, not the date"
    case part = "parts of the day: 06-12, 12-18, 18-22, 22-06"
    case weekday = "last Monday: of the last 7 days; next Friday: the first after today"
    case complete = "last 3 days: complete ones, without the current"
    case section = "first and last week 7 days, mid-March 11-20, end of March its last 10 days"
    case contradiction = "a date that is not the weekday said is refused"
    case anchor = "the same week: of what is not said, and a missing anchor is refused"
    case zone = "all times are the site's own: one in another zone is refused"
    case dayFirst = "day before month where only numbers are given"
  }
  let span: String
  let now: Instant

  init(span: String, now: Instant) {
    self.span = span.lowercased()
    self.now = now
  }

  /// What our table says, with its line, for the corpus's windows; rules follow each other: "since late July".
  func expected(for wanted: [TimeWindow]) -> [(rule: Rule, window: TimeWindow)] {
    let count = wanted.count
    let wanted = wanted + wanted.flatMap { nearer($0) }
    var found =
      wanted.flatMap { sections($0) } + wanted.dropFirst(count).map { (rule: .weekday, window: $0) } + complete()
    let bases =
      wanted.map { (rule: Rule?.none, window: $0) } + found.map { (rule: Rule?.some($0.rule), window: $0.window) }
    for base in bases {
      for (rule, window) in ends(base.window) {
        found.append((base.rule ?? rule, window))
        // "between now and November 15th": two lines at once.
        found += ends(window).map { (rule: base.rule ?? rule, window: $0.window) }
      }
    }
    for window in wanted { found += part(window) }
    return found
  }

  // MARK: Ends

  private func ends(_ window: TimeWindow) -> [(rule: Rule, window: TimeWindow)] {
    var found: [(rule: Rule, window: TimeWindow)] = []
    func add(_ rule: Rule, _ from: Instant?, _ to: Instant?) { found.append((rule, TimeWindow(from: from, to: to))) }
    let today = Instant(seconds: now.seconds / 86_400 * 86_400)
    if has("since"), window.to == nil { add(.since, window.from, now) }
    if has("to date|now|so far|ytd|present|this time|moment"), now != today {
      if window.to == today { add(.instant, window.from, now) }
      if window.from == today { add(.instant, now, window.to) }
    }
    if let to = window.to, window.from != nil,
      has("to|through|till|until|and|between|from") || span.contains(where: { "-~–—".contains($0) })
    {
      if let unit = unit(of: tail) { add(.endIncluded, window.from, later(to, unit)) }
    }
    if let to = window.to, window.from == nil, has("by|until|till|through|to|up to|as late as"),
      let unit = unit(of: tail)
    {
      add(.until, nil, later(to, unit))
    }
    if let from = window.from, window.to == nil, has("after|later than|past"), let unit = unit(of: tail) {
      add(.after, later(from, unit), nil)
    }
    return found
  }

  /// What stands behind the last word that joins two ends.
  private var tail: String {
    let joined = span.replacing(/\b(to|through|till|until|and|by|after|since|as late as)\b|[~–—]/, with: "|")
    let cut = joined.replacing(/([0-9a-z]) ?- ?([0-9a-z])/) { "\($0.1)|\($0.2)" }
    // A date with hyphens stays whole.
    if let date = span.firstMatch(of: /\d+-\d+-\d+$/) { return String(date.output) }
    return cut.split(separator: "|").last.map(String.init) ?? span
  }

  private enum Length { case day, month, quarter, year }

  /// The unit that an end names; none for clock times.
  private func unit(of end: String) -> Length? {
    if end.contains(/\d:\d|\d ?(am|pm)\b|o'?clock|\bnow\b/) { return nil }
    if end.contains(/\bq[1-4]\b|quarter/) { return .quarter }
    let months = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/
    let ordinals =
      /\b(first|second|third|[a-z]+th|[a-z]+day|tomorrow|current date|\d{1,2}(st|nd|rd|th)?)\b|\d+[.\/-]\d+[.\/-]\d+/
    let rest = end.replacing(/month/, with: "")
    if rest.contains(ordinals) { return .day }
    if rest.contains(months) { return .month }
    return rest.contains(/\b\d{4}\b|year/) ? .year : nil
  }

  private func later(_ instant: Instant, _ unit: Length) -> Instant {
    if unit == .day { return instant + 86_400 }
    let date = CivilDate(dayNumber: Int(instant.seconds / 86_400))
    let months = date.year * 12 + date.month - 1 + (unit == .month ? 1 : unit == .quarter ? 3 : 12)
    return start(months / 12, months % 12 + 1, date.day)
  }

  // MARK: Days and parts

  private func part(_ window: TimeWindow) -> [(rule: Rule, window: TimeWindow)] {
    guard let from = window.from else { return [] }
    let midnight = Instant(seconds: from.seconds / 86_400 * 86_400)
    let hours: [(String, Int64, Int64)] = [
      ("morning|mornings", 6, 12), ("afternoon", 12, 18), ("evening", 18, 22), ("night|tonight|tonite", 22, 30),
    ]
    return hours.filter { has($0.0) }.map {
      (.part, TimeWindow(from: midnight + $0.1 * 3600, to: midnight + $0.2 * 3600))
    }
  }

  /// The same window with each end moved from the corpus's weekday ("next Friday" is that of next week) to ours.
  private func nearer(_ window: TimeWindow) -> [TimeWindow] {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    guard
      let match = span.firstMatch(
        of: /\b(last|previous|past|next|coming|upcoming|following) ([a-z]+day)\b/),
      let wanted = names.firstIndex(of: String(match.2))
    else { return [] }
    let today = Int(now.seconds / 86_400)
    let weekday = (today + 3) % 7
    let isBack = ["last", "previous", "past"].contains(match.1)
    let ours = isBack ? today - ((weekday - wanted + 6) % 7 + 1) : today + ((wanted - weekday + 6) % 7 + 1)
    let theirs = today - weekday + wanted + (isBack ? -7 : 7)
    let delta = Int64(ours - theirs) * 86_400
    let (from, to) = (window.from.map { $0 + delta }, window.to.map { $0 + delta })
    return [
      TimeWindow(from: from, to: to), TimeWindow(from: from, to: window.to), TimeWindow(from: window.from, to: to),
    ]
  }

  /// "last 3 weeks", "the 5 past years", "next couple of days"; "past month" is 30 days.
  private func complete() -> [(rule: Rule, window: TimeWindow)] {
    let counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    var words = span.split(separator: " ").map(String.init).filter { !["the", "of", "a", "over", "in"].contains($0) }
    guard words.count >= 2 else { return [] }
    let back = ["last", "past", "previous", "prior"]
    let ahead = ["next", "coming", "upcoming", "following"]
    if words.count == 3, Int(words[0]) != nil { words.swapAt(0, 1) }
    guard back.contains(words[0]) || ahead.contains(words[0]) else { return [] }
    let sign = back.contains(words[0]) ? -1 : 1
    var count = words.count == 3 ? Int(words[1]) ?? counts.firstIndex(of: words[1]).map { $0 + 1 } : nil
    if words.count == 3, words[1] == "couple" { count = 2 }
    let today = Int(now.seconds / 86_400)
    func days(_ from: Int, _ to: Int) -> [(rule: Rule, window: TimeWindow)] {
      [(.complete, TimeWindow(from: at(from), to: at(to)))]
    }
    var unit = words[words.count - 1]
    if unit.hasSuffix("s") { unit.removeLast() }
    if words.count == 2, words[0] == "past", let length = ["week": 7, "month": 30][unit] {
      return days(today - length, today)
    }
    guard let count else { return [] }
    let date = CivilDate(dayNumber: today)
    switch unit {
    case "day": return sign < 0 ? days(today - count, today) : days(today + 1, today + 1 + count)
    case "week":
      let monday = today - (today + 3) % 7
      return sign < 0 ? days(monday - 7 * count, monday) : days(monday + 7, monday + 7 + 7 * count)
    case "month", "year":
      let length = unit == "month" ? 1 : 12
      let first = (date.year * 12 + date.month - 1) / length * length
      func month(_ index: Int) -> Instant { start(index / 12, index % 12 + 1, 1) }
      let (from, to) = sign < 0 ? (first - count * length, first) : (first + length, first + (count + 1) * length)
      return [(.complete, TimeWindow(from: month(from), to: month(to)))]
    default: return []
    }
  }

  // MARK: Pieces of months

  private func sections(_ window: TimeWindow) -> [(rule: Rule, window: TimeWindow)] {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let pattern =
      /(first week|last week|beginning|start|early|middle|mid|end|late)[ -](?:of )?(?:the )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|this month|last month|next month|month)[a-z]*/
    let today = CivilDate(dayNumber: Int(now.seconds / 86_400))
    let relative = ["last month": -1, "this month": 0, "next month": 1, "month": 0, "the month": 0]
    // A week may begin in the year before; the middle of a window does not.
    let place = window.to.map { end in window.from.map { $0 + (end.seconds - $0.seconds) / 2 } ?? end } ?? window.from
    let named = span.firstMatch(of: /\b(19|20)\d\d\b/).flatMap { Int($0.0) }
    let year = named ?? place.map { CivilDate(dayNumber: Int($0.seconds / 86_400)).year } ?? today.year
    let pieces: [(from: Instant, to: Instant)] = span.matches(of: pattern).map { match in
      var (y, month) = (year, (names.firstIndex(of: String(match.2)) ?? 0) + 1)
      if let offset = relative[String(match.2)] {
        let index = today.year * 12 + today.month - 1 + offset
        (y, month) = (index / 12, index % 12 + 1)
      }
      let end = month == 12 ? start(y + 1, 1, 1) : start(y, month + 1, 1)
      switch match.1 {
      case "first week": return (start(y, month, 1), start(y, month, 8))
      case "last week": return (end - 7 * 86_400, end)
      case "beginning", "start", "early": return (start(y, month, 1), start(y, month, 11))
      case "middle", "mid": return (start(y, month, 11), start(y, month, 21))
      default: return (end - 10 * 86_400, end)
      }
    }
    guard let first = pieces.first, let last = pieces.last else { return [] }
    var found = [(rule: Rule.section, window: TimeWindow(from: first.from, to: last.to))]
    if has("since") { found.append((.section, TimeWindow(from: first.from, to: nil))) }
    if has("before") { found.append((.section, TimeWindow(from: nil, to: first.from))) }
    if has("until|by|till") { found.append((.section, TimeWindow(from: nil, to: first.to))) }
    if has("after") { found.append((.section, TimeWindow(from: first.to, to: nil))) }
    return found
  }

  // MARK: Contradictions

  /// Whether the words hold a numeric date, read day first, that is not the weekday beside it.
  var contradictsItself: Bool {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    guard let match = span.firstMatch(of: /(mon|tue|wed|thu|fri|sat|sun)[a-z]* (\d{1,2})[\/.](\d{1,2})/),
      let weekday = names.firstIndex(of: String(match.1)), let day = Int(match.2), let month = Int(match.3)
    else { return false }
    let today = Int(now.seconds / 86_400)
    let year = CivilDate(dayNumber: today).year
    let latest = [year, year - 1].map { CivilDate(year: $0, month: month, day: day).dayNumber }.first { $0 <= today }
    return latest.map { ($0 + 3) % 7 != weekday } ?? false
  }

  /// Whether a holiday is named: no time of a factory's calendar, and unknown to ours on purpose.
  var namesHoliday: Bool {
    span.contains(
      /independence day|black friday|earth day|saint patrick|workers|new year|halloween|labor day|eid al fitr|\botd\b/)
  }

  var hasNumericDate: Bool { span.contains(/\d{1,2}[\/.-]\d{1,2}/) }

  private func has(_ words: String) -> Bool {
    words.split(separator: "|").contains { " \(span) ".contains(" \($0) ") || span.hasSuffix(" \($0)") || span == $0 }
  }
  private func at(_ day: Int) -> Instant { Instant(seconds: Int64(day) * 86_400) }
  private func start(_ year: Int, _ month: Int, _ day: Int) -> Instant {
    at(CivilDate(year: year, month: month, day: day).dayNumber)
  }
}
