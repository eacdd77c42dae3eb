import Foundation
import Yams

extension Settings {
  /// The keys of the settings file, as they are written there.
  static let fileKeys = ["dsn", "as_of", "language", "grammars", "data_dir"]

  /// Reads the text of a settings file: a YAML mapping of `dsn`, `as_of`, `language`, `grammars`, `data_dir`.
  ///
  /// - Throws: ``ServiceError/unreadableSettings(file:detail:)``, also for a key that is not known.
  public init(yaml: String, file: String) throws(ServiceError) {
    let node: Node?
    do { node = try Yams.compose(yaml: yaml) } catch {
      throw .unreadableSettings(file: file, detail: "\(error)")
    }
    guard let node else {
      self.init()
      return
    }
    guard let mapping = node.mapping else {
      throw .unreadableSettings(file: file, detail: "needs keys and values, as in `language: en`")
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      guard let name = key.string, Self.fileKeys.contains(name) else {
        let known = Self.fileKeys.joined(separator: ", ")
        throw .unreadableSettings(file: file, detail: "unknown key \(key.string ?? "?"); known: \(known)")
      }
      guard let text = value.scalar?.string else {
        throw .unreadableSettings(file: file, detail: "\(name) needs a single value")
      }
      values[name] = text
    }
    self.init(
      dsn: values["dsn"], asOf: values["as_of"], language: values["language"], grammars: values["grammars"],
      dataDirectory: values["data_dir"])
  }

  /// The file that `ASK_CONFIG` names, else `shoptalk/config.yaml` below `XDG_CONFIG_HOME` or `~/.config`.
  ///
  /// Only a file that was named has to exist.
  public static func file(environment: [String: String]) throws(ServiceError) -> Settings {
    let named = environment["ASK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { $0 + "/.config" }
    guard let path = named ?? home.map({ $0 + "/shoptalk/config.yaml" }) else { return Settings() }
    guard let data = FileManager.default.contents(atPath: path) else {
      if named == nil { return Settings() }
      throw .unreadableSettings(file: path, detail: "no such file")
    }
    return try Settings(yaml: String(decoding: data, as: UTF8.self), file: path)
  }
}
