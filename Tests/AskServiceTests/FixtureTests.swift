import Answering
import Foundation
import IntentParser
import QueryPlanner
import Testing

@testable import AskService

/// The runner over a stub of the service: an answer that is known, and expectations that it keeps or breaks.
struct FixtureTests {
  static func answer(to request: AskRequest) -> Answer {
    let provenance = Provenance(asOf: request.asOf ?? Instant(seconds: 0), timeZone: "Asia/Ho_Chi_Minh")
    if request.question.contains("robots") {
      return Answer(
        id: "", status: .refused, language: "en", headline: "not understood", provenance: provenance,
        refusedWords: ["painting", "robots"])
    }
    var frame = Frame(intent: .kpi)
    frame.metrics = ["oee"]
    frame.filters = Scope([.line: ["SMT-1"]])
    frame.inherited = request.conversation.turns.isEmpty ? [] : ["metrics"]
    let table = TableBlock(
      columns: [
        .init(name: "line", label: "Line", type: .text), .init(name: "oee", label: "OEE", type: .number, unit: .ratio),
        .init(name: "target", label: "Target", type: .number, unit: .ratio),
      ],
      rows: [[.text("SMT-1"), .number(0.8), .null], [.text("SMT-2"), .number(0.25), .number(0.7)]])
    var answer = Answer(
      id: "", status: .answered, language: "en", headline: "OEE was 80 %", reading: Reading(frame: frame),
      blocks: [.table(table)], provenance: provenance)
    answer.turn = Conversation.Turn(frame: frame, language: "en")
    return answer
  }

  static func mismatches(of yaml: String, sql: ResultTable? = nil) async throws -> [FixtureMismatch] {
    let text = "now: \"2026-03-18T14:30:00+07:00\"\ncases:\n  - " + yaml
    let home = FileManager.default.temporaryDirectory.appending(path: "fixtures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    try Data("select line, oee from t order by oee".utf8).write(to: home.appending(path: "a.sql"))
    try Data("select line, oee from t".utf8).write(to: home.appending(path: "b.sql"))
    defer { try? FileManager.default.removeItem(at: home) }
    let runner = FixtureRunner(
      home: home, ask: { request throws(ServiceError) in answer(to: request) },
      rows: { _ throws(ServiceError) in sql ?? ResultTable(columns: [], rows: []) })
    return await runner.outcomes(of: try FixtureFile(yaml: text, path: "test.yaml")).flatMap(\.mismatches)
  }

  @Test(arguments: [
    "{ask: [oee, oee again], reads: {intent: kpi, metrics: [oee], filters: {line: [SMT-1]}}}",
    "{ask: oee, reads: {intent: kpi}, headline: 80 %}",
    "{ask: oee, exact: true, reads: {intent: kpi, metrics: [oee], filters: {line: [SMT-1]}}}",
    "{ask: oee, cells: [[SMT-1, 0.8], [SMT-2, 0.25]]}",
    "{ask: oee of the painting robots, refuses: [painting, Robots]}",
    "{ask: oee of the painting robots, refuses: true}",
    "{after: oee, ask: and line 2?, reads: {inherited: [metrics]}}",
  ])
  func passes(_ yaml: String) async throws {
    #expect(try await Self.mismatches(of: yaml) == [])
  }

  @Test(arguments: [
    ("{ask: oee, reads: {intent: list}}", MismatchReason.wrongIntent),
    ("{ask: oee, reads: {metrics: [output]}}", .wrongKPI),
    ("{ask: oee, reads: {filters: {line: [SMT-1], site: [HANOI]}}}", .missingFilter),
    ("{ask: oee, reads: {filters: {}}}", .extraFilter),
    ("{ask: oee, exact: true, reads: {intent: kpi, metrics: [oee]}}", .extraFilter),
    ("{ask: oee, reads: {period: {from: a, to: b}}}", .wrongWindow),
    ("{ask: oee, refuses: [painting]}", .droppedWord),
    ("{ask: oee, clarifies: true}", .falseAccept),
    ("{ask: robots, reads: {intent: kpi}}", .falseRefusal),
    ("{ask: robots, refuses: [welding]}", .droppedWord),
    ("{ask: oee, cells: [[SMT-1, 0.80001], [SMT-2, 0.25]]}", .wrongRows),
    ("{ask: oee, cells: [[SMT-1, 0.8]]}", .wrongRows),
    ("{ask: oee, headline: 81 %}", .wrongHeadline),
    ("{ask: oee, sql: missing.sql}", .failed),
  ])
  func failsWithItsReason(_ yaml: String, _ reason: MismatchReason) async throws {
    #expect(try await Self.mismatches(of: yaml).map(\.reason).first == reason)
  }

  static let sorted = ResultTable(
    columns: ["oee", "line"], rows: [[.number(0.25), .text("SMT-2")], [.number(0.8), .text("SMT-1")]])

  @Test func comparesColumnsByNameAndOrderOnlyWhereTheSQLHasOne() async throws {
    #expect(try await Self.mismatches(of: "{ask: oee, sql: b.sql}", sql: Self.sorted) == [])
    #expect(try await !Self.mismatches(of: "{ask: oee, sql: a.sql}", sql: Self.sorted).isEmpty)
    let close = ResultTable(
      columns: ["oee", "line"],
      rows: [[.number(0.8 * (1 + 1e-12)), .text("SMT-1")], [.number(0.25), .text("SMT-2")]])
    #expect(try await Self.mismatches(of: "{ask: oee, sql: a.sql}", sql: close) == [])
    let strange = ResultTable(columns: ["machine"], rows: [[.text("a")], [.text("b")]])
    #expect(try await !Self.mismatches(of: "{ask: oee, sql: b.sql}", sql: strange).isEmpty)
  }

  @Test func bindsTheClockOfTheSQL() {
    let now = Instant(seconds: 7)
    let sql = FixtureSQL(
      text: "-- :as_of here is a comment\nselect a::as_of, count(*) from (select 1 order by 1) t\nwhere b < :as_of;\n",
      now: now)
    #expect(sql.statement.bindings == [.instant(now)])
    #expect(sql.statement.text.hasSuffix("where b < $1::timestamptz"))
    #expect(sql.statement.text.contains("a::as_of"))
    #expect(!sql.ordered)
  }

  @Test(arguments: ["{asks: oee}", "{reads: {}}", "{ask: oee, status: fine}", "{ask: oee, reads: 7}"])
  func aSlipInAFixtureNamesItsLine(_ yaml: String) async throws {
    do {
      _ = try await Self.mismatches(of: yaml)
      Issue.record("the slip was not seen")
    } catch let error as ServiceError {
      #expect(error.code == .unreadableFixture)
      #expect(error.debugDescription.contains("test.yaml:3"))
    }
  }

  /// To YAML 07:00 is a number to the base of 60.
  @Test func readsAnUnquotedClockAsATime() throws {
    let file = try FixtureFile(
      yaml: """
        now: 2026-03-18T14:30:00+07:00
        cases: [{ask: oee, reads: {hours: {from: 07:00, to: 10:30}, period: {to: 2026-03-18T14:30:00+07:00}}}]
        """, path: "test.yaml")
    let reads = try #require(file.cases.first?.expectations.reads)
    #expect(reads.first { $0.name == "hours" }?.value["from"] == .string("07:00"))
    #expect(reads.first { $0.name == "hours" }?.value["to"] == .string("10:30"))
    #expect(reads.first { $0.name == "period" }?.value["to"] == .string("2026-03-18T14:30:00+07:00"))
  }

  @Test func writesJUnitThatIsXML() {
    let outcome = FixtureOutcome(
      file: "a.yaml", line: 3, question: "is a < b & \"c\"?", intent: "kpi", milliseconds: 5,
      mismatches: [FixtureMismatch(reason: .wrongRows, place: "rows", expected: "1", found: "<2>")])
    let report = FixtureReport(outcomes: [outcome])
    #expect(!report.passed)
    #expect(report.junit.contains("is a &lt; b &amp; &quot;c&quot;?"))
    #expect(report.junit.contains("<failure message=\"wrong rows\">rows: expected 1, found &lt;2&gt;</failure>"))
    #expect(report.text.contains("0 of 1 questions as expected"))
  }
}

/// `ask test --update`: only expected interpretations are rewritten, in their place.
struct FixtureUpdateTests {
  private static let file = """
    # a comment
    cases:
      - ask: ["a", "b"]   # another
        reads: {intent: kpi, metrics: [output]}
      - ask: "c"
        reads:
          intent: list
          entity: line
        # stays
      - ask: "d"
        reads: {intent: help}
    """

  private static func outcome(_ line: Int, _ found: String?) -> FixtureOutcome {
    var outcome = FixtureOutcome(
      file: "a.yaml", line: line, question: "", intent: "kpi", milliseconds: 0,
      mismatches: [FixtureMismatch(reason: .wrongKPI, place: "metrics", expected: "", found: "")])
    outcome.found = found
    return outcome
  }

  @Test func rewritesWhatWasExpectedAndNothingElse() {
    let (text, changed) = FixtureUpdate.rewriting(
      Self.file, [Self.outcome(3, "{intent: kpi}"), Self.outcome(3, "{intent: kpi}"), Self.outcome(5, "{intent: x}")])
    #expect(changed.count == 3)
    #expect(
      text == """
        # a comment
        cases:
          - ask: ["a", "b"]   # another
            reads: {intent: kpi}
          - ask: "c"
            reads: {intent: x}
            # stays
          - ask: "d"
            reads: {intent: help}
        """)
  }

  @Test func leavesToPeopleWhatPhrasingsDisagreeOn() {
    let (text, changed) = FixtureUpdate.rewriting(
      Self.file, [Self.outcome(3, "{intent: kpi}"), Self.outcome(3, "{intent: list}"), Self.outcome(10, nil)])
    #expect(changed.isEmpty)
    #expect(text == Self.file)
  }
}
