import ArgumentParser
import AskService
import ProductionStore

/// `ask check`: does this database keep the contract?
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the database with the production schema, column by column.",
    discussion: "Exit code 0 if the contract is kept, else 4.")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let findings = try await Workplace(options).service().contractFindings()
    guard !findings.isEmpty else { return Console.write("The database keeps the contract.") }
    for (table, members) in Dictionary(grouping: findings, by: { $0.table ?? "" }).sorted(by: { $0.key < $1.key }) {
      Console.write(table.isEmpty ? "production" : "production.\(table)")
      for finding in members {
        Console.write("  \(finding.message)")
        if !finding.comment.isEmpty { Console.write("    It holds: \(finding.comment)") }
        Console.write("    \(finding.remedy)")
      }
    }
    throw ProgramExit.database
  }
}
