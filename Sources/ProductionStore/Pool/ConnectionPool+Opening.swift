internal import Logging

extension ConnectionPool {
  /// Connects; starts the private cluster where it does not run; tries again where the server cannot be reached.
  func openedConnection() async throws(DatabaseError) -> DatabaseConnection {
    var delays = configuration.backOff.delays[...]
    var mayStartCluster = cluster != nil
    while true {
      let connection = DatabaseConnection(to: try target.get())
      do throws(DatabaseError) {
        try await connection.open()
        return connection
      } catch {
        if mayStartCluster, let cluster {
          mayStartCluster = false
          try await cluster.ensureRunning()
          continue
        }
        guard let delay = delays.popFirst(), await !connection.isRefused() else { throw error }
        logger?.warning("database not reachable, trying again", metadata: ["wait_ms": "\(delay.milliseconds)"])
        do { try await Task.sleep(for: delay) } catch { throw .cancelled }
      }
    }
  }
}
