import Foundation
import IntentParser
import Testing

@testable import QueryPlanner

/// Slips in `kpis.yaml` are named with line, column and what to write.
@Suite struct KpiCatalogueTests {
  private func message(_ yaml: String) -> String {
    do {
      _ = try KpiCatalogue(yaml: yaml, file: "kpis.yaml")
      return "no error"
    } catch { return error.description }
  }

  private static let measure = "measures:\n  energy: {view: meter, time: at, machine: code, value: kwh}\n"

  @Test(arguments: [
    (
      "measures:\n  run: {source: state, value: seconds}\nkpis: {}",
      "kpis.yaml:2:17: `source: state` is not known; write one of states"
    ),
    ("measures:\n  run: {source: states}\nkpis: {}", "kpis.yaml:2:8: measure run needs a `value:`"),
    ("measures:\n  run: {source: states, valu: seconds}\nkpis: {}", "kpis.yaml:2:25: unknown key `valu`; known are"),
    (
      "measures:\n  energy: {view: meter, machine: code, value: kwh}\nkpis: {}",
      "needs `time:`, the column with the instant"
    ),
    ("measures:\n  energy: {view: meter, time: at, value: kwh}\nkpis: {}", "needs `machine:` or `line:`"),
    (
      "measures:\n  energy: {view: \"meter; drop\", time: at, machine: code, value: kwh}\nkpis: {}",
      "kpis.yaml:2:18: `view: meter; drop` is no name in SQL"
    ),
    (
      "measures:\n  energy: {view: meter, source: states, time: at, machine: code, value: kwh}\nkpis: {}",
      "a `source:` or a `view:`, not both"
    ),
    (
      "measures:\n  run: {source: states, time: at, value: seconds}\nkpis: {}",
      "`time:` belongs to a measure with a `view:`"
    ),
    (
      "measures:\n  energy: {view: meter, time: at, line: code, over: constraint, value: kwh}\nkpis: {}",
      "take `over:` out"
    ),
    (
      "measures:\n  energy: {view: meter, time: at, machine: code, cuts: {stage: s}, value: kwh}\nkpis: {}",
      "`stage` follows from the machine or line; write one of"
    ),
    (
      measure + "kpis:\n  use: {formula: enrgy, unit: kWh}",
      "kpis.yaml:4:18: KPI use uses the measure `enrgy`, which `measures:` does not have; did you mean `energy`?"
    ),
    (
      measure + "kpis:\n  use: {formula: energy /, unit: kWh}",
      "kpis.yaml:4:18: the formula of use cannot be read: `energy /` ends too early"
    ),
    (
      measure + "kpis:\n  use: {formula: energy ! 2, unit: kWh}",
      "`!` at character 8 of `energy ! 2` has no meaning there"
    ),
    (
      measure + "kpis:\n  use: {formula: energy, unit: ration}",
      "kpis.yaml:4:32: `unit: ration` is not known; did you mean `ratio`?"
    ),
    (measure + "kpis:\n  use: {formula: energy}", "`unit:` is missing"),
    (measure + "kpis:\n  Use-1: {formula: energy, unit: kWh}", "KPI `Use-1`: write its name in small letters"),
    (
      measure + "kpis:\n  use: {formula: energy, unit: kWh, better: hi}",
      "`better: hi` is not known; write one of high, low, none"
    ),
    (
      measure + "kpis:\n  use: {formula: energy, unit: kWh}\n  use: {formula: energy, unit: kWh}",
      "`use` stands here twice"
    ),
    ("measures: {\n", "this is no YAML"),
  ])
  func saysWhereAndWhat(yaml: String, expected: String) {
    #expect(message(yaml).contains(expected), "\(message(yaml))")
  }

  @Test func wordsTeachAGrammar() throws {
    let catalogue = try KpiCatalogue(
      yaml: Self.measure + "kpis:\n  use: {formula: energy, unit: kWh, words: {en: \"(power|energy) use\"}}",
      file: "kpis.yaml")
    var grammar = try Grammar(
      language: "en", files: [Grammar.File(name: "a.yaml", text: "frames:\n  kpi: {needs: [metric]}")])
    try catalogue.teach(&grammar)
    let parser = IntentParser(grammars: [grammar], lexicon: Lexicon(entries: [], shapes: []))
    guard case .understood(let frame) = parser.interpret(Utterance("power use")).outcome else {
      Issue.record("not understood")
      return
    }
    #expect(frame.metrics == ["use"])
  }

  @Test func wordsThatAreNoPatternAreNamed() throws {
    let catalogue = try KpiCatalogue(
      yaml: Self.measure + "kpis:\n  use: {formula: energy, unit: kWh, words: {en: \"(power|energy\"}}",
      file: "kpis.yaml")
    var grammar = Grammar(language: "en")
    #expect(throws: GrammarError.self) { try catalogue.teach(&grammar) }
  }

  /// Every KPI of the contract is in the catalogue, with a label and an explanation, and divides by something named.
  @Test func theProductsCatalogueIsWhole() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "kpis.yaml")
    let catalogue = try KpiCatalogue(yaml: String(contentsOf: file, encoding: .utf8), file: "kpis.yaml")
    #expect(Set(catalogue.names).isSuperset(of: Metric.all.map(\.name)))
    for kpi in catalogue.kpis.values {
      #expect(!kpi.text(in: "en").isEmpty && kpi.label["en"] != nil, "\(kpi.name)")
      #expect(kpi.formula.denominator == nil || kpi.empty(in: "en") != nil, "\(kpi.name) says not why it has no value")
      #expect(Metric[kpi.name].map { $0.lowIsBetter == (kpi.better == .low) } ?? true, "\(kpi.name)")
    }
    #expect(catalogue.measures.values.allSatisfy { $0.unit != nil })
  }
}
