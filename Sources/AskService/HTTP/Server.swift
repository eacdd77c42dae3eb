public import Logging
import ServiceLifecycle
import UnixSignals

/// Everything that runs while the service serves, under one `ServiceGroup`.
///
/// SIGTERM and SIGINT stop it gracefully: no new connections, running questions end, then the pool closes.
public struct Server: Sendable {
  private let service: AskService
  private let logger: Logger
  private let sums: SumsSchedule?

  public init(service: AskService, logger: Logger, sums: SumsSchedule? = nil) {
    (self.service, self.logger, self.sums) = (service, logger, sums)
  }

  /// Serves until it is told to stop.
  public func run(
    host: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let surface = HTTPSurface(
      ask: { [service] request throws(ServiceError) in try await service.answer(request) },
      ready: { [service] () throws(ServiceError) in try await service.requireReady() })
    let application = surface.application(host: host, port: port, logger: logger, onRunning: onRunning)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [PoolLifetime(service: service)] + (sums.map { [$0] } ?? []) + [application],
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger))
    try await group.run()
  }
}

/// Closes the pool after what uses it: a group stops its services in the reverse of their order.
private struct PoolLifetime: Service {
  let service: AskService

  func run() async throws {
    try? await gracefulShutdown()
    await service.close()
  }
}
