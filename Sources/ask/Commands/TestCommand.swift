import ArgumentParser
import AskService
import Foundation
import IntentParser

/// `ask test`: do the questions of the fixtures mean and answer what they must?
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run fixtures: files of questions with what they must mean and answer.",
    discussion: "Exit code 0 only if every question did as its fixture says, else 1.")

  @OptionGroup var options: GlobalOptions

  @Option(help: ArgumentHelp("Write the outcomes as JUnit XML.", valueName: "file"))
  var junit: String?

  @Flag(help: "Put the interpretation that came in place of the expected one where it differs; nothing else changes.")
  var update = false

  @Flag(help: "Say which grammar rules no question uses and which can read the same text, instead of the outcomes.")
  var coverage = false

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
    // A grammar that cannot be read is told once and at once, not for every question.
    _ = try await service.factory()
    let files = try FixtureFiles(paths: paths.isEmpty ? [home.appending(path: "fixtures").path] : paths).read()
    var outcomes: [FixtureOutcome] = []
    for file in files { outcomes += await runner.outcomes(of: file) }
    if coverage { return try await writeCoverage(outcomes.compactMap(\.request), by: service) }
    if update { return try rewrite(outcomes) }
    let report = FixtureReport(outcomes: outcomes)
    Console.write(report.text)
    if let junit { try write(report.junit, to: junit) }
    guard report.passed else { throw ProgramExit.other }
  }

  private func writeCoverage(_ questions: [AskRequest], by service: AskService) async throws {
    let coverage = try await service.coverage(of: questions)
    for rule in coverage.unused { Console.write("unused  \(rule)") }
    for overlap in coverage.overlaps {
      Console.write("both read \u{201C}\(overlap.text)\u{201D}: \(overlap.first) and \(overlap.second)")
    }
    let used = coverage.rules.count - coverage.unused.count
    Console.write(
      "\(used) of \(coverage.rules.count) rules used; \(coverage.overlaps.count) texts that two rules can read")
  }

  private func rewrite(_ outcomes: [FixtureOutcome]) throws {
    var left = 0
    for (path, failed) in Dictionary(grouping: outcomes.filter { !$0.passed }, by: \.file).sorted(by: {
      $0.key < $1.key
    }) {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      let (rewritten, changed) = FixtureUpdate.rewriting(text, failed)
      for outcome in changed { Console.write("\(path):\(outcome.line): \(outcome.found ?? "")") }
      left += failed.count - changed.count
      if !changed.isEmpty { try write(rewritten, to: path) }
    }
    if left > 0 { Console.write("\(left) differences are for you to judge: refusals, rows, or phrasings that differ") }
  }

  private func write(_ text: String, to path: String) throws(ServiceError) {
    do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw .unreadableFile(path, detail: error.localizedDescription)
    }
  }
}
