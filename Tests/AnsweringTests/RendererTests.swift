import QueryPlanner
import Testing

@testable import Answering

private let answer = SampleAnswers.all[0]

@Test func textStaysWithinItsWidth() {
  for (index, sample) in SampleAnswers.all.enumerated() {
    for line in TextRenderer(width: 80).render(sample).split(separator: "\n") {
      #expect(TextWidth.of(line) <= 80, "\(index): \(line)")
    }
  }
}

@Test func textTablesAlign() {
  let text = TextRenderer().render(
    Answer(
      id: "", status: .answered, language: "en", messages: TestLanguages.english, headline: "H.",
      blocks: [.table(SampleAnswers.table)],
      provenance: Provenance(asOf: SampleAnswers.now, timeZone: "Asia/Ho_Chi_Minh")))
  #expect(
    text
      == """
      H.

      By machine
      Machine     State      OEE  Output    Downtime  Since
      ────────────────────────────────────────────────────────────
      Máy in | A  ✖ down  78.4 %   1,240  2 h 05 min  18 Mar 13:30
      =1+1        ● run        –      −3        45 s  –
      ────────────────────────────────────────────────────────────
      Total               78.4 %   1,237  2 h 06 min
      and 4 more

      """)
}

@Test func whatIsLeftOutIsCountedWithSeparators() {
  var table = SampleAnswers.table
  table.more = 1240
  let answer = Answer(
    id: "", status: .answered, language: "en", messages: TestLanguages.english, headline: "H.",
    blocks: [.table(table)], provenance: Provenance(asOf: SampleAnswers.now, timeZone: "Asia/Ho_Chi_Minh"))
  #expect(TextRenderer().render(answer).hasSuffix("and 1,240 more\n"))
  #expect(MarkdownRenderer().render(answer).contains("and 1,240 more"))
  #expect(answer.json.text().contains(#""more":1240"#))
}

@Test func ganttDrawsPlanAboveActual() {
  let block = GanttBlock(
    from: SampleAnswers.hours(-4), to: SampleAnswers.hours(4), now: SampleAnswers.now,
    rows: [
      .init(
        label: "SO-1",
        bars: [
          .init(kind: .plan, from: SampleAnswers.hours(-4), to: SampleAnswers.hours(-2)),
          .init(kind: .actual, from: SampleAnswers.hours(-2), to: SampleAnswers.now),
          .init(kind: .stop, from: SampleAnswers.hours(-1), to: SampleAnswers.now),
        ], lateBy: 7200)
    ])
  let format = ValueFormat(messages: TestLanguages.english, clock: SampleAnswers.clock, now: SampleAnswers.now)
  // A label of 9 and 2 spaces leave 32 columns: four an hour.
  let lines = GanttText(format: format, width: 43).lines(of: block)
  #expect(lines[2] == "SO-1       ░░░░░░░░        │")
  #expect(lines[3] == "+2 h late          ████▒▒▒▒│")
  #expect(lines[0] == spaces(17) + "12:00   14:00   16:00")
}

@Test func markdownEscapesAndFolds() {
  let text = MarkdownRenderer().render(answer)
  #expect(text.contains(#"| Máy in \| A | ✖ down | 78.4 % | 1,240 |"#))
  #expect(text.contains("| --- | --- | ---: | ---: | ---: | --- |"))
  #expect(text.contains("<details><summary>How</summary>"))
  #expect(text.contains("```sql\nselect $1::text\n-- $1 = SMT-1, $2 = 2026-03-18T06:00:00+07:00"))
}

@Test func csvIsRawAndSafe() {
  #expect(
    CSVRenderer().render(answer)
      == "machine,state,oee,output,downtime,since\r\nMáy in | A,down,0.784,1240,7500,2026-03-18T13:30:00+07:00\r\n"
      + "'=1+1,run,,-3,45,\r\n")
}

@Test func refusedWordsAreNamed() {
  #expect(TextRenderer().render(SampleAnswers.all[1]).contains("Not understood: “painting”, “robots”"))
  #expect(MarkdownRenderer().render(SampleAnswers.all[1]).contains("Not understood: “painting”, “robots”"))
}

@Test func sqlShowsOnlyWhenAsked() {
  #expect(!TextRenderer().render(answer).contains("select $1"))
  #expect(TextRenderer(details: true).render(answer).contains("select $1"))
  #expect(TextRenderer(colour: true).render(answer).contains("\u{1B}[1mOEE is 78.4 %.\u{1B}[0m"))
  #expect(TextRenderer().render(SampleAnswers.all[2]).contains("  2  DIP line 2: oee of DIP line 2"))
}

@Test(arguments: [("Nguyễn", 6), ("Nguye\u{302}\u{303}n", 6), ("日本", 4), ("a\u{200B}", 1), ("", 0), ("●", 1)])
func widthsAreThoseOfTheTerminal(text: String, width: Int) {
  #expect(TextWidth.of(text) == width)
}

@Test func chartsFit() {
  let format = ValueFormat(messages: TestLanguages.english, clock: SampleAnswers.clock, now: SampleAnswers.now)
  let values = ChartBlock.Series(name: "Stops", unit: .seconds, values: [332 * 60, 254 * 60, 225 * 60, 577 * 60])
  let labels = ["Machine adjustment that is long", "Machine failure", "Inventory shortage", "Others"]
  for form in [ChartBlock.Form.line, .bar, .pareto, .waterfall] {
    let lines = ChartText(format: format, width: 80).lines(
      of: ChartBlock(form: form, title: "Stops", x: labels, series: [values], target: 3600))
    #expect(lines.allSatisfy { TextWidth.of($0) <= 80 })
  }
  // 332 of 1,388 minutes are 23.9 %; with the largest, 577, it is 65.5 %.
  let pareto = ChartText(format: format, width: 80).lines(
    of: ChartBlock(form: .pareto, title: "Stops", x: labels, series: [values]))
  #expect(pareto.contains { $0.contains("23.9 %") && $0.contains("65.5 %") })
}
