import Foundation

/// The fixture files below some paths.
public struct FixtureFiles: Sendable {
  private let paths: [String]
  public init(paths: [String]) { self.paths = paths }

  /// Each `.yaml` file, those of a folder by name, folders within folders too.
  public func read() throws(ServiceError) -> [FixtureFile] {
    var files: [FixtureFile] = []
    for path in paths {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw .unreadableFile(path, detail: "no such file or directory")
      }
      let members = isDirectory.boolValue ? FileManager.default.subpaths(atPath: path) ?? [] : nil
      let found = members.map { $0.filter { $0.hasSuffix(".yaml") }.sorted().map { path + "/" + $0 } } ?? [path]
      for file in found { files.append(try read(file)) }
    }
    return files
  }

  private func read(_ path: String) throws(ServiceError) -> FixtureFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadableFile(path, detail: "cannot be read")
    }
    return try FixtureFile(yaml: String(decoding: data, as: UTF8.self), path: path)
  }
}
