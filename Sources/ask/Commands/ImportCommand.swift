import ArgumentParser
import AskService
import ProductionStore

/// `ask import FILE --mapping M.yaml`: an event log of a real factory.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import an event log; what cannot be used is said line by line.",
    discussion: """
      The mapping says which column is what. A second import of the same file changes nothing; one that fails leaves \
      nothing behind.
      """)

  @OptionGroup var options: GlobalOptions

  @Option(help: ArgumentHelp("What the columns of the file are.", valueName: "mapping.yaml"))
  var mapping: String

  @Argument(help: "The file, in CSV.")
  var file: String

  func run() async throws {
    let workplace = try Workplace(options)
    let (connection, resources) = (try await workplace.ownerConnection(), try workplace.resources())
    let importer = EventLogImporter(connection: connection, resources: resources)
    let report = try await importer.load(file: file, mapping: mapping)
    Console.write(report.text)
    do {
      let refresher = SumsRefresher(connection: connection, resources: resources)
      _ = try await refresher.refresh(upTo: try workplace.now())
    } catch {
      // The import is whole without them: answers are the same, only slower.
      Console.complain("There are no sums of the data: \(error.debugDescription)")
    }
  }
}
