import Foundation
import IntentParser
import ParserTrials

/// Median and 99th percentile per question, in microseconds, beside the time that loading takes.
enum SpeedTable {
  private static let clock = ContinuousClock()

  static func printAll() throws {
    let loading = try (0..<15).map { _ in try microseconds { _ = try Grammar.all(in: "grammars") } }.sorted()
    print("grammars of all languages: median \(text(loading[loading.count / 2] / 1000)) ms")
    let grammars = try Grammar.all(in: "grammars")
    let questions = try FixtureQuestions.all(in: "fixtures")
    for (name, lexicon) in [
      ("the demo's names", DemoLexicon.lexicon), ("100,000 names", CrowdedLexicon.lexicon(names: 100_000)),
    ] {
      var parser: IntentParser?
      let making = microseconds { parser = IntentParser(grammars: grammars, lexicon: lexicon) }
      guard let parser else { continue }
      print("\n\(name): parser made in \(text(making / 1000)) ms")
      print("questions".padded(30), "count   median µs      p99 µs      max µs")
      for language in parser.languages {
        let its = questions.filter { parser.interpret(Utterance($0)).language == language }
        let accepted = its.filter { isAccepted(parser.interpret(Utterance($0, language: language))) }
        let refused = its.filter { !isAccepted(parser.interpret(Utterance($0, language: language))) }
        row("\(language) accepted", accepted, language, parser)
        row("\(language) refused", refused, language, parser)
      }
      row("any language, all", questions, nil, parser)
      for text in AdversarialTexts.all { row(text.name, [text.text], "en", parser) }
    }
  }

  /// The median of 15 runs of each sentence, in microseconds; every one has to be understood.
  static func medians(ofSentencesIn path: String) throws -> [Double] {
    let parser = IntentParser(grammars: try Grammar.all(in: "grammars"), lexicon: DemoLexicon.lexicon)
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let question = Utterance(String(line), language: "en")
      guard isAccepted(parser.interpret(question)) else {
        FileHandle.standardError.write(Data("not understood: \(line)\n".utf8))
        exit(1)
      }
      return (0..<15).map { _ in microseconds { _ = parser.interpret(question) } }.sorted()[7]
    }
  }

  private static func isAccepted(_ interpretation: Interpretation) -> Bool {
    if case .understood = interpretation.outcome { true } else { false }
  }

  /// Of each question the median of some runs; of the questions the median, 99th percentile and maximum.
  private static func row(_ name: String, _ questions: [String], _ language: String?, _ parser: IntentParser) {
    guard !questions.isEmpty else { return }
    let byQuestion = questions.map { question in
      let runs = (0..<7).map { _ in
        microseconds { _ = parser.interpret(Utterance(question, language: language)) }
      }
      return (time: runs.sorted()[runs.count / 2], question: question)
    }.sorted { $0.time < $1.time }
    let times = byQuestion.map(\.time)
    let figures = [times[times.count / 2], times[min(times.count - 1, times.count * 99 / 100)], times[times.count - 1]]
    print(
      name.padded(30), "\(questions.count)".aligned(5), figures.map { text($0).aligned(11) }.joined(separator: " "),
      questions.count > 1 ? " \(byQuestion[byQuestion.count - 1].question.prefix(60))" : "")
  }

  private static func microseconds(_ work: () throws -> Void) rethrows -> Double {
    let taken = try clock.measure(work)
    return Double(taken.components.seconds) * 1e6 + Double(taken.components.attoseconds) / 1e12
  }

  private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func aligned(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
