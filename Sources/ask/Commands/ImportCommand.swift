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
    let importer = EventLogImporter(
      connection: try await workplace.ownerConnection(), resources: try workplace.resources())
    let report = try await importer.load(file: file, mapping: mapping)
    Console.write(report.text)
  }
}
