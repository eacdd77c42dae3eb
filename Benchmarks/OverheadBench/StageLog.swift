import Logging
import Synchronization

/// Collects the stage times that the service writes to its log.
final class StageLog: Sendable {
  private let times = Mutex<[String: [Double]]>([:])

  func add(_ stage: String, _ milliseconds: Double) {
    times.withLock { $0[stage, default: []].append(milliseconds) }
  }
  func clear() { times.withLock { $0 = [:] } }

  var medians: [(stage: String, median: Double)] {
    times.withLock { times in
      times.map { ($0.key, $0.value.sorted()[$0.value.count / 2]) }.sorted { $0.0 < $1.0 }
    }
  }
}

struct StageHandler: LogHandler {
  let log: StageLog
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  init(log: StageLog) { self.log = log }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    guard event.message == "answered" else { return }
    for (stage, time) in event.metadata ?? [:] {
      if let milliseconds = Double("\(time)") { log.add(stage, milliseconds) }
    }
  }
}
