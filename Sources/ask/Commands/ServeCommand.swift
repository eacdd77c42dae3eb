import ArgumentParser
import AskService
import Logging

/// `ask serve`: questions over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: POST /v1/ask, GET /healthz, GET /readyz.")

  @OptionGroup var options: GlobalOptions

  @Option(help: "Address to listen on; the default takes connections from this machine only.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8080

  func run() async throws {
    // Nobody watches the output of a service: its log has to tell what happened.
    let workplace = try Workplace(options, logLevel: .notice)
    let server = Server(service: try workplace.service(), logger: workplace.logger)
    try await server.run(host: host, port: port) { port in
      Console.complain("listening on http://\(host):\(port)")
    }
  }
}
