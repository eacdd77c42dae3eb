internal import Foundation

/// A program to be run to its end, with a clean environment: no `PG…` variable, messages in English.
///
/// Not Foundation's `Process`: it takes a program for running while anything that the program started holds the
/// descriptors it inherited, and a started server does.
struct Command {
  private let words: [String]
  private let input: String?

  init(_ words: [String], as user: ServerUser? = nil, in directory: String? = nil, input: String? = nil) {
    // Not every C library lets a spawned program start elsewhere; the shell does.
    let words = directory.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] + words } ?? words
    self.words = user?.command(words) ?? words
    self.input = input
  }

  /// Blocks until it has ended; its output and error output are one text.
  func run() throws(DatabaseError) -> (status: Int, output: String) {
    // A file cannot fill up as a pipe does, and nobody waits for its end.
    guard let transcript = tmpfile(), let source = tmpfile() else { throw failure(errno) }
    defer {
      fclose(transcript)
      fclose(source)
    }
    if let input { fputs(input, source) }
    rewind(source)

    let status = try spawn(input: fileno(source), output: fileno(transcript))
    rewind(transcript)
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, transcript)
    let output = String(decoding: bytes[..<count], as: UTF8.self)
    return (status, output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private func spawn(input: Int32, output: Int32) throws(DatabaseError) -> Int {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    // Nothing else is handed on: what the server holds open, it holds for as long as it runs.
    #if canImport(Darwin)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_CLOEXEC_DEFAULT))
    #else
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
        if let descriptor = Int32(name), descriptor > 2 { posix_spawn_file_actions_addclose(&actions, descriptor) }
      }
    #endif

    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] =
      [strdup("PATH=\(path)"), strdup("LC_ALL=C.UTF-8"), strdup("TZ=UTC"), nil]
    defer { for word in arguments + environment { free(word) } }
    var process = pid_t()
    let number = posix_spawnp(&process, words[0], &actions, &attributes, arguments, environment)
    guard number == 0 else { throw failure(number) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw failure(errno) }
    }
    // Exit status in the second byte; a signal's number in the low seven bits.
    return status & 0x7f == 0 ? Int(status >> 8) & 0xff : Int(status & 0x7f) + 128
  }

  private func failure(_ number: Int32) -> DatabaseError {
    .cluster(.command(name: words[0], status: -1, output: String(cString: strerror(number))))
  }
}
