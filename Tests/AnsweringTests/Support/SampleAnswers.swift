import Answering
import IntentParser
import QueryPlanner

/// Answers with every kind of block, status and value.
enum SampleAnswers {
  static let clock = SiteClock(timeZone: "Asia/Ho_Chi_Minh")
  /// 2026-03-18T14:30:00+07:00
  static let now = Instant(seconds: 1_773_819_000)
  static func hours(_ hours: Double) -> Instant { now + Int64(hours * 3600) }
  static let provenance = Provenance(
    asOf: now, timeZone: "Asia/Ho_Chi_Minh", dataFrom: hours(-2160), dataTo: now,
    definitions: [.init(name: "oee", formula: "Σ ICT·good ÷ PBT", text: "Share of planned time that made good units.")],
    statements: [
      .init(
        sql: "select $1::text", parameters: [.text("SMT-1"), .instant(hours(-8.5)), .null, .texts(["a"])], rows: 412,
        milliseconds: 1.25)
    ], corrections: [Correction(from: "todya", to: "today")])

  static var today: Reading {
    var frame = Frame(intent: .kpi)
    frame.metrics = ["oee", "downtime"]
    frame.filters = Scope([.line: ["SMT-1"], .weekday: ["mon"]])
    frame.exclude = Scope([.reason: ["Changeover"]])
    frame.period = .relative(.day, offset: 0)
    frame.by = [.dimension(.machine), .grain(.shiftInstance)]
    frame.having = [
      Threshold(metric: "oee", comparison: .less, value: .number(0.7)),
      Threshold(metric: "oee", comparison: .less, value: .target),
    ]
    frame.rank = Rank(metric: "oee", direction: .asc, limit: 3, within: [.line])
    frame.statistic = .median
    frame.compare = [Scope([.line: ["SMT-1"]]), Scope([.line: ["SMT-2"]])]
    frame.terms = ["oee"]
    frame.show = .chart
    frame.hours = ClockRange(from: ClockTime(6), to: ClockTime(24))
    frame.inherited = ["filters"]
    frame.ignored = ["please"]
    return Reading(
      frame: frame,
      period: .init(window: TimeWindow(from: hours(-8.5), to: hours(15.5)), of: .due),
      comparePeriod: .init(window: TimeWindow(from: nil, to: hours(-8.5))), defaulted: ["period"])
  }

  static let table = TableBlock(
    title: "By machine",
    columns: [
      .init(name: "machine", label: "Machine", type: .text), .init(name: "state", label: "State", type: .text),
      .init(name: "oee", label: "OEE", type: .number, unit: .ratio),
      .init(name: "output", label: "Output", type: .integer, unit: .units),
      .init(name: "downtime", label: "Downtime", type: .number, unit: .seconds),
      .init(name: "since", label: "Since", type: .instant),
    ],
    rows: [
      [.text("Máy in | A"), .text("down"), .number(0.784), .integer(1240), .interval(7500), .instant(hours(-1))],
      [.text("=1+1"), .text("run"), .null, .integer(-3), .number(45), .null],
    ],
    total: [.null, .null, .number(0.784), .integer(1237), .number(7545), .null], more: 4)

  static let gantt = GanttBlock(
    title: "SO-24017", from: hours(-24), to: hours(24), now: now,
    rows: [
      .init(
        label: "SO-24017",
        bars: [
          .init(kind: .plan, from: hours(-24), to: hours(-12)),
          .init(kind: .actual, from: hours(-12), to: now), .init(kind: .stop, from: hours(-8), to: hours(-6)),
          .init(kind: .forecast, from: now, to: hours(12), label: "forecast"),
        ], lateBy: 97_200),
      .init(label: "SO-24018", bars: [.init(kind: .off, from: hours(10), to: hours(20))]),
    ], more: 2)

  static let explanation = ExplanationBlock(
    of: "delay of SO-24017", total: 3600,
    parts: [
      .init(cause: "machine_busy", stage: "FCT", order: "SO-24011", machine: "TEST1-FCT", value: 4500),
      .init(cause: "slow", stage: "FCT", value: -900, evidence: "faster cycles"),
    ])

  static let all: [Answer] = [
    Answer(
      id: "1", status: .answered, language: "en", messages: TestLanguages.english, headline: "OEE is 78.4 %.",
      reading: today,
      blocks: [
        .table(table), .gantt(gantt), .explanation(explanation), .note("A note."),
        .chart(
          ChartBlock(
            form: .line, title: "OEE", x: ["1", "2", "3"],
            series: [.init(name: "oee", unit: .ratio, values: [0.5, nil, .nan])], target: 0.85)),
      ],
      provenance: provenance, suggestions: [Suggestion(label: "Why?", question: "why")], warnings: ["Careful."]),
    Answer(
      id: "2", status: .refused, language: "en", messages: TestLanguages.english, headline: "Not understood.",
      provenance: provenance,
      refusedWords: ["painting", "robots"]),
    Answer(
      id: "3", status: .clarify, language: "en", messages: TestLanguages.english, headline: "Which line 2?",
      provenance: provenance,
      suggestions: [
        Suggestion(label: "SMT line 2", question: "oee of SMT line 2"),
        Suggestion(label: "DIP line 2", question: "oee of DIP line 2"),
      ]),
    Answer(
      id: "4", status: .unsupported, language: "en", messages: TestLanguages.english, headline: "",
      provenance: Provenance(asOf: now, timeZone: "")),
  ]
}
