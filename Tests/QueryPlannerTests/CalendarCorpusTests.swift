import Foundation
import IntentParser
import QueryPlanner
import Testing

/// The public corpus of time expressions, where it is present: how many are read right, and why the others are not.
struct CalendarCorpusTests {
  struct Case: Decodable {
    struct Window: Decodable {
      var from: String?
      var to: String?
    }
    var text: String
    var reference: String
    var kind: String
    var from: String?
    var to: String?
    var span: String
    var alternatives: [Window]?
    var `class`: String
    var tense: String
    var tier: String
    var grain: String?
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let file = root.deletingLastPathComponent().appending(path: "shared/data/time_expressions_en.jsonl")

  @Test func corpusIsReadRight() throws {
    var path = Self.file
    if !FileManager.default.fileExists(atPath: path.path) {
      path = Self.root.appending(path: "../../shared/data/time_expressions_en.jsonl")
    }
    guard let data = try? String(contentsOf: path, encoding: .utf8) else {
      print("SKIPPED: the corpus of time expressions is not at \(Self.file.path)")
      return
    }
    let grammar = try TimeGrammar(
      yaml: String(contentsOf: Self.root.appending(path: "grammars/en/time.yaml"), encoding: .utf8),
      file: "grammars/en/time.yaml")
    let american = try TimeGrammar(
      yaml: String(contentsOf: Self.root.appending(path: "grammars/en/time.yaml"), encoding: .utf8),
      file: "grammars/en/time.yaml", locale: "en-US")
    let calendar = try SiteCalendar(timeZone: "UTC", dayStart: 0)
    var counts: [String: [String: Int]] = [:]
    var lines: [String] = []
    for line in data.split(separator: "\n") {
      let item = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let now = try #require(instant(item.reference, on: nil))
      var outcome = judge(item, grammar: grammar, calendar: calendar, now: now)
      if outcome.kind == "wrong",
        ["right", "policy"].contains(
          judge(item, grammar: american, calendar: calendar, now: now).kind)
      {
        outcome = ("policy", "day before month unless the locale is en-US: \(outcome.note)")
      }
      counts[item.tier, default: [:]][outcome.kind, default: 0] += 1
      if outcome.kind != "right" {
        lines.append(
          "\(outcome.kind) [\(item.tier)/\(item.class)] \(item.reference) \(item.text.prefix(90)) <\(item.span)>"
            + " wanted \(item.from ?? "-")..\(item.to ?? "-"): \(outcome.note)")
      }
    }
    print(lines.joined(separator: "\n"))
    print(counts)
    let core = counts["core"] ?? [:]
    let readable = core.values.reduce(0, +) - (core["policy"] ?? 0)
    #expect(Double(core["right"] ?? 0) / Double(max(1, readable)) > 0.9)
  }

  private func judge(
    _ item: Case, grammar: TimeGrammar, calendar: SiteCalendar, now: Instant
  ) -> (kind: String, note: String) {
    var windows = [(item.from, item.to)] + (item.alternatives ?? []).map { ($0.from, $0.to) }
    windows = windows.map { $0 }
    var notes: [String] = []
    for direction in [TimeDirection.past, .future] {
      do {
        guard
          let report = try TimeReport.read(
            item.text, grammar: grammar, calendar: calendar, at: now, direction: direction)
        else { return ("not read", "") }
        for window in windows {
          let from = instant(window.0, on: now)
          let to = instant(window.1, on: now)
          let point = item.kind == "instant" && report.time.from == from && report.time.isPoint
          if point || (report.time.from == from && report.time.to == to) { return ("right", "") }
        }
        notes.append(
          "\(report.words) = \(report.match.expression): \(report.time.from.map(calendar.rfc3339) ?? "-")"
            + "..\(report.time.to.map(calendar.rfc3339) ?? "-")")
        if let policy = CorpusPolicy.rule(
          for: report, now: now,
          wanted: windows.map {
            TimeWindow(from: instant($0.0, on: now), to: instant($0.1, on: now))
          })
        {
          return ("policy", "\(policy): \(notes[0])")
        }
      } catch CalendarError.wrongWeekday(let date, _) {
        return ("policy", "contradictory dates are refused: \(date)")
      } catch { notes.append("\(error)") }
      if item.tier == "core" && direction == .past { continue }
    }
    return ("wrong", notes.first ?? "")
  }

  /// "2018-05-28T10:00:00", or "T07:00:00" of the reference's day.
  private func instant(_ text: String?, on day: Instant?) -> Instant? {
    guard let text else { return nil }
    let numbers = text.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    if text.hasPrefix("T"), let day, numbers.count >= 2 {
      return Instant(seconds: day.seconds / 86_400 * 86_400 + Int64(numbers[0] * 3600 + numbers[1] * 60))
    }
    guard numbers.count >= 3 else { return nil }
    let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    let clock = numbers.count >= 6 ? numbers[3] * 3600 + numbers[4] * 60 + numbers[5] : 0
    return Instant(seconds: Int64(date.dayNumber) * 86_400 + Int64(clock))
  }
}
