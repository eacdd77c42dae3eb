import ArgumentParser
import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner

/// The flags that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Database, as libpq writes it.", valueName: "connection"))
  var dsn: String?

  @Option(help: ArgumentHelp("The time of the question, e.g. 2026-03-18T14:30:00+07:00.", valueName: "time"))
  var asOf: String?

  @Option(help: ArgumentHelp("Language of the questions, e.g. en.", valueName: "code"))
  var language: String?

  @Option(help: ArgumentHelp("Folder that holds the languages' folders.", valueName: "directory"))
  var grammars: String?

  func validate() throws {
    guard let asOf else { return }
    do { _ = try Instant(rfc3339: asOf) } catch {
      throw ValidationError("--as-of: \(error.debugDescription)")
    }
  }
}

/// What the commands share: the settings, and what is made from them on first use.
struct Workplace {
  let settings: Settings
  let environment: [String: String]
  let logger: Logger

  /// `logLevel` is for where `ASK_LOG_LEVEL` does not say.
  init(_ options: GlobalOptions, logLevel: Logger.Level = .error) throws(ServiceError) {
    environment = ProcessInfo.processInfo.environment
    var logger = Logger(label: "shoptalk")
    if environment["ASK_LOG_LEVEL"] == nil { logger.logLevel = logLevel }
    self.logger = logger
    let flags = Settings(
      dsn: options.dsn, asOf: options.asOf, language: options.language, grammars: options.grammars)
    settings = flags.over(Settings(environment: environment)).over(try Settings.file(environment: environment))
  }

  func resources() throws(ServiceError) -> ResourceLocator {
    try ResourceLocator(settings: settings, environment: environment, program: Self.program)
  }

  func service() throws(ServiceError) -> AskService {
    AskService(
      store: store(), resources: try resources(), settings: settings, logger: logger, clock: SystemClock.now)
  }

  /// The clock of this run: set, else the machine's.
  func now() throws(ServiceError) -> Instant {
    guard let asOf = settings.asOf else { return SystemClock.now() }
    return try Instant(rfc3339: asOf)
  }

  private static var program: URL {
    // The kernel's own word for the running file; the first argument is only what the caller typed.
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: path)
  }
}
