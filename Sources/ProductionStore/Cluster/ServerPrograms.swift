internal import Foundation

/// An installed PostgreSQL server.
struct ServerPrograms: Sendable, Hashable {
  let directory: String
  /// Major version, e.g. `15`.
  let version: String

  /// The installation that fits the data, or the newest where there are no data yet.
  static func find(in given: String?, for layout: ClusterLayout) throws(DatabaseError) -> ServerPrograms {
    let places = given.map { [$0] } ?? usualPlaces()
    let found = places.compactMap { ServerPrograms(directory: $0) }
    let newest = found.max { $0.version.compare($1.version, options: .numeric) == .orderedAscending }
    guard let newest else { throw .cluster(.notInstalled(searched: places)) }
    guard let made = try? String(contentsOfFile: layout.data + "/PG_VERSION", encoding: .utf8) else { return newest }
    let version = made.trimmingCharacters(in: .whitespacesAndNewlines)
    if let fitting = found.first(where: { $0.version == version }) { return fitting }
    let installed = Set(found.map(\.version)).sorted().joined(separator: ", ")
    throw .cluster(.versionMismatch(data: version, installed: installed, directory: layout.data))
  }

  private init?(directory: String) {
    let isComplete = ["initdb", "pg_ctl", "postgres"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "\(directory)/\($0)")
    }
    // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
    guard isComplete, let output = try? Command([directory + "/postgres", "--version"]).run().output,
      let number = output.split(separator: " ").first(where: { $0.first?.isNumber == true })
    else { return nil }
    self.directory = directory
    version = String(number.prefix { $0.isNumber })
  }

  private static func usualPlaces() -> [String] {
    var places: [String] = []
    for parent in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
      let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
      places += entries.filter { parent.hasSuffix("postgresql") || $0.hasPrefix("postgresql") }.sorted()
        .map { "\(parent)/\($0)/bin" }
    }
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    places += path.filter { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    let config = path.map { $0 + "/pg_config" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    if let config, let output = try? Command([config, "--bindir"]).run().output {
      places.append(output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return places.isEmpty ? ["/usr/lib/postgresql/*/bin", "PATH"] : places
  }
}
