import AskService
import Foundation
import Logging
import ProductionStore
import QueryPlanner

/// What a question costs beside its SQL, one way of asking at a time; `Benchmarks/overhead.py` puts them side by side.
///
///     OverheadBench script FOLDER QUESTION AS_OF        the question's statements, as pgbench takes them
///     OverheadBench stages QUESTION AS_OF               where the time of a question goes
///     OverheadBench inside CLIENTS SECONDS QUESTION AS_OF     the pipeline in this process
///     OverheadBench http PORT CLIENTS SECONDS QUESTION AS_OF [same]   POST /v1/ask of a running service
///
/// Every question has a clock of its own, a microsecond after the one before, so that no two are executed as one;
/// with `same` they have one clock.
@main enum OverheadBench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("script", 4):
      try await PgbenchScript(question: arguments[2], asOf: arguments[3]).write(to: arguments[1])
    case ("stages", 3): try await InsideLoad(question: arguments[1], asOf: arguments[2]).printStages()
    case ("inside", 5):
      let load = try InsideLoad(question: arguments[3], asOf: arguments[4])
      print(try await load.run(clients: number(arguments[1]), seconds: number(arguments[2])).json)
    case ("http", 6), ("http", 7):
      let load = try HTTPLoad(
        port: number(arguments[1]), question: arguments[4], asOf: arguments[5], isSame: arguments.last == "same")
      print(load.run(clients: number(arguments[2]), seconds: number(arguments[3])).json)
    default:
      FileHandle.standardError.write(Data("usage: see Benchmarks/OverheadBench/OverheadBench.swift\n".utf8))
      exit(2)
    }
  }

  private static func number(_ text: String) -> Int { Int(text) ?? 1 }

  /// The service as the program makes it, in the repository's folder.
  static func service(logger: Logger = Logger(label: "bench")) throws -> (AskService, dsn: String) {
    let environment = ProcessInfo.processInfo.environment
    let settings = Settings(environment: environment)
    let cluster = PrivateCluster(directory: settings.dataDirectory)
    let store: ProductionStore
    if let dsn = settings.dsn {
      store = ProductionStore(configuration: StoreConfiguration(dsn: dsn))
    } else {
      store = ProductionStore(cluster: cluster)
    }
    let home = FileManager.default.currentDirectoryPath
    let resources = try ResourceLocator(
      settings: settings, environment: ["ASK_HOME": environment["ASK_HOME"] ?? home], program: URL(filePath: home))
    let service = AskService(
      store: store, resources: resources, settings: settings, logger: logger, clock: { Instant(seconds: 0) })
    return (service, settings.dsn ?? cluster.dsn(database: PrivateCluster.defaultDatabase, role: .reader))
  }
}
