import Foundation
import ProductionStore
import QueryPlanner
import Testing

/// Each test has a cluster of its own: they are killed, stopped and damaged.
@Suite struct ClusterTests {
  private func serverProcess(of cluster: PrivateCluster) throws -> pid_t {
    let text = try String(contentsOfFile: cluster.directory + "/data/postmaster.pid", encoding: .utf8)
    return try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
  }

  @Test func severalStartersMakeOneCluster() async throws {
    let cluster = PrivateCluster.temporary()
    // As other processes would: each with an object, and so a lock, of its own.
    let others = (0..<3).map { _ in PrivateCluster(directory: cluster.directory) }
    try await withThrowingTaskGroup { group in
      for one in [cluster] + others { group.addTask { try await one.ensureRunning() } }
      try await group.waitForAll()
    }
    let store = ProductionStore(cluster: others[0])
    #expect(try await store.rows(for: "select current_user::text").rows == [[.text("ask_reader")]])
    await store.close()
    try await cluster.stop()
  }

  @Test func aKilledServerIsStartedAgainByTheNextStatement() async throws {
    let cluster = PrivateCluster.temporary()
    let store = ProductionStore(cluster: cluster)
    _ = try await store.rows(for: "select 1")
    let process = try serverProcess(of: cluster)
    kill(process, SIGKILL)
    // A backend may outlive its server by a moment and answer once more.
    for _ in 0..<200 {
      #expect(try await store.rows(for: "select 2").rows == [[.integer(2)]])
      if try serverProcess(of: cluster) != process { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try serverProcess(of: cluster) != process)
    await store.close()
    try await cluster.stop()
    // Stopped in good order it is started by whoever comes next.
    let next = ProductionStore(cluster: cluster)
    #expect(try await next.rows(for: "select 3").rows == [[.integer(3)]])
    await next.close()
    try await cluster.stop()
  }

  @Test func theLockFileOfAnotherProcessIsNoObstacle() async throws {
    let cluster = PrivateCluster.temporary()
    try await cluster.ensureRunning()
    let process = try serverProcess(of: cluster)
    let path = cluster.directory + "/data/postmaster.pid"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try await cluster.stop()
    // Its number is given to somebody else by now: to this very test.
    let stale = text.replacing("\(process)\n", with: "\(getpid())\n", maxReplacements: 1)
    try stale.write(toFile: path, atomically: false, encoding: .utf8)
    try await cluster.ensureRunning()
    try await cluster.stop()
  }

  @Test func anotherVersionIsNamed() async throws {
    let cluster = PrivateCluster.temporary()
    let data = cluster.directory + "/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    if geteuid() == 0 {
      let user = try #require(getpwnam("postgres") ?? getpwnam("nobody"))
      chown(cluster.directory, user.pointee.pw_uid, user.pointee.pw_gid)
    }
    try "9\n".write(toFile: data + "/PG_VERSION", atomically: true, encoding: .utf8)
    let error = await #expect(throws: DatabaseError.self) { try await cluster.ensureRunning() }
    guard case .cluster(.versionMismatch("9", let installed, data)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(Int(installed.prefix { $0.isNumber }) != nil)
    #expect(error?.hint?.contains("Install PostgreSQL 9") == true)
  }

  /// A server that answers as the real one does on a full disk.
  @Test func aFullDiskIsSaidInWords() async throws {
    let programs = "/tmp/shoptalk-programs-\(getpid())"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: programs) }
    let scripts = [
      "postgres": "echo 'postgres (PostgreSQL) 15.18'", "pg_ctl": "exit 1",
      "initdb": "echo 'initdb: error: could not write file: No space left on device' >&2; exit 1",
    ]
    for (name, text) in scripts {
      try "#!/bin/sh\n\(text)\n".write(toFile: "\(programs)/\(name)", atomically: true, encoding: .utf8)
      chmod("\(programs)/\(name)", 0o755)
    }
    let cluster = PrivateCluster.temporary(programs: programs)
    let error = await #expect(throws: DatabaseError.self) { try await cluster.ensureRunning() }
    guard case .cluster(.diskFull(cluster.directory, _, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.message.contains("The disk is full") == true)
  }

  @Test func noPostgreSQLIsSaidInWords() async throws {
    let cluster = PrivateCluster.temporary(programs: "/nonexistent")
    await #expect(throws: DatabaseError.cluster(.notInstalled(searched: ["/nonexistent"]))) {
      try await cluster.ensureRunning()
    }
  }

  @Test func aLongDirectoryGetsAShortSocket() async throws {
    let cluster = PrivateCluster(directory: "/var/tmp/" + String(repeating: "long-", count: 30))
    let host = try #require(cluster.dsn(role: .owner).split(separator: "'").dropFirst().first)
    #expect("\(host)/.s.PGSQL.5432".utf8.count <= 103)
    let again = PrivateCluster(directory: "/var/tmp/" + String(repeating: "long-", count: 30))
    #expect(again.dsn(role: .owner) == cluster.dsn(role: .owner))
  }
}
