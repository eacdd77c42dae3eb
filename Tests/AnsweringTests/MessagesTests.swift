import IntentParser
import QueryPlanner
import Testing

@testable import Answering

@Suite struct MessageTemplateTests {
  @Test(arguments: [
    ("{kpi} of {scope}[ {period}]: {value}", "OEE of SMT 1 today: 80 %", "today"),
    ("{kpi} of {scope}[ {period}]: {value}", "OEE of SMT 1: 80 %", ""),
    ("{value}[ ({period}, {scope})].", "80 %.", ""), ("[{period}: ]{value}", "today: 80 %", "today"),
  ]) func whatIsEmptyIsLeftOut(source: String, text: String, period: String) throws {
    let template = try MessageTemplate(source)
    let values = [.kpi: "OEE", .scope: "SMT 1", .period: period, .value: "80 %"] as [Place: String]
    #expect(template.filled(values, category: .other) == text)
  }

  @Test(arguments: [
    ("{kpi", TemplateSlip.unbalanced("{")), ("[a", .unbalanced("[")), ("a]", .unbalanced("]")),
    ("[a [b]]", .unbalanced("[")), ("}", .unbalanced("}")), ("{kpl}", .unknownPlace("kpl")),
  ]) func slipsAreNamed(source: String, slip: TemplateSlip) {
    #expect(throws: slip) { try MessageTemplate(source) }
  }
}

/// Categories from the charts of the Unicode CLDR.
@Suite struct PluralTests {
  static let polish = [
    "one": "n = 1", "few": "n % 10 = 2..4 and n % 100 != 12..14",
    "many": "n != 1 and n % 10 = 0..1 or n % 10 = 5..9 or n % 100 = 12..14",
  ]
  static let slovenian = ["one": "n % 100 = 1", "two": "n % 100 = 2", "few": "n % 100 = 3..4"]

  @Test(
    arguments: [
      (["one": "n = 1"], [0: "other", 1: "one", 2: "other", -1: "one"]),
      (polish, [0: "many", 1: "one", 2: "few", 5: "many", 12: "many", 22: "few", 21: "many", 112: "many"]),
      (slovenian, [1: "one", 101: "one", 2: "two", 3: "few", 5: "other"]), ([:], [1: "other"]),
      (["few": "n = 2..4,7"], [4: "few", 5: "other", 7: "few"]),
    ] as [([String: String], [Int64: String])]) func numbersFallIntoCategories(
      rules: [String: String], numbers: [Int64: String]
    ) throws
  {
    var plurals = PluralRules()
    for (name, rule) in rules {
      let isRead = plurals.add(rule, for: try #require(PluralCategory(rawValue: name)))
      #expect(isRead)
    }
    for (number, name) in numbers { #expect(plurals.category(of: number).rawValue == name, "\(number)") }
    #expect(plurals.category(of: nil) == .other)
  }

  @Test(arguments: ["n", "n = ", "i = 1", "n % 0 = 1", "n = 4..2", "n = x", "n = 1 or"])
  func rulesThatCannotBeReadAreFound(rule: String) {
    var plurals = PluralRules()
    let isRead = plurals.add(rule, for: .one)
    #expect(!isRead)
  }
}

@Suite struct MessagesFileTests {
  private func error(in yaml: String) -> String {
    do {
      _ = try Messages(yaml: yaml, file: "xx/answers.yaml", language: "xx", kpis: TestLanguages.kpis)
      return ""
    } catch { return error.description }
  }

  @Test(arguments: [
    ("kpl:\n  value: x", "xx/answers.yaml:1:1: unknown key 'kpl'; write one of: kpi"),
    ("kpi:\n  vlaue: x", "xx/answers.yaml:2:3: unknown key 'vlaue'; write one of: value"),
    ("order:\n  due: bis", "xx/answers.yaml:2:8: 'order.due' lacks {time}; write it where its value shall stand"),
    ("order:\n  due: \"{tiem}\"", "xx/answers.yaml:2:8: 'order.due' has no {tiem}; write one of: {time}"),
    ("order:\n  due: \"{time} {kpi}\"", "'order.due' has no {kpi}; write one of: {time}"),
    ("kpi:\n  no_change: \"{kpi}\"", "'kpi.no_change' has no {kpi}; it has no values at all"),
    ("order:\n  due: \"[bis {time}\"", "'[' in 'order.due' has no partner"),
    ("order:\n  due: [a, b]", "'order.due' needs a text"), ("help:\n  questions: a", "'help.questions' needs a list"),
    ("last: {dya: gestern}", "unknown key 'dya'; write one of: day"),
    ("units: {day: {one: Tag}}", "'units.day' needs 'other:', the form for every other number"),
    ("units: {day: {eine: Tag, other: Tage}}", "unknown key 'eine'"),
    ("plurals: {one: n is 1}", "the rule 'n is 1' of 'one' cannot be read"),
    ("kpis: {mtfb: {label: x}}", "unknown key 'mtfb'; write one of: mtbf"),
    ("kpis: {oee: {name: x}}", "unknown key 'name'; write one of: "), ("lower_labels: vielleicht", "needs yes or no"),
    ("kpi: {\n", "this is not YAML"), ("kpi:\n  more: x\n  more: y", "'more' stands here twice"),
  ]) func mistakesAreNamedWithTheirPlace(yaml: String, words: String) {
    #expect(error(in: yaml).contains(words))
  }

  @Test func whatALanguageLacksIsNamed() throws {
    let messages = try Messages(
      yaml: "layout: {total: Summe}", file: "xx/answers.yaml", language: "xx", kpis: TestLanguages.kpis)
    let missing = messages.missing(kpis: TestLanguages.kpis)
    #expect(!missing.contains("layout.total"))
    #expect(
      Set(missing).isSuperset(of: ["kpi.value", "help.questions", "weekdays.mon", "kpis.oee.label", "terms.pbt"]))
  }

  @Test func theProductsLanguagesLackNothing() {
    for messages in [TestLanguages.english, TestLanguages.vietnamese] {
      #expect(messages.missing(kpis: TestLanguages.kpis) == [], "\(messages.language)")
    }
  }

  /// Codes that the program does not check when it reads a file: columns of lists, measures of formulas.
  @Test(arguments: ["en", "vi"]) func openVocabulariesHaveTheirWords(language: String) throws {
    let messages = language == "en" ? TestLanguages.english : TestLanguages.vietnamese
    let kpis = TestLanguages.kpis
    for kpi in kpis.kpis.values {
      for measure in kpi.formula.measures where kpi.formula.measures.count > 1 {
        #expect(messages.word(.measures, measure) != nil, "\(messages.language): measures.\(measure)")
      }
    }
    let planner = Planner(kpis: kpis, factory: FactoryCatalogue())
    for entity in Entity.allCases {
      let plan = try planner.plan(for: Frame(intent: .list, entity: entity), at: SampleAnswers.now, shifts: [])
      guard case .list(let list) = plan.composition else { continue }
      for column in list.columns {
        #expect(messages.word(.columns, column.name) != nil, "\(messages.language): columns.\(column.name)")
      }
    }
  }

  /// A key of one language that the other does not have is a word that is never said, or one that is missing.
  @Test func theLanguagesHaveTheSameKeys() {
    let ofKpis = TestLanguages.vietnamese.paths.filter { $0.hasPrefix("kpis.") || $0.hasPrefix("terms.") }
    #expect(
      TestLanguages.english.paths.symmetricDifference(TestLanguages.vietnamese.paths).subtracting(ofKpis) == [])
  }
}
