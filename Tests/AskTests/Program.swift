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
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files instead of pipes: they never fill up, so that the order of reading does not matter.
    func file(_ name: String, _ text: String = "") throws -> URL {
      let url = folder.appending(path: name)
      try Data(text.utf8).write(to: url)
      return url
    }
    let (input, output, errors) = (try file("in", input), try file("out"), try file("err"))
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
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
