import Answering
import AskService
import IntentParser
import QueryPlanner

/// The conversation at a terminal.
struct Repl {
  let service: AskService
  let workplace: Workplace
  var format: AnswerFormat
  private var asOf: Instant?
  private var last: Answer?
  private var conversation = Conversation()

  init(service: AskService, workplace: Workplace, format: AnswerFormat) {
    (self.service, self.workplace, self.format) = (service, workplace, format)
  }

  /// Reads lines until the end of input or `:quit`.
  mutating func run() async throws {
    let factory = try await service.factory()
    Console.write(Greeting(factory).text)
    let editor = LineEditor(historyFile: workplace.historyFile, words: factory.words + ReplCommand.names)
    while let line = await editor.next() {
      guard !line.isEmpty else { continue }
      if let command = ReplCommand(line) {
        if command == .quit { break }
        obey(command)
      } else {
        await answer(line)
      }
    }
    await editor.close()
    await service.close()
  }

  private mutating func answer(_ question: String) async {
    var asked = AskRequest(question: question, asOf: asOf, conversation: conversation)
    if format == .csv { asked.limits = .all }
    let request = asked
    let outcome = await Interrupt.cancelling { [service] in
      do throws(ServiceError) {
        return QuestionOutcome.answer(try await service.answer(request))
      } catch {
        return QuestionOutcome.error(error)
      }
    }
    switch outcome {
    case .answer(let answer):
      last = answer
      conversation.add(answer.turn)
      Console.write("\n" + format.text(of: answer, colour: Console.hasColour, width: Console.width) + "\n")
    case .error(let error): Console.complain(error)
    }
  }

  private mutating func obey(_ command: ReplCommand) {
    switch command {
    case .help: Console.write(ReplCommand.manual)
    case .sql: Console.write(last.map(\.sql) ?? "There is no answer yet.")
    case .format(let new):
      format = new ?? format
      Console.write("Answers come as \(format.rawValue).")
    case .asOf(nil):
      asOf = nil
      Console.write("Questions are asked now.")
    case .asOf(let text?):
      do throws(ServiceError) {
        asOf = try Instant(rfc3339: text)
        Console.write("Questions are asked at \(text).")
      } catch {
        Console.complain(error)
      }
    case .unknown(let line): Console.complain("There is no command \(line); :help lists them.")
    case .quit: break
    }
  }
}

extension Answer {
  /// Every statement with its bindings, as they were run.
  fileprivate var sql: String {
    guard !provenance.statements.isEmpty else { return "The last answer needed no SQL." }
    return provenance.statements.map { statement in
      let bindings = statement.parameters.enumerated().map { "-- $\($0.offset + 1) = \($0.element)" }
      return ([statement.sql + ";"] + bindings).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
