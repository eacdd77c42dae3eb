import AskService
import Logging
import Synchronization
import Testing

/// The schedule of `ask serve`.
@Suite(.timeLimit(.minutes(1)))
struct SumsScheduleTests {
  private final class Calls: Sendable {
    let count = Mutex(0)
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }

  private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test func goesOnAfterAFailure() async throws {
    let calls = Calls()
    let task = Task {
      try await SumsSchedule(every: .milliseconds(1), logger: Self.logger) { () throws(ServiceError) in
        if calls.next() == 1 { throw .cancelled }
        return 1
      }.run()
    }
    while calls.count.withLock({ $0 }) < 4 { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    _ = await task.result
  }

  @Test func stopsAskingWhereNoSumsAreKept() async throws {
    let calls = Calls()
    let task = Task {
      try await SumsSchedule(every: .milliseconds(1), logger: Self.logger) { () throws(ServiceError) in
        _ = calls.next()
        return nil
      }.run()
    }
    while calls.count.withLock({ $0 }) < 1 { try await Task.sleep(for: .milliseconds(1)) }
    try await Task.sleep(for: .milliseconds(30))
    task.cancel()
    _ = await task.result
    #expect(calls.count.withLock { $0 } == 1)
  }
}
