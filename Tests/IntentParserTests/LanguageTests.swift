import Foundation
import ParserTrials
import Testing

@testable import IntentParser

/// A language is a folder: nothing in the program knows a word of it.
struct LanguageTests {
  /// A language that nobody speaks, with words and times of its own and the frames of none.
  private static let files = [
    "words.yaml": """
    plain_letters: {o: õ}
    slots:
      metric: {oee: zug, scrap: "brõk [blip]"}
      entity: {line: trak, "line*": traks, order: papp}
      state: {late: slõw}
      line_kind: {SMT: smt}
      line: {number: ["trak {line_kind} {number}", "{line_kind} {number}"]}
      by: {"": ["vro {entity}"]}
      rank: {worst: ["mizz {number} {entity}"]}
      stop: {"x": o | te}
      polite: {"x": plizz}
    frames:
      kpi:
        - needs: [metric]
          takes: [scope, time, by, rank, entity]
      list:
        - needs: [entity.order]
          takes: [state, time]
    numbers: {tro: 3}
    examples: [zug o smt 1]
    """,
    "time.yaml": """
    language: xx
    words: {}
    rules:
      day:
        - {means: relative day -1, say: [yestõr]}
      time:
        - {means: same, say: ["{day}"]}
      match:
        - {means: same, say: ["{time}"]}
    """,
  ]

  private static func parser() throws -> IntentParser {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let folder = home.appending(path: "xx")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    for (name, text) in files {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return IntentParser(grammars: try Grammar.all(in: home.path), lexicon: DemoLexicon.lexicon)
  }

  @Test(arguments: [
    ("zug o trak smt 1 yestõr plizz", "kpi metrics=oee line=SMT-1 period=day-1"),
    ("zug o trak smt 1 yestor", "kpi metrics=oee line=SMT-1 period=day-1"),
    ("brok vro trak", "kpi metrics=scrap by=line"),
    ("mizz tro traks te zug", "kpi metrics=oee by=line rank=oee:worst:3"),
    ("papp slõw", "list entity=order state=late"),
  ])
  func aFolderIsALanguage(question: String, expected: String) throws {
    let interpretation = try Self.parser().interpret(Utterance(question))
    guard case .understood(let frame) = interpretation.outcome else {
      Issue.record("not understood: \(interpretation.outcome)")
      return
    }
    #expect(facts(frame) == expected)
    #expect(interpretation.language == "xx")
  }

  @Test func wordsOfOtherLanguagesAreUnknownToIt() throws {
    guard case .notUnderstood(let refusal) = try Self.parser().interpret(Utterance("zug o factory")).outcome else {
      Issue.record("understood")
      return
    }
    #expect(refusal.words == ["factory"])
  }
}
