import ArgumentParser
import AskService
import ProductionStore
import Synchronization

/// `ask rollup`: the sums of hours, days and months that long questions are answered from.
struct RollupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollup", abstract: "Sum the days that are over, so that questions over years are quick.",
    discussion: """
      Answers are the same with and without sums. What is summed and changes later is read from the rows until the \
      next run. Needs a login that owns the production data.
      """)

  @OptionGroup var options: GlobalOptions

  @Flag(help: "Throw away what is summed and sum everything again.")
  var anew = false

  func run() async throws {
    let workplace = try Workplace(options)
    let connection = try await workplace.ownerConnection()
    let refresher = SumsRefresher(connection: connection, resources: try workplace.resources())
    let bar = Mutex(ProgressBar())
    let days = try await refresher.refresh(upTo: try workplace.now(), anew: anew) { fraction in
      bar.withLock { $0.show("sums", fraction: fraction) }
    }
    bar.withLock { $0.end() }
    await connection.close()
    Console.complain(days == 0 ? "The sums are up to date." : "Summed \(days) days of lines.")
  }
}
