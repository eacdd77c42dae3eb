import Foundation
import IntentParser

/// The parser of one factory, with every grammar there is.
struct FactoryParser: Sendable {
  private let parser: IntentParser
  private let readings = ReadingCache()

  init(grammars: [Grammar], lexicon: Lexicon) { parser = IntentParser(grammars: grammars, lexicon: lexicon) }

  var languages: [String] { parser.languages }

  /// The reading of a question; of one that leans on an earlier one, together with it.
  func interpretation(of utterance: Utterance, in conversation: Conversation) -> Interpretation {
    guard conversation.turns.isEmpty else { return parser.interpret(utterance, in: conversation) }
    return readings.interpretation(of: utterance) { parser.interpret($0) }
  }

  /// Which rules these questions use, and which rules can read the same text.
  func coverage(of questions: [AskRequest]) -> GrammarCoverage {
    var coverage = GrammarCoverage(of: parser)
    for question in questions {
      let utterance = Utterance(question.question, language: question.language)
      coverage.note(utterance, in: question.conversation, by: parser)
    }
    return coverage
  }

  /// Which rule took which words: the reading taken first, then those that came after it.
  func trace(of utterance: Utterance) -> String {
    let trace = parser.trace(utterance)
    var lines: [String] = []
    for candidate in trace.candidates {
      lines.append("\(Self.cost(candidate.cost))  \(candidate.frame)")
      lines += candidate.pieces.map(Self.line)
    }
    if trace.candidates.isEmpty { lines += trace.cover.map(Self.line) }
    if !trace.unexplained.isEmpty { lines.append("unexplained: \(trace.unexplained.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }

  private static func line(_ piece: ParseTrace.Piece) -> String {
    "  \(cost(piece.cost))  \u{201C}\(piece.words)\u{201D}  \(piece.rule)"
  }

  private static func cost(_ cost: Double) -> String { String(format: "%6.2f", cost) }
}
