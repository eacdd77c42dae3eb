internal import Foundation

/// The unprivileged user that runs the server for root.
struct ServerUser: Sendable, Hashable {
  static let candidates = ["postgres", "nobody"]

  let name: String
  let user: uid_t
  let group: gid_t

  static func find() -> ServerUser? {
    for name in candidates {
      if let entry = getpwnam(name) {
        return ServerUser(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
      }
    }
    return nil
  }

  /// Whether every directory above `path` that exists lets this user through.
  func canEnter(parentOf path: String) -> Bool {
    var directory = (path as NSString).deletingLastPathComponent
    while directory != "/", !directory.isEmpty {
      var status = stat()
      if stat(directory, &status) == 0 {
        let bit: mode_t = status.st_uid == user ? 0o100 : status.st_gid == group ? 0o010 : 0o001
        if status.st_mode & bit == 0 { return false }
      }
      directory = (directory as NSString).deletingLastPathComponent
    }
    return true
  }

  /// The command that runs `arguments` as this user, with the first of the usual programs that is there.
  func command(_ arguments: [String]) -> [String] {
    func program(_ name: String) -> String? {
      ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"].map { $0 + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    if let setpriv = program("setpriv") {
      return [setpriv, "--reuid", String(user), "--regid", String(group), "--init-groups", "--"] + arguments
    }
    if let runuser = program("runuser") { return [runuser, "-u", name, "--"] + arguments }
    return [program("su") ?? "su", name, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--"] + arguments
  }
}
