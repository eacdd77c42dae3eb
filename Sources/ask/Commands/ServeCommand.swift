import ArgumentParser
import AskService
import Logging
import ProductionStore

/// `ask serve`: questions over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: POST /v1/ask, GET /healthz, GET /readyz.")

  @OptionGroup var options: GlobalOptions

  @Option(help: "Address to listen on; the default takes connections from this machine only.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: ArgumentHelp("Bring the sums of `ask rollup` up to date this often; 0 is never.", valueName: "minutes"))
  var rollupEvery = 15

  func run() async throws {
    // Nobody watches the output of a service: its log has to tell what happened.
    let workplace = try Workplace(options, logLevel: .notice)
    let server = Server(
      service: try workplace.service(), logger: workplace.logger, sums: rollupEvery == 0 ? nil : try sums(workplace))
    try await server.run(host: host, port: port) { port in
      Console.complain("listening on http://\(host):\(port)")
    }
  }

  func validate() throws {
    guard (0...1440).contains(rollupEvery) else { throw ValidationError("--rollup-every is 0 to 1440 minutes.") }
  }

  /// A connection for each run: between two of them nothing is held.
  private func sums(_ workplace: Workplace) throws -> SumsSchedule {
    let resources = try workplace.resources()
    return SumsSchedule(every: .seconds(60 * rollupEvery), logger: workplace.logger) { () throws(ServiceError) in
      let connection = try await workplace.ownerConnection()
      do throws(ServiceError) {
        let refresher = SumsRefresher(connection: connection, resources: resources)
        let days = try await refresher.refreshIfKept(upTo: try workplace.now())
        await connection.close()
        return days
      } catch {
        await connection.close()
        throw error
      }
    }
  }
}
