import QueryPlanner

/// What a word means and how it is computed.
struct DefinitionAnswer {
  let kpis: KpiCatalogue
  let language: String

  func content(of terms: [String]) -> Content {
    var sentences: [String] = []
    var rows: [[Cell]] = []
    for term in terms {
      if let kpi = kpis[term] {
        sentences.append("\(kpi.label(in: language)): \(kpi.text(in: language))")
        rows.append([
          .text(kpi.label(in: language)), .text(kpi.formulaText), .text(kpi.unit.rawValue), .text(kpi.better.rawValue),
        ])
      } else if let text = kpis.terms[term]?[language] ?? kpis.terms[term]?["en"] {
        sentences.append(text)
      } else {
        sentences.append("I have no definition of “\(term)”.")
      }
    }
    var blocks: [Block] = []
    if !rows.isEmpty {
      blocks.append(
        .table(
          TableBlock(
            columns: [
              .init(name: "kpi", label: "KPI", type: .text), .init(name: "formula", label: "Formula", type: .text),
              .init(name: "unit", label: "Unit", type: .text), .init(name: "better", label: "Better", type: .text),
            ], rows: rows)))
      let measures = terms.compactMap { kpis[$0] }.flatMap(\.formula.measures).unique
      let explained = measures.map { "\($0) = \(Words.lowered(MeasureWords.label($0)))" }.joined(separator: "; ")
      blocks.append(.note("In the formula: \(explained)."))
    }
    return Content(headline: sentences.joined(separator: " "), blocks: blocks)
  }
}

/// What can be asked, by examples from this factory.
struct HelpAnswer {
  let factory: FactoryCatalogue
  let kpis: KpiCatalogue
  let language: String

  func content() -> Content {
    let line = factory.lines.first?.name ?? "line 1"
    let questions = [
      "What is today's OEE on \(line)?", "Downtime by reason this week", "Which machines are down?",
      "Which orders are late?", "Which stage is causing delays for this week's plan?",
      "Show me tomorrow's schedule of \(line)", "On-time delivery by month", "What does OEE mean?",
      "How fresh is the data?",
    ]
    let labels = kpis.names.compactMap { kpis[$0]?.label(in: language) }.joined(separator: ", ")
    return Content(
      headline: "Ask about KPIs, orders, lines, machines, schedules and delays in plain words.",
      blocks: [.note("KPIs: \(labels).")], suggestions: questions.map { Suggestion(label: $0, question: $0) })
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
      headline =
        "The data reach up to \(format.instant(last)), \(age < 60 ? "under a minute" : format.duration(age)) ago."
    } else {
      headline = "There are no data yet."
    }
    return Content(
      headline: headline,
      blocks: [
        .table(
          TableBlock(
            columns: [
              .init(name: "source", label: "Source", type: .text), .init(name: "first", label: "From", type: .instant),
              .init(name: "last", label: "To", type: .instant),
            ], rows: rows.map { [$0["source"], $0["first"], $0["last"]] }))
      ])
  }
}
