import Logging

/// Times the stages of one question and writes them to the log at debug, without the question.
struct StageTimes {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private var metadata: Logger.Metadata = [:]

  init() { last = clock.now }

  /// The stage that ends here, in milliseconds since the one before.
  mutating func end(of stage: String) {
    let now = clock.now
    metadata[stage] = "\(last.duration(to: now).inMilliseconds)"
    last = now
  }

  func log(to logger: Logger, status: String) {
    logger.debug("answered", metadata: metadata.merging(["status": "\(status)"]) { first, _ in first })
  }
}
