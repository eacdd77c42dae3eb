import ParserTrials
import Testing

@testable import IntentParser

@Suite struct GrammarErrorTests {
  private func message(_ yaml: String) -> String {
    do throws(GrammarError) {
      _ = try Grammar(language: "xx", files: [Grammar.File(name: "a.yaml", text: yaml)])
      return "no error"
    } catch { return error.description }
  }

  @Test(arguments: [
    ("slots:\n  metrc:\n    oee: oee", "a.yaml:2:3: unknown key 'metrc'"),
    ("slots:\n  metric:\n    oe: oee", "a.yaml:3:5: 'oe' is no metric; did you mean 'oee'?"),
    ("slots:\n  cue:\n    why: on", "a.yaml:3:10: YAML reads on as something else"),
    ("slots:\n  state:\n    off: switched off", "a.yaml:3:5: YAML reads off as something else"),
    ("slots:\n  cue:\n    why: (why|how", "a.yaml:3:10: in '(why|how': '(' at column 1 has no partner"),
    ("slots:\n  cue:\n    why: \"why {thing}\"", "a.yaml:3:10: 'why {thing}' names the slot {thing}"),
    ("slots:\n  metric:\n    oee: a\n    oee: b", "'oee' stands here twice"),
    ("frames:\n  kpi:\n    need: [metric]", "a.yaml:3:5: unknown key 'need'; write one of: needs, takes, sets, cost"),
    ("frames:\n  kpis:\n    needs: [metric]", "a.yaml:2:3: unknown key 'kpis'"),
    ("frames:\n  kpi:\n    takes: [metric]", "'kpi' needs 'needs' with a slot"),
    ("slots: [a", "a.yaml:2:1: this is not YAML"),
    ("words:\n  a: b", "a.yaml:1:1: unknown key 'words'"),
  ])
  func saysWhereAndWhat(yaml: String, expected: String) {
    #expect(message(yaml).contains(expected), "\(message(yaml))")
  }

  @Test func aMissingFolderIsNamed() {
    #expect(throws: GrammarError.unreadable(path: "no-such-folder")) { try Grammar.all(in: "no-such-folder") }
  }

  /// A language is a folder: this one is made of three lines.
  @Test func aNewLanguageNeedsNoSwift() throws {
    let toy = """
      slots:
        metric: {oee: zumzum, output: "pim [pam]"}
        by: {"": "{entity} wo"}
        entity: {line: lala}
        stop: {"x": ke | le}
      frames:
        kpi: {needs: [metric], takes: [scope, by]}
      """
    let grammar = try Grammar(language: "toy", files: [Grammar.File(name: "toy.yaml", text: toy)])
    let parser = IntentParser(grammars: [grammar], lexicon: DemoLexicon.lexicon)
    guard case .understood(let frame) = parser.interpret(Utterance("ke zumzum SMT-1 lala wo")).outcome else {
      Issue.record("not understood")
      return
    }
    #expect(facts(frame) == "kpi metrics=oee line=SMT-1 by=line")
  }
}
