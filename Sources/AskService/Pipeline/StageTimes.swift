import Logging

/// Times the stages of one question and writes them to the log at debug, without the question.
struct StageTimes {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private var stages: [(name: String, time: Duration)] = []

  init() { last = clock.now }

  /// The stage that ends here, in milliseconds since the one before.
  mutating func end(of stage: String) {
    let now = clock.now
    stages.append((stage, last.duration(to: now)))
    last = now
  }

  func log(to logger: Logger, status: String) {
    // Written out only where it is read.
    guard logger.logLevel <= .debug else { return }
    var metadata: Logger.Metadata = ["status": "\(status)"]
    for stage in stages { metadata[stage.name] = "\(stage.time.inMilliseconds)" }
    logger.debug("answered", metadata: metadata)
  }
}
