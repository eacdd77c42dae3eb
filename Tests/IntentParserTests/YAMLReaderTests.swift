import Foundation
import Testing
import Yams

@testable import IntentParser

/// The quick reader against the library.
struct YAMLReaderTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let files: [String] = {
    let folder = root.appending(path: "grammars")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  /// Every grammar is read by it, as the library reads it, to the column.
  @Test(arguments: files) func readsGrammarsAsTheLibraryDoes(name: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: "grammars/\(name)"), encoding: .utf8)
    let node = try #require(try Yams.compose(yaml: text, .basic))
    let own = YAMLReader.read(text)
    if !name.hasSuffix("answers.yaml") { #expect(own != nil) }
    if let own { #expect(own == YAMLNode(node)) }
  }

  static let simple = [
    "a: b", "a: 'it''s'", "a: \"x: y # z\"", "a:\n  - b\n  - c: d\n    e: [f, \"g, h\"]\n", "a:\n- b\n- c\nd: e",
    "# c\na: b # d\n\n  # e\nb: {c: d, \"e\": [f]}", "- a\n- b", "\"\": x", "a: -b", "a: b-c:d",
    "ê: ệ # ế\nx: [\"ế\", ê]",
    "a: [x y, z]\nb:\n    c: d", "a: {b: c}", "a: \"\\\"\"", "? : x", "a: b#c",
  ]
  /// What it does not know is left to the library, which may know it or say what is wrong.
  static let others = [
    "a: &x b", "a: *x", "a: |\n  b", "a: >\n  b", "a:", "a: b\n  c", "a: [b,\n c]", "a:\tb", "a: b\r\n", "---\na: b",
    "a: !t b", "a: [b", "a: \"b", "a: b: c", "a: b\na: c", "a: {b: c, b: d}", "a: [b] c", "a:\n  b: c\n d: e",
    "a: \"\\n\"",
    " a: b\nc: d", "- a\nb: c", "a: [b, ]", "a: [{]", "a: @b", "a: %b", "a: - b", "{a: b}: c", "", "# only", "a: 'b' c",
    "a:\n  - b\n c", "a: [b: c]", "a: b :c", "[a]: b", "a : b", "a: ]",
  ]

  @Test(arguments: simple + others) func agreesWithTheLibraryOrGivesUp(text: String) {
    guard let own = YAMLReader.read(text) else { return }
    let node = try? Yams.compose(yaml: text, .basic)
    #expect(node.map(YAMLNode.init) == own, "\(text.debugDescription)")
  }

  @Test(arguments: simple.dropLast(2)) func readsWhatIsSimple(text: String) { #expect(YAMLReader.read(text) != nil) }

  /// Grammars with bytes changed: never another meaning, never a crash.
  @Test func agreesOnMutatedGrammars() throws {
    let texts = try Self.files.filter { $0.hasPrefix("vi/") || $0.contains("watch") }.map {
      try String(contentsOf: Self.root.appending(path: "grammars/\($0)"), encoding: .utf8)
    }
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(limit, 1)
    }
    let signs = Array(" \n:-[]{},#'\"\\|>&*?!ax".unicodeScalars)
    for _ in 0..<400 {
      let lines = texts[random(texts.count)].split(separator: "\n", omittingEmptySubsequences: false)
      let start = random(lines.count)
      var scalars = Array(lines[start..<min(lines.count, start + 6)].joined(separator: "\n").unicodeScalars)
      for _ in 0...random(3) where !scalars.isEmpty {
        let place = random(scalars.count)
        switch random(3) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(signs[random(signs.count)], at: place)
        default: scalars[place] = signs[random(signs.count)]
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      guard let own = YAMLReader.read(text) else { continue }
      let node = try? Yams.compose(yaml: text, .basic)
      #expect(node.map(YAMLNode.init) == own, "\(text.debugDescription)")
    }
  }
}
