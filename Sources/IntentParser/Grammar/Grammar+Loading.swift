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
    let isTime = { (file: File) in file.name.hasSuffix("time.yaml") }
    for file in files where !isTime(file) { try loader.add(file.text, file: file.name) }
    self = loader.grammar
    for file in files where isTime(file) {
      do { time = try TimeGrammar(yaml: file.text, file: file.name, plain: plain) } catch {
        throw .time(file: file.name, problem: "\(error)")
      }
      if !plainLetters.isEmpty {
        markedTimeWords = Set(file.text.lowercased().split { !$0.isLetter }.map(String.init))
      }
    }
  }

  /// The times alone of a language's folder, their words typed with their marks or without; nil where it has none.
  public static func times(directory path: String, locale: String) throws(GrammarError) -> TimeGrammar? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(timeFile)") else { return nil }
    var loader = GrammarLoader(language: URL(fileURLWithPath: path).lastPathComponent)
    for name in try files(in: path) where name != timeFile {
      let text = FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
      guard let text, text.contains("\n\(GrammarLoader.plainLettersKey):") else { continue }
      try loader.addPlainLetters(text, file: name)
    }
    do {
      return try TimeGrammar(
        yaml: String(decoding: data, as: UTF8.self), file: timeFile, locale: locale, plain: loader.grammar.plain)
    } catch { throw .time(file: timeFile, problem: "\(error)") }
  }

  private static let timeFile = "time.yaml"

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
    for index in grammars.indices {
      guard let other = grammars[index].buildsOn, other != grammars[index].language else { continue }
      let folder = "\(path)/\(other)"
      guard let source = grammars.first(where: { $0.language == other }) else { throw .unreadable(path: folder) }
      grammars[index].frames += source.frames.map { frame in
        var frame = frame
        frame.isBorrowed = true
        return frame
      }
      grammars[index].rules += source.rules.filter { !Self.ownKinds.contains($0.kind) }.map { rule in
        var rule = rule
        rule.isBorrowed = true
        return rule
      }
    }
    return grammars
  }

  /// Words that each language says in its own way; of the others people mix in those of another: "order đang open".
  private static let ownKinds: Set<SlotKind> = [.stop, .polite, .turn, .reference, .term, .statistic, .compare, .every]

  /// The text with plain letters instead of those with marks.
  func plain(_ text: String) -> String {
    if plainLetters.isEmpty || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(text.map { $0.isASCII ? $0 : plainLetters[$0] ?? $0 })
  }
}
