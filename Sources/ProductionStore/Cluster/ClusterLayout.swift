internal import Foundation

/// Where a private cluster keeps what.
struct ClusterLayout: Sendable, Hashable {
  /// Part of the socket's file name only: nothing listens on the network.
  static let port = 5432
  /// `sockaddr_un.sun_path` holds 108 bytes on Linux and 104 on macOS, with the zero at the end.
  private static let longestSocketPath = 103

  let base: String
  let socketDirectory: String
  /// The user that runs the server where we are root, who may not.
  let serverUser: ServerUser?

  var data: String { base + "/data" }
  /// The cluster while it is made; it becomes ``data`` in one step.
  var unfinishedData: String { base + "/data.new" }
  var log: String { base + "/cluster.log" }
  var lockFile: String { base + "/cluster.lock" }
  var isMade: Bool { FileManager.default.fileExists(atPath: data + "/PG_VERSION") }
  var socket: String { socketDirectory + "/.s.PGSQL.\(Self.port)" }

  init(directory: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let wanted = directory ?? Self.userDirectory(environment)
    serverUser = geteuid() == 0 ? ServerUser.find() : nil
    if let serverUser, !serverUser.canEnter(parentOf: wanted) {
      // Another directory asked for is another cluster still: its name goes into that of the substitute.
      let suffix = wanted == NSHomeDirectory() + "/.local/share/shoptalk" ? "" : "-" + Self.digest(wanted)
      base = "/var/lib/shoptalk" + suffix
    } else {
      base = wanted
    }
    let usual = base + "/run"
    let isShort = "\(usual)/.s.PGSQL.\(Self.port).lock".utf8.count <= Self.longestSocketPath
    // Not TMPDIR: every process must come to the same path.
    socketDirectory = isShort ? usual : "/tmp/shoptalk-\(geteuid())-\(Self.digest(base))"
  }

  private static func userDirectory(_ environment: [String: String]) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/shoptalk" }
    return NSHomeDirectory() + "/.local/share/shoptalk"
  }

  /// FNV-1a, for short names that are the same in every process.
  private static func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }

  // MARK: Directories

  /// Makes the base and the socket directory, private to the user that runs the server.
  func makeDirectories() throws(DatabaseError) {
    if geteuid() == 0, serverUser == nil { throw .cluster(.noUnprivilegedUser(tried: ServerUser.candidates)) }
    try make(base)
    try make(socketDirectory)
  }

  private func make(_ path: String) throws(DatabaseError) {
    let owner = serverUser?.user ?? geteuid()
    do {
      let parent = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw failure(path, errno)
    }
    if mkdir(path, 0o700) == 0 {
      if let serverUser, chown(path, serverUser.user, serverUser.group) != 0 { throw failure(path, errno) }
    } else if errno != EEXIST {
      throw failure(path, errno)
    }
    // Under /tmp anybody could have been there first.
    var status = stat()
    guard lstat(path, &status) == 0 else { throw failure(path, errno) }
    // Another starter of ours may stand between making it and giving it away.
    if let serverUser, status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFDIR {
      guard lchown(path, serverUser.user, serverUser.group) == 0, lstat(path, &status) == 0 else {
        throw failure(path, errno)
      }
    }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == owner, status.st_mode & 0o022 == 0 else {
      throw .cluster(.directory(path: path, reason: "it belongs to somebody else or others may write to it"))
    }
  }

  private func failure(_ path: String, _ number: Int32) -> DatabaseError {
    number == ENOSPC
      ? .cluster(.diskFull(directory: path, freeMegabytes: freeMegabytes, neededMegabytes: 1))
      : .cluster(.directory(path: path, reason: String(cString: strerror(number))))
  }

  /// What an unprivileged user may still write.
  var freeMegabytes: Int {
    var status = statvfs()
    guard statvfs(base, &status) == 0 else { return 0 }
    return Int(status.f_bavail) * Int(status.f_frsize) / 1_048_576
  }

  // MARK: The server

  /// The postmaster that `postmaster.pid` names, where it lives and is one.
  var serverProcess: pid_t? {
    guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8),
      let first = text.split(separator: "\n").first, let process = pid_t(first), process > 0,
      kill(process, 0) == 0 || errno == EPERM
    else { return nil }
    // A number is given again, after a reboot or in a container soon.
    guard let command = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8) else { return process }
    return command.contains("postgres") && command.contains(data) ? process : nil
  }

  /// The server's own log from `offset` on, at most its last 2000 characters.
  func logTail(from offset: Int) -> String {
    guard let bytes = FileManager.default.contents(atPath: log) else { return "" }
    return String(String(decoding: bytes.dropFirst(min(offset, bytes.count)), as: UTF8.self).suffix(2000))
  }

  var logSize: Int {
    (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
  }
}
