import Foundation
import ParserTrials
import Testing

@testable import IntentParser

/// The parser as the product has it: the grammars of the repository and the names of the demo factory.
enum Parser {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("grammars").path
  static let shared: Result<IntentParser, GrammarError> = {
    do throws(GrammarError) {
      return .success(IntentParser(grammars: [try Grammar(directory: folder + "/en")], lexicon: DemoLexicon.lexicon))
    } catch { return .failure(error) }
  }()

  static func interpret(_ question: String, after turns: [String] = []) throws -> Interpretation {
    let parser = try shared.get()
    var conversation = Conversation()
    for turn in turns {
      guard case .understood(let frame) = parser.interpret(Utterance(turn), in: conversation).outcome else {
        Issue.record("not understood: \(turn)")
        continue
      }
      conversation.add(Conversation.Turn(frame: frame, language: "en"))
    }
    return parser.interpret(Utterance(question), in: conversation)
  }
  /// What was read, as ``facts(_:)`` writes it, or how it was not.
  static func reading(_ question: String) throws -> String {
    switch try interpret(question).outcome {
    case .understood(let frame): facts(frame)
    case .ambiguous(let ambiguity): "ambiguous " + ambiguity.choices.map(\.label).joined(separator: ",")
    case .notUnderstood(let refusal): "refused \(refusal.cause) " + refusal.words.joined(separator: ",")
    }
  }
}

@Suite struct ReadingTests {
  @Test(arguments: ReadingCases.all) func reads(_ item: ReadingCase) throws {
    #expect(try Parser.reading(item.question) == item.reading)
  }

  @Test(arguments: ReadingCases.meaningful) func keepsWhatChangesTheMeaning(_ item: ReadingCase) throws {
    #expect(try Parser.reading(item.question) == item.reading)
  }

  /// Better no answer than one to another question.
  @Test(arguments: [
    "output yesterday without rework", "setup share of planned time", "scrap per board",
    "defects by board last week", "is oee good", "who made SO-24100", "oee yesterday last week", "compare oee today",
    "median oee last week", "unplanned downtime yesterday",
  ])
  func refusesWhatItCannotKeep(_ question: String) throws {
    #expect(try Parser.reading(question).hasPrefix("refused"))
  }
}

struct ReadingCase: Sendable, CustomTestStringConvertible {
  var question: String
  var reading: String
  var testDescription: String { question }
}
