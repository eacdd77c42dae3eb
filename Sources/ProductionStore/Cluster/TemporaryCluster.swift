internal import Foundation
public import Logging
internal import Synchronization

extension PrivateCluster {
  /// A throw-away cluster for tests: fast, not durable, gone when the process ends.
  ///
  /// One is enough for a process; give each test a database of its own. What processes that were killed left behind
  /// is removed first.
  public static func temporary(programs: String? = nil, logger: Logger? = nil) -> PrivateCluster {
    TemporaryClusters.removeAbandoned()
    let layout = ClusterLayout(directory: TemporaryClusters.newDirectory())
    TemporaryClusters.remember(layout)
    return PrivateCluster(layout: layout, settings: .fleeting, programs: programs, logger: logger)
  }
}

/// The throw-away clusters of this process.
private enum TemporaryClusters {
  private static let prefix = "shoptalk-temporary-"
  private static let all = Mutex<[ClusterLayout]>([])

  static func newDirectory() -> String {
    "/tmp/\(prefix)\(getpid())-\(all.withLock(\.count))"
  }

  static func remember(_ layout: ClusterLayout) {
    let isFirst = all.withLock {
      $0.append(layout)
      return $0.count == 1
    }
    if isFirst {
      atexit { TemporaryClusters.all.withLock { for layout in $0 { TemporaryClusters.remove(layout) } } }
    }
  }

  static func removeAbandoned() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] where name.hasPrefix(prefix) {
      guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }) else {
        continue
      }
      if kill(owner, 0) != 0, errno == ESRCH { remove(ClusterLayout(directory: "/tmp/" + name)) }
    }
  }

  /// Without ceremony: the server is told to quit at once, and its files go.
  private static func remove(_ layout: ClusterLayout) {
    if let server = layout.serverProcess {
      kill(server, SIGQUIT)
      for _ in 0..<200 where layout.serverProcess != nil { usleep(10_000) }
    }
    try? FileManager.default.removeItem(atPath: layout.base)
    if !layout.socketDirectory.hasPrefix(layout.base) {
      try? FileManager.default.removeItem(atPath: layout.socketDirectory)
    }
  }
}
