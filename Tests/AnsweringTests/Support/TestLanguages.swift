import Answering
import Foundation
import QueryPlanner

/// The repository's own languages, read from its files.
enum TestLanguages {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  // Tests that compare words have nothing to compare without their files.
  static let kpis = loaded { try KpiCatalogue(yaml: text(of: "kpis.yaml"), file: "kpis.yaml") }
  static let english = loaded { try messages("en") }
  static let vietnamese = loaded { try messages("vi") }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func messages(_ language: String) throws -> Messages {
    let path = "grammars/\(language)/answers.yaml"
    return try Messages(yaml: text(of: path), file: path, language: language, kpis: kpis)
  }

  private static func loaded<Value>(_ load: () throws -> Value) -> Value {
    do { return try load() } catch { preconditionFailure("\(error)") }
  }
}
