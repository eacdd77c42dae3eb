public import ArgumentParser
public import AskService
import Answering
import Foundation
import IntentParser
import QueryPlanner

/// `ask "…"`, and without a question: the REPL at a terminal, a batch where lines are piped in.
struct QuestionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "question", abstract: "Answer a question; without one, talk line by line.", shouldDisplay: false)

  @OptionGroup var options: GlobalOptions

  @Option(help: "text, json, markdown or csv.")
  var format: AnswerFormat = .text

  @Flag(help: "The lines are one conversation: a question may lean on the one before.")
  var chat = false

  @Argument(help: "The question.")
  var words: [String] = []

  func run() async throws {
    let workplace = try Workplace(options)
    let service = try workplace.service()
    if !words.isEmpty {
      try await answerOne(words.joined(separator: " "), with: service)
    } else if Console.isInteractive {
      var repl = Repl(service: service, workplace: workplace, format: format)
      try await repl.run()
    } else {
      try await answerLines(with: service)
    }
  }

  private func answerOne(_ question: String, with service: AskService) async throws {
    let outcome = await Interrupt.cancelling {
      await self.outcome(of: question, with: service)
    }
    write(outcome)
    try outcome.throwExit()
  }

  /// One answer a line; the exit code is that of the worst of them. A database that is gone ends the batch.
  private func answerLines(with service: AskService) async throws {
    var worst: ProgramExit?
    var conversation = Conversation()
    while let line = readLine() {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      if format == .text { Console.write("\u{203A} \(line)\n") }
      let outcome = await outcome(of: line, in: conversation, with: service)
      if chat, case .answer(let answer) = outcome { conversation.add(answer.turn) }
      write(outcome)
      if format != .json { Console.write("") }
      guard let end = outcome.exit else { continue }
      if end == .database { throw end }
      worst = worst ?? end
    }
    if let worst { throw worst }
  }

  private func outcome(
    of question: String, in conversation: Conversation = Conversation(), with service: AskService
  ) async -> QuestionOutcome {
    do throws(ServiceError) {
      var request = AskRequest(question: question, conversation: conversation)
      if format == .csv { request.limits = .all }
      return .answer(try await service.answer(request))
    } catch {
      return .error(error)
    }
  }

  /// In JSON errors are objects on standard output as well, so that the nth line belongs to the nth question.
  private func write(_ outcome: QuestionOutcome) {
    switch outcome {
    case .answer(let answer): Console.write(format.text(of: answer, colour: Console.hasColour, width: Console.width))
    case .error(let error): format == .json ? Console.write(error.report.json.text()) : Console.complain(error)
    }
  }
}

extension AnswerFormat: ExpressibleByArgument {}
