import IntentParser
import ParserTrials

/// How questions are read, one a line: what a change for speed must leave as it was.
struct ReadingList {
  var seed: UInt64

  func printAll(mutated count: Int) throws {
    let grammars = try Grammar.all(in: "grammars")
    let questions = try FixtureQuestions.all(in: "fixtures")
    let adversarial = AdversarialTexts.all.map(\.text)
    // Among many names as well, where other ways of searching are taken.
    for lexicon in [DemoLexicon.lexicon, CrowdedLexicon.lexicon(names: 100_000)] {
      let parser = IntentParser(grammars: grammars, lexicon: lexicon)
      for text in questions + adversarial { print(line(text, parser)) }
      var mutations = Mutations(of: questions, seed: seed)
      for _ in 0..<count { print(line(mutations.next(), parser)) }
    }
  }

  private func line(_ text: String, _ parser: IntentParser) -> String {
    let interpretation = parser.interpret(Utterance(text))
    return "\(text.debugDescription)\t\(interpretation.language)\t\(described(interpretation.outcome))\t"
      + "\(interpretation.corrections)"
  }

  /// Dictionaries have no order of their own.
  private func described(_ outcome: Interpretation.Outcome) -> String {
    switch outcome {
    case .understood(let frame): described(frame)
    case .ambiguous(let ambiguity):
      "ambiguous \(ambiguity.words) "
        + ambiguity.choices.map { "\($0.label) \($0.question) \(described($0.frame))" }.joined(separator: " | ")
    case .notUnderstood(let refusal): "\(refusal)"
    }
  }

  private func described(_ frame: Frame) -> String {
    var bare = frame
    (bare.filters, bare.exclude, bare.compare) = (Scope(), Scope(), [])
    (bare.change, bare.condition, bare.schedule) = ([:], [:], [:])
    let scopes = ([frame.filters, frame.exclude] + frame.compare).map { scope in
      scope.dimensions.map { "\($0): \(scope[$0])" }.joined(separator: ", ")
    }
    let values = [frame.change, frame.condition, frame.schedule].map { values in
      values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }
    return "\(bare) \(scopes) \(values)"
  }
}
