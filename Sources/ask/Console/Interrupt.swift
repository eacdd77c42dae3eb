import Dispatch
import Foundation

/// Ctrl-C while a question runs: cancels the question, and with it its SQL, instead of ending the program. A second
/// one ends the program after all.
enum Interrupt {
  static func cancelling<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) async -> Value {
    let task = Task { await operation() }
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if task.isCancelled { exit(ProgramExit.other.rawValue) }
      task.cancel()
    }
    source.resume()
    defer {
      source.cancel()
      signal(SIGINT, SIG_DFL)
    }
    return await task.value
  }
}
