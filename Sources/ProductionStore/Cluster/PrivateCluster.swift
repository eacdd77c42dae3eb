import CLibPQ
internal import Foundation
public import Logging
internal import QueryPlanner

/// A PostgreSQL server of Shoptalk's own, for who has none configured.
///
/// It is made of the installed PostgreSQL in the user's data directory, listens on a Unix socket only that only its
/// user may enter, and is found there by every later process. Whoever needs it first starts it; it then runs on.
public actor PrivateCluster {
  public static let defaultDatabase = "factory"

  /// Who connects: each has its own login.
  public enum Role: String, Sendable {
    /// Owns the data and may do everything.
    case owner = "shoptalk"
    /// Answers questions: may read the schema production.
    case reader = "ask_reader"
    /// Remembers what the service itself remembers.
    case state = "ask_state"
  }

  private nonisolated let executor = ThreadExecutor(label: "shoptalk.cluster")
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  nonisolated let layout: ClusterLayout
  private let settings: ClusterSettings
  private let programs: String?
  private let logger: Logger?

  /// The cluster in `directory`; nil is `$XDG_DATA_HOME/shoptalk` or `~/.local/share/shoptalk`, and under root
  /// `/var/lib/shoptalk` where the unprivileged user that runs the server cannot enter those.
  ///
  /// Nothing is made or started here.
  ///
  /// - Parameter programs: directory of `initdb` and `pg_ctl`; nil looks for them in the usual places.
  public init(directory: String? = nil, programs: String? = nil, logger: Logger? = nil) {
    self.init(layout: ClusterLayout(directory: directory), settings: .durable, programs: programs, logger: logger)
  }

  init(layout: ClusterLayout, settings: ClusterSettings, programs: String? = nil, logger: Logger? = nil) {
    (self.layout, self.settings, self.programs, self.logger) = (layout, settings, programs, logger)
  }

  /// Where the cluster keeps its files.
  public nonisolated var directory: String { layout.base }

  /// The connection string of a database. It is the same whether or not the server runs.
  public nonisolated func dsn(database: String = defaultDatabase, role: Role) -> String {
    "host=\(quoted(layout.socketDirectory)) port=\(ClusterLayout.port) user=\(role.rawValue) dbname=\(quoted(database))"
  }

  private nonisolated func quoted(_ value: String) -> String {
    "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  // MARK: Life

  /// Makes, starts or waits for the server, whatever it needs; returns when it accepts connections.
  ///
  /// Any number of processes may call it at once: one does the work, the others wait.
  ///
  /// - Returns: the owner's connection string of the default database.
  @discardableResult
  public func ensureRunning() throws(DatabaseError) -> String {
    if try answers() { return dsn(role: .owner) }
    try layout.makeDirectories()
    let lock = try ClusterLock(path: layout.lockFile, patience: Self.patience)
    defer { lock.release() }
    if try answers() { return dsn(role: .owner) }
    let server = try ServerPrograms.find(in: programs, for: layout)
    let control = ClusterControl(layout: layout, settings: settings, programs: server)
    if !layout.isMade {
      logger?.notice("making the private cluster", metadata: ["directory": "\(layout.base)"])
      try control.make()
    }
    logger?.info("starting the private cluster", metadata: ["directory": "\(layout.base)"])
    try control.start { () throws(DatabaseError) in try self.answers() }
    return dsn(role: .owner)
  }

  /// Stops the server, ending every connection to it. Does nothing where it does not run.
  public func stop() throws(DatabaseError) {
    guard layout.isMade else { return }
    let lock = try ClusterLock(path: layout.lockFile, patience: Self.patience)
    defer { lock.release() }
    guard layout.serverProcess != nil else { return }
    let server = try ServerPrograms.find(in: programs, for: layout)
    try ClusterControl(layout: layout, settings: settings, programs: server).stop()
  }

  /// How long to wait for another process, for a start, for a recovery.
  private static let patience = Duration.seconds(120)

  /// False where nobody listens; waits while the server starts, recovers or stops.
  private func answers() throws(DatabaseError) -> Bool {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      switch PQping(dsn(database: "postgres", role: .owner)) {
      case PQPING_OK: return true
      case PQPING_REJECT: usleep(20_000)
      default: return false
      }
    }
    throw .timeout(.clusterStart(after: Self.patience))
  }

  // MARK: Databases

  /// Makes an empty database, or a copy of `template`, unless one of the name is there.
  ///
  /// - Returns: the owner's connection string.
  @discardableResult
  public func createDatabase(
    named name: String, template: String = "template0"
  ) async throws(DatabaseError) -> String {
    try ensureRunning()
    let owner = try await AdministrativeConnection.open(dsn: dsn(database: "postgres", role: .owner))
    let present = try await owner.rows(for: "select from pg_database where datname = \(name)")
    if present.rows.isEmpty {
      do throws(DatabaseError) {
        try await owner.execute(script: "create database \(identifier(name)) template \(identifier(template))")
      } catch {
        // Somebody else was faster; the error comes when theirs is complete.
        guard case .sql(let failure) = error, ["42P04", "23505"].contains(failure.state) else { throw error }
      }
    }
    await owner.close()
    return dsn(database: name, role: .owner)
  }

  public func dropDatabase(named name: String) async throws(DatabaseError) {
    let owner = try await AdministrativeConnection.open(dsn: dsn(database: "postgres", role: .owner))
    try await owner.execute(script: "drop database if exists \(identifier(name)) with (force)")
    await owner.close()
  }

  private nonisolated func identifier(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}
