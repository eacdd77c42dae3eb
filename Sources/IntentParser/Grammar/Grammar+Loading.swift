import Foundation

extension Grammar {
  /// A file of a grammar: its text and the name that errors and traces call it by.
  public struct File: Sendable {
    public var name: String
    public var text: String
    public init(name: String, text: String) { (self.name, self.text) = (name, text) }
  }

  /// Reads the files of one language. The one named `time.yaml` is a time grammar.
  public init(language: String, files: [File]) throws(GrammarError) {
    var loader = GrammarLoader(language: language)
    var time: TimeGrammar?
    for file in files {
      if file.name.hasSuffix("time.yaml") {
        do { time = try TimeGrammar(yaml: file.text, file: file.name) } catch {
          throw .time(file: file.name, problem: "\(error)")
        }
      } else {
        try loader.add(file.text, file: file.name)
      }
    }
    self = loader.grammar
    self.time = time
  }

  /// The file of a language's folder that holds the words of answers and is no part of its grammar.
  public static let answersFile = "answers.yaml"

  /// Reads every `.yaml` file of a folder but ``answersFile``; the folder's name is the language.
  public init(directory path: String) throws(GrammarError) {
    var files: [File] = []
    for name in try Self.files(in: path) {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
        let text = String(data: data, encoding: .utf8)
      else { throw .unreadable(path: "\(path)/\(name)") }
      files.append(File(name: name, text: text))
    }
    try self.init(language: URL(fileURLWithPath: path).lastPathComponent, files: files)
  }

  private static func files(in path: String) throws(GrammarError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { $0.hasSuffix(".yaml") && $0 != answersFile }
    } catch { throw .unreadable(path: path) }
  }

  /// Reads every language folder under a folder, in the order of their names. One that says only how to answer is
  /// left out.
  public static func all(in path: String) throws(GrammarError) -> [Grammar] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch { throw .unreadable(path: path) }
    var grammars: [Grammar] = []
    for name in names.sorted() {
      var isFolder: ObjCBool = false
      let folder = "\(path)/\(name)"
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else { continue }
      if try !files(in: folder).isEmpty { grammars.append(try Grammar(directory: folder)) }
    }
    return grammars
  }
}
