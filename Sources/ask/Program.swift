import ArgumentParser
import AskService
import Foundation
import Logging

/// The program: parses its arguments, runs a command, ends with its exit code.
@main
enum Program {
  static func main() async {
    let environment = ProcessInfo.processInfo.environment
    let level = environment["ASK_LOG_LEVEL"].flatMap(Logger.Level.init(rawValue:)) ?? .error
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    exit(await run().rawValue)
  }

  private static func run() async -> ProgramExit {
    do {
      var command = try AskCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .answered
    } catch let end as ProgramExit {
      return end
    } catch let error as ServiceError {
      Console.complain(error)
      return ProgramExit(error)
    } catch {
      let code = AskCommand.exitCode(for: error)
      let text = AskCommand.fullMessage(for: error)
      if code.isSuccess {
        Console.write(text)
        return .answered
      }
      Console.complain(text)
      return code == .validationFailure ? .usage : .other
    }
  }
}

/// What the exit code says; thrown by a command whose output is already written.
enum ProgramExit: Int32, Error {
  case answered = 0
  case other = 1
  case usage = 2
  case notAnswered = 3
  case database = 4

  init(_ error: ServiceError) {
    switch error.code.area {
    case .question: self = .usage
    case .database: self = .database
    case .rules, .service: self = .other
    }
  }
}
