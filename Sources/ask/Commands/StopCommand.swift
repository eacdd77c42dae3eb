import ArgumentParser
import AskService
import ProductionStore

/// `ask stop`: stops the private cluster; the next question starts it again.
struct StopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop the private database; the next question starts it again.")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let workplace = try Workplace(options)
    do throws(DatabaseError) {
      try await workplace.cluster.stop()
    } catch {
      throw ServiceError.database(error)
    }
  }
}
