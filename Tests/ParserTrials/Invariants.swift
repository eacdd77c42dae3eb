package import IntentParser

/// What holds of every interpretation of every text.
package enum Invariants {
  /// What is broken, in words; nil where all hold.
  package static func broken(
    by text: String, in conversation: Conversation = Conversation(), parser: IntentParser, again: Bool = true
  ) -> String? {
    let interpretation = parser.interpret(Utterance(text), in: conversation)
    let frames: [Frame] =
      switch interpretation.outcome {
      case .understood(let frame): [frame]
      case .ambiguous(let ambiguity): ambiguity.choices.map(\.frame)
      case .notUnderstood: []
      }
    let length = text.utf8.count
    for source in frames.flatMap(\.sources) {
      guard 0 <= source.span.lowerBound, source.span.lowerBound < source.span.upperBound,
        source.span.upperBound <= length
      else { return "\(source.key) comes from \(source.span), outside the text" }
    }
    if case .ambiguous(let ambiguity) = interpretation.outcome, ambiguity.choices.count < 2 {
      return "a choice among \(ambiguity.choices.count)"
    }
    if !frames.isEmpty, length > IntentParser.lengthLimit { return "read although it is too long" }
    if !frames.isEmpty, conversation.turns.isEmpty {
      let trace = parser.trace(Utterance(text))
      guard let taken = trace.candidates.first else { return "understood without a reading" }
      if let word = unexplained(in: text, by: taken) { return "nothing explains '\(word)'" }
    }
    if again, !same(interpretation, parser.interpret(Utterance(text), in: conversation)) { return "read in two ways" }
    return nil
  }

  /// A word of the text that no piece of the reading has among its words.
  private static func unexplained(in text: String, by reading: ParseTrace.Candidate) -> String? {
    let tokenizer = Tokenizer()
    let explained = Set(reading.pieces.flatMap { tokenizer.tokens(in: $0.words).map(\.text) })
    return tokenizer.tokens(in: text).first { $0.kind != .sign && !explained.contains($0.text) }?.text
  }

  private static func same(_ one: Interpretation, _ other: Interpretation) -> Bool {
    guard one.language == other.language, one.corrections == other.corrections else { return false }
    switch (one.outcome, other.outcome) {
    case (.understood(let mine), .understood(let its)): return mine == its
    case (.ambiguous(let mine), .ambiguous(let its)): return mine == its
    case (.notUnderstood(let mine), .notUnderstood(let its)): return mine == its
    default: return false
    }
  }
}
