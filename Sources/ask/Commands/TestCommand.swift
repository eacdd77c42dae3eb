import ArgumentParser
import AskService
import Foundation

/// `ask test`: do the questions of the fixtures mean and answer what they must?
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run fixtures: files of questions with what they must mean and answer.",
    discussion: "Exit code 0 only if every question did as its fixture says, else 1.")

  @OptionGroup var options: GlobalOptions

  @Option(help: ArgumentHelp("Write the outcomes as JUnit XML.", valueName: "file"))
  var junit: String?

  @Argument(help: "Fixture files, or folders of them; without one, fixtures/ beside kpis.yaml.")
  var paths: [String] = []

  func run() async throws {
    let workplace = try Workplace(options)
    let service = try workplace.service()
    let home = try workplace.resources().home
    let runner = FixtureRunner(
      home: home,
      ask: { request throws(ServiceError) in try await service.answer(request) },
      rows: { statement throws(ServiceError) in try await service.rows(for: statement) })
    let files = try FixtureFiles(paths: paths.isEmpty ? [home.appending(path: "fixtures").path] : paths).read()
    var outcomes: [FixtureOutcome] = []
    for file in files { outcomes += await runner.outcomes(of: file) }
    let report = FixtureReport(outcomes: outcomes)
    Console.write(report.text)
    if let junit { try write(report.junit, to: junit) }
    guard report.passed else { throw ProgramExit.other }
  }

  private func write(_ text: String, to path: String) throws(ServiceError) {
    do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw .unreadableFile(path, detail: error.localizedDescription)
    }
  }
}
