public import Foundation

/// Where the grammars, `kpis.yaml` and the schema are.
public struct ResourceLocator: Sendable, Hashable {
  /// Holds kpis.yaml, grammars/ and schema/.
  public var home: URL
  /// Holds one folder a language.
  public var grammars: URL
  public var kpis: URL { home.appending(path: "kpis.yaml") }
  public var schema: URL { home.appending(path: "schema") }

  /// Looks in `ASK_HOME`, else in each directory from the program's upwards until one holds kpis.yaml and grammars/.
  ///
  /// `program` is the path of the executable with links resolved, so that a link to it in a `bin` folder works.
  /// - Throws: ``ServiceError/resourcesNotFound(looked:)``
  public init(settings: Settings, environment: [String: String], program: URL) throws(ServiceError) {
    if let named = environment["ASK_HOME"], !named.isEmpty {
      let home = URL(filePath: named, directoryHint: .isDirectory)
      guard Self.isHome(home) else { throw .resourcesNotFound(looked: [named]) }
      self.home = home
    } else {
      self.home = try Self.home(above: program)
    }
    grammars =
      settings.grammars.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? home.appending(path: "grammars")
  }

  private static func home(above program: URL) throws(ServiceError) -> URL {
    var directory = program.resolvingSymlinksInPath().deletingLastPathComponent()
    while true {
      if isHome(directory) { return directory }
      let parent = directory.deletingLastPathComponent()
      guard parent.path.count < directory.path.count else {
        throw .resourcesNotFound(looked: [program.deletingLastPathComponent().path + " and above"])
      }
      directory = parent
    }
  }

  /// The text of a file of the schema.
  public func schemaText(_ name: String) throws(ServiceError) -> String {
    let file = schema.appending(path: name)
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .unreadableFile(file.path, detail: "no such file")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func isHome(_ directory: URL) -> Bool {
    let files = FileManager.default
    return files.fileExists(atPath: directory.appending(path: "kpis.yaml").path)
      && files.fileExists(atPath: directory.appending(path: "grammars").path)
  }
}
