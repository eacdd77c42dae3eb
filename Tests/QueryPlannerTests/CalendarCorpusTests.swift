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
    var rules: [String: Int] = [:]
    for line in data.split(separator: "\n") {
      let item = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let now = try #require(instant(item.reference, on: nil))
      var outcome = judge(item, grammar: grammar, calendar: calendar, now: now)
      if outcome.kind == "wrong", CorpusPolicy(span: item.span, now: now).hasNumericDate,
        judge(item, grammar: american, calendar: calendar, now: now).kind != "wrong"
      {
        outcome = ("policy", CorpusPolicy.Rule.dayFirst.rawValue)
      }
      if outcome.kind == "wrong", CorpusPolicy(span: item.span, now: now).namesHoliday {
        outcome = ("holiday", "")
      }
      counts[item.tier, default: [:]][outcome.kind, default: 0] += 1
      if outcome.kind == "policy" { rules[outcome.note, default: 0] += 1 }
      if outcome.kind == "wrong" {
        lines.append(
          "wrong [\(item.tier)/\(item.class)] \(item.reference) \(item.text.prefix(90)) <\(item.span)>"
            + " wanted \(item.from ?? "-")..\(item.to ?? "-"): \(outcome.note)")
      }
    }
    print(lines.joined(separator: "\n"))
    for (rule, count) in rules.sorted(by: { $0.value > $1.value }) { print("policy \(count): \(rule)") }
    for (tier, kinds) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(tier): \(kinds.sorted { $0.key < $1.key })")
    }
    // A difference that our table demands is as right as one that the corpus shares.
    func sum(_ kind: String) -> Int { counts.values.reduce(0) { $0 + ($1[kind] ?? 0) } }
    let share = Double(sum("right")) / Double(max(1, sum("right") + sum("wrong")))
    print("right of those that are no difference of policy and no holiday: \((share * 1000).rounded() / 10) %")
    #expect(share > 0.87)
  }

  /// Right, a difference of policy that `CorpusPolicy` worked out by itself, or wrong.
  private func judge(
    _ item: Case, grammar: TimeGrammar, calendar: SiteCalendar, now: Instant
  ) -> (kind: String, note: String) {
    let policy = CorpusPolicy(span: item.span, now: now)
    let windows = ([(item.from, item.to)] + (item.alternatives ?? []).map { ($0.from, $0.to) }).map {
      TimeWindow(from: instant($0.0, on: now), to: instant($0.1, on: now))
    }
    do throws(CalendarError) {
      // Plans look forward, results back.
      let report = try TimeReport.read(
        item.text, grammar: grammar, calendar: calendar, at: now, direction: item.tier == "planning" ? .future : .past)
      guard let report else { return ("wrong", "not read") }
      let time = report.time
      if windows.contains(time.window) { return ("right", "") }
      if item.kind == "instant", time.isPoint, windows.contains(where: { $0.from == time.from }) {
        return ("right", "")
      }
      if let rule = policy.expected(for: windows).first(where: { $0.window == time.window })?.rule {
        return ("policy", rule.rawValue)
      }
      let from = time.from.map(calendar.rfc3339) ?? "-"
      return ("wrong", "\(report.words) = \(from)..\(time.to.map(calendar.rfc3339) ?? "-")")
    } catch {
      if case .wrongWeekday = error, policy.contradictsItself {
        return ("policy", CorpusPolicy.Rule.contradiction.rawValue)
      }
      if case .nothingToTellFrom = error, item.span.contains(/\bsame\b/) {
        return ("policy", CorpusPolicy.Rule.anchor.rawValue)
      }
      if case .notWhole(let word) = error, word.wholeMatch(of: /[A-Z]{1,3}T|UTC/) != nil, item.text.contains(word) {
        return ("policy", CorpusPolicy.Rule.zone.rawValue)
      }
      return ("wrong", "\(error)")
    }
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
