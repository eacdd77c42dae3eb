import ArgumentParser
import AskService
import FactorySimulation
import ProductionStore
import QueryPlanner
import Synchronization

/// `ask demo`: makes the demo factory in the private cluster, or in the database that `--dsn` names.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Make the demo factory, in place of the production data that are there.")

  @OptionGroup var options: GlobalOptions

  @Option(help: "Days of history.")
  var days = 90

  @Option(help: "How many times the eight lines of Hanoi and four of Da Nang, e.g. 4x.")
  var lines: LineFactor = LineFactor(value: 1)

  @Option(help: "Another seed is another factory; the same seed and time are the same bytes.")
  var seed: UInt64 = 7

  func validate() throws {
    guard (1...3650).contains(days) else { throw ValidationError("--days is 1 to 3650.") }
  }

  func run() async throws {
    let workplace = try Workplace(options)
    let now = try workplace.now()
    let connection = try await workplace.ownerConnection()
    let loader = DemoLoader(connection: connection, resources: try workplace.resources())
    let bar = Mutex(ProgressBar())
    let configuration = FactoryConfiguration(asOf: now, seed: seed, days: days, linesFactor: lines.value)
    let rows = try await loader.load(configuration) { phase, fraction in
      bar.withLock { $0.show(phase, fraction: fraction) }
    }
    bar.withLock { $0.end() }
    await connection.close()
    Console.complain("The demo factory has \(days) days and \(rows) rows.")
  }
}

/// `4` or `4x`.
struct LineFactor: ExpressibleByArgument {
  var value: Int
  init(value: Int) { self.value = value }

  init?(argument: String) {
    guard let value = Int(argument.hasSuffix("x") ? String(argument.dropLast()) : argument), (1...100).contains(value)
    else { return nil }
    self.value = value
  }

  var defaultValueDescription: String { "\(value)x" }
}
