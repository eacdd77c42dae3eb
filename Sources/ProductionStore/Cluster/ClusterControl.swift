internal import Foundation

/// Makes, starts and stops the server. Whoever uses it holds the ``ClusterLock``.
struct ClusterControl {
  let layout: ClusterLayout
  let settings: ClusterSettings
  let programs: ServerPrograms

  private static let neededMegabytes = 200
  private static let settingsFile = "shoptalk.conf"

  // MARK: Making

  /// Makes the cluster with its logins and its default database. It is there whole or not at all.
  func make() throws(DatabaseError) {
    let free = layout.freeMegabytes
    guard free >= Self.neededMegabytes else {
      throw .cluster(
        .diskFull(directory: layout.base, freeMegabytes: free, neededMegabytes: Self.neededMegabytes))
    }
    try? FileManager.default.removeItem(atPath: layout.unfinishedData)
    try run(
      "initdb",
      [
        "-D", layout.unfinishedData, "-U", PrivateCluster.Role.owner.rawValue, "-A", "trust", "-E", "UTF8",
        "--locale", Self.locale, "--no-instructions",
      ] + settings.initialisation)
    // A server without connections: when the real one answers for the first time, all of it is there.
    try run(
      "postgres", ["--single", "-D", layout.unfinishedData, "postgres"],
      input: """
        create role \(PrivateCluster.Role.reader.rawValue) login
        create role \(PrivateCluster.Role.state.rawValue) login
        create database \(PrivateCluster.defaultDatabase)

        """)
    do {
      try Data("include_if_exists = '\(Self.settingsFile)'\n".utf8)
        .append(toFile: layout.unfinishedData + "/postgresql.conf")
    } catch { throw .cluster(.directory(path: layout.unfinishedData, reason: error.localizedDescription)) }
    guard rename(layout.unfinishedData, layout.data) == 0 else {
      throw .cluster(.directory(path: layout.data, reason: String(cString: strerror(errno))))
    }
  }

  private static var locale: String {
    #if os(Linux)
      "C.UTF-8"
    #else
      "C"
    #endif
  }

  // MARK: Starting and stopping

  func start(answers: () throws(DatabaseError) -> Bool) throws(DatabaseError) {
    if layout.serverProcess != nil {
      // It runs and nobody could reach it: it is just ending, or its socket was deleted.
      if try wait(for: .seconds(2), until: answers) { return }
      if layout.serverProcess != nil { try stop() }
    }
    removeStaleLocks()
    try writeSettings()
    if layout.logSize > 10_000_000 { truncate(layout.log, 0) }
    let deadline = ContinuousClock.now + .seconds(20)
    while true {
      let offset = layout.logSize
      do throws(DatabaseError) {
        return try run("pg_ctl", ["start", "-D", layout.data, "-l", layout.log, "-w", "-t", "120", "-s"])
      } catch {
        let log = layout.logTail(from: offset)
        if Self.meansFullDisk(log) { throw diskFull }
        // Backends outlive a server that was killed by a moment, and hold its shared memory until then.
        let isHeld = log.contains("shared memory block") && log.contains("still in use")
        guard isHeld, ContinuousClock.now < deadline else {
          throw log.isEmpty ? error : .cluster(.start(log: log))
        }
        usleep(100_000)
      }
    }
  }

  func stop() throws(DatabaseError) {
    try run("pg_ctl", ["stop", "-D", layout.data, "-m", "fast", "-w", "-t", "60", "-s"])
  }

  private func wait(
    for patience: Duration, until condition: () throws(DatabaseError) -> Bool
  ) throws(DatabaseError) -> Bool {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      if try condition() { return true }
      if layout.serverProcess == nil { return false }
      usleep(50_000)
    }
    return false
  }

  /// What a server leaves that was killed: its lock files name a process that is gone, or is somebody else by now.
  private func removeStaleLocks() {
    guard layout.serverProcess == nil else { return }
    for path in [layout.data + "/postmaster.pid", layout.socket + ".lock", layout.socket] { unlink(path) }
  }

  /// Written at every start: a newer Shoptalk may set other values.
  private func writeSettings() throws(DatabaseError) {
    let path = layout.data + "/" + Self.settingsFile
    do {
      try settings.text(socketDirectory: layout.socketDirectory).write(toFile: path, atomically: false, encoding: .utf8)
    } catch { throw .cluster(.directory(path: path, reason: error.localizedDescription)) }
  }

  // MARK: Programs

  private func run(_ name: String, _ arguments: [String], input: String? = nil) throws(DatabaseError) {
    let command = Command(
      [programs.directory + "/" + name] + arguments, as: layout.serverUser, in: layout.base, input: input)
    let (status, output) = try command.run()
    if status == 0 { return }
    if Self.meansFullDisk(output) { throw diskFull }
    throw .cluster(.command(name: name, status: status, output: String(output.suffix(2000))))
  }

  private static func meansFullDisk(_ text: String) -> Bool {
    text.contains("No space left on device") || text.contains("Disk quota exceeded")
  }

  private var diskFull: DatabaseError {
    .cluster(
      .diskFull(
        directory: layout.base, freeMegabytes: layout.freeMegabytes, neededMegabytes: Self.neededMegabytes))
  }
}

extension Data {
  fileprivate func append(toFile path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: self)
  }
}
