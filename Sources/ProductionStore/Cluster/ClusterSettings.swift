/// The server's settings: what is right for one user's questions on one machine.
struct ClusterSettings: Sendable, Hashable {
  private var values: [String]
  /// Options of `initdb`.
  var initialisation: [String]

  /// Data survive a crash of the machine; the last moments of a load may not.
  static let durable = ClusterSettings(values: common + ["shared_buffers = 256MB"], initialisation: [])

  /// For tests: nothing is written to stay.
  static let fleeting = ClusterSettings(
    values: common + [
      "shared_buffers = 64MB", "fsync = off", "full_page_writes = off", "autovacuum = off",
    ],
    initialisation: ["--no-sync"])

  private static let common = [
    "listen_addresses = ''", "unix_socket_permissions = 0700", "max_connections = 60",
    "synchronous_commit = off",
    // Nobody replicates: a table filled in the transaction that made it is not written twice.
    "wal_level = minimal", "max_wal_senders = 0", "max_wal_size = 2GB", "checkpoint_timeout = 15min",
    "work_mem = 32MB", "maintenance_work_mem = 256MB", "effective_cache_size = 1GB",
    "random_page_cost = 1.1", "jit = off", "timezone = 'UTC'", "log_timezone = 'UTC'", "log_checkpoints = off",
  ]

  func text(socketDirectory: String) -> String {
    let directory = socketDirectory.replacing("'", with: "''")
    return (values + ["unix_socket_directories = '\(directory)'", "port = \(ClusterLayout.port)"])
      .joined(separator: "\n") + "\n"
  }
}
