import Foundation

/// Runs the built program as a user's shell would: no terminal, its own environment.
struct AskProgram {
  var environment: [String: String]

  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Waits on a thread of its own: the tests' pool has as many as there are cores, and the program may wait for a
  /// transaction of another test.
  func run(_ arguments: String..., input: String = "") async throws -> Run {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try runAndWait(arguments, input: input) }) }
    }
  }

  private func runAndWait(_ arguments: [String], input: String) throws -> Run {
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin", "ASK_CONFIG": ""]) { mine, _ in mine }
    let folder = FileManager.default.temporaryDirectory.appending(path: "ask-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Files instead of pipes: they never fill up, so that the order of reading does not matter.
    func file(_ name: String, _ text: String = "") throws -> FileHandle {
      let url = folder.appending(path: name)
      try Data(text.utf8).write(to: url)
      return try FileHandle(forUpdating: url)
    }
    let (input, output, errors) = (try file("in", input), try file("out"), try file("err"))
    // Open files need no names: a run of the tests that is killed leaves nothing behind.
    try FileManager.default.removeItem(at: folder)
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
    try process.run()
    process.waitUntilExit()
    return Run(status: process.terminationStatus, output: try Self.text(of: output), errors: try Self.text(of: errors))
  }

  private static func text(of file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// Stands beside the program of the tests.
  private static func executable() throws -> URL {
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    var folder = tests.deletingLastPathComponent()
    while folder.path.count > 1 {
      let program = folder.appending(path: "ask")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
      folder = folder.deletingLastPathComponent()
    }
    return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "ask")
  }
}
