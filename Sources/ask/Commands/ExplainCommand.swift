import Answering
import ArgumentParser
import AskService
import IntentParser
import QueryPlanner

/// `ask explain "…"`: how a question is read and planned, without running it.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show the parse trace, the plan and the SQL of a question, without running it.")

  @OptionGroup var options: GlobalOptions

  @Argument(help: "The question.")
  var words: [String]

  func run() async throws {
    let service = try Workplace(options).service()
    let explanation = try await service.explanation(of: AskRequest(question: words.joined(separator: " ")))
    Console.write(explanation.text)
    switch (explanation.interpretation.outcome, explanation.plan) {
    case (.understood, .success): return
    default: throw ProgramExit.notAnswered
    }
  }
}

extension QuestionExplanation {
  /// The trace, the interpretation, then each statement with its bindings.
  var text: String {
    var lines: [String] = []
    if !trace.isEmpty { lines += [trace, ""] }
    for correction in interpretation.corrections { lines.append("read \(correction.from) as \(correction.to)") }
    switch interpretation.outcome {
    case .notUnderstood(let refusal):
      lines.append("not understood (\(refusal.cause.rawValue)): \(refusal.words.joined(separator: ", "))")
    case .ambiguous(let ambiguity):
      lines.append("ambiguous: \(ambiguity.words.joined(separator: ", "))")
      lines += ambiguity.choices.map { "  \($0.label): \($0.question)" }
    case .understood: lines += plan.map(planLines) ?? []
    }
    return lines.joined(separator: "\n")
  }

  private func planLines(_ plan: Result<QueryPlan, PlanError>) -> [String] {
    switch plan {
    case .failure(let error): return ["no plan: \(error)"]
    case .success(let plan):
      var lines = [plan.reading.json(clock: SiteClock(timeZone: timeZone)).text(pretty: true)]
      for statement in plan.statements {
        let (text, bindings) = statement.rendered
        lines += ["", text + ";"]
        for (index, value) in bindings.enumerated() { lines.append("-- $\(index + 1) = \(value)") }
      }
      return lines
    }
  }
}
