public import Logging
public import ServiceLifecycle

/// Brings the sums up to date again and again while the service runs.
public struct SumsSchedule: Service {
  private let interval: Duration
  private let logger: Logger
  private let refresh: @Sendable () async throws(ServiceError) -> Int?

  /// - Parameter refresh: gives the days that were summed; nil where there are no sums to keep, which ends the schedule.
  public init(
    every interval: Duration, logger: Logger, refresh: @escaping @Sendable () async throws(ServiceError) -> Int?
  ) {
    (self.interval, self.logger, self.refresh) = (interval, logger, refresh)
  }

  /// Until the service stops. A failure is logged and tried again: answers are right without it, only slower.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(ServiceError) {
          guard let days = try await refresh() else { break }
          if days > 0 { logger.notice("summed", metadata: ["days": "\(days)"]) }
        } catch {
          logger.warning("the sums were not brought up to date", metadata: ["code": "\(error.code.rawValue)"])
        }
        try? await Task.sleep(for: interval)
      }
      // A service that ends takes the group with it.
      while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }
  }
}
