import Foundation
import IntentParser

/// The parser of one factory, with every grammar there is.
struct FactoryParser: Sendable {
  let languages: [String]

  init(grammars: URL, lexicon: Lexicon) throws(ServiceError) {
    languages = ["en"]
  }

  func interpretation(of utterance: Utterance) -> Interpretation {
    Interpretation(
      outcome: .notUnderstood(Refusal(cause: .nothingAsked, words: [])), language: utterance.language ?? "en")
  }

  func trace(of utterance: Utterance) -> String { "" }
}
