import ArgumentParser
import AskService
import Foundation
import QueryPlanner
import ProductionStore

/// `ask check`: does this database keep the contract?
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the database with the production schema, column by column.",
    discussion: "Exit code 0 if the contract is kept, else 4.")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let service = try Workplace(options).service()
    let findings = try await service.contractFindings()
    guard !findings.isEmpty else {
      Console.write("The database keeps the contract.")
      return Console.write(Self.sums(try await service.sumsState()))
    }
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

  private static func sums(_ state: SumsState?) -> String {
    guard let state else {
      return "There are no sums of hours, days and months: long questions read every row. `ask rollup` makes them."
    }
    guard let from = state.from, let to = state.to else {
      return "The sums of hours, days and months are empty: `ask rollup` fills them."
    }
    return
      "Sums of hours, days and months: \(state.days) days of lines, from \(from.date.formatted(.iso8601)) to \(to.date.formatted(.iso8601))."
  }
}
