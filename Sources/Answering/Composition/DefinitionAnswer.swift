import QueryPlanner

/// What a word means and how it is computed.
struct DefinitionAnswer {
  let kpis: KpiCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }
  private func say(_ key: DefinitionMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }

  func content(of terms: [String]) -> Content {
    var sentences: [String] = []
    var rows: [[Cell]] = []
    for term in terms {
      if let kpi = kpis[term] {
        sentences.append(say(.kpi, [.label: messages.label(of: kpi), .text: messages.text(of: kpi)]))
        rows.append([
          .text(messages.label(of: kpi)), .text(kpi.formulaText),
          .text(kpi.unit == .other ? kpi.unitText : kpi.unit.rawValue), .text(kpi.better.rawValue),
        ])
      } else {
        sentences.append(messages.definition(of: term, in: kpis) ?? say(.unknown, [.term: term]))
      }
    }
    var blocks: [Block] = []
    if !rows.isEmpty {
      blocks.append(
        .table(
          TableBlock(
            columns: [
              format.column("kpi", .text), format.column("formula", .text),
              format.column("unit", .text, words: .kpiUnits), format.column("better", .text, words: .better),
            ], rows: rows)))
      let measures = terms.compactMap { kpis[$0] }.flatMap(\.formula.measures).unique
      let explained = measures.map { name in
        let label = messages.word(.measures, name) ?? name.split(separator: "_").joined(separator: " ")
        return say(.measure, [.name: name, .label: messages.inSentence(label)])
      }
      blocks.append(.note(say(.inTheFormula, [.measures: messages.semicolons(explained)])))
    }
    return Content(headline: sentences.joined(separator: " "), blocks: blocks)
  }
}

/// What can be asked, by examples from this factory.
struct HelpAnswer {
  let factory: FactoryCatalogue
  let kpis: KpiCatalogue
  let messages: Messages

  func content() -> Content {
    let line = factory.lines.first?.name ?? messages(HelpMessage.line)
    let questions = messages.all(HelpMessage.questions, [.line: line])
    let labels = kpis.names.compactMap { kpis[$0] }.map(messages.label)
    return Content(
      headline: messages(HelpMessage.headline),
      blocks: [.note(messages(HelpMessage.kpis, [.names: messages.commas(labels)]))],
      suggestions: questions.map { Suggestion(label: $0, question: $0) })
  }
}

/// How far the data reach.
struct FreshnessAnswer {
  let now: Instant
  let results: [QueryResult]
  let format: ValueFormat

  func content() -> Content {
    let rows = results[0].table.resultRows
    let last = rows.compactMap { $0.instant("last") }.filter { $0 <= now }.max()
    let headline: String
    if let last {
      let age = now.seconds - last.seconds
      headline = say(
        .headline, [.time: format.instant(last), .age: age < 60 ? say(.underAMinute) : format.duration(age)])
    } else {
      headline = say(.noData)
    }
    var source = format.column("source", .text)
    source.words = format.words(.sources, for: rows.compactMap { $0.text("source") })
    return Content(
      headline: headline,
      blocks: [
        .table(
          TableBlock(
            columns: [source, format.column("first", .instant), format.column("last", .instant)],
            rows: rows.map { [$0["source"], $0["first"], $0["last"]] }))
      ])
  }

  private func say(_ key: FreshnessMessage, _ values: [Place: String] = [:]) -> String {
    format.messages(key, values)
  }
}
