internal import Foundation

/// A program to be run to its end, with a clean environment: no `PG…` variable, messages in English.
struct Command {
  private let words: [String]
  private let directory: String?
  private let input: String?

  init(_ words: [String], as user: ServerUser? = nil, in directory: String? = nil, input: String? = nil) {
    self.words = user?.command(words) ?? words
    self.directory = directory
    self.input = input
  }

  /// Blocks until it has ended; its output and error output are one text.
  func run() throws(DatabaseError) -> (status: Int, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    let source = Pipe()
    process.standardInput = input == nil ? FileHandle.nullDevice : source
    do { try process.run() } catch {
      throw .cluster(.command(name: words[0], status: -1, output: error.localizedDescription))
    }
    if let input {
      try? source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? source.fileHandleForWriting.close()
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (Int(process.terminationStatus), text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
