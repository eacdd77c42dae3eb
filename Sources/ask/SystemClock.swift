import Foundation
import QueryPlanner

/// The clock of the machine: the only place that reads it. Everything else is told what time it is.
enum SystemClock {
  @Sendable static func now() -> Instant { Instant(Date()) }
}
