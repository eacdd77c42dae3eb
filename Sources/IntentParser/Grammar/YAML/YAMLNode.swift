internal import Yams

/// A node of a YAML text, with the place at which it begins.
struct YAMLNode: Hashable {
  enum Content: Hashable {
    /// A plain scalar is one without quotes.
    case scalar(String, isPlain: Bool)
    case mapping([Pair])
    case sequence([YAMLNode])
  }
  struct Pair: Hashable {
    var key: YAMLNode
    var value: YAMLNode
  }

  var content: Content
  /// Both from 1; columns count scalars.
  var line: Int
  var column: Int

  /// The text of a scalar; nil of anything else.
  var text: String? { if case .scalar(let text, _) = content { text } else { nil } }
  var items: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }

  /// Reads a text: by the quick reader where that knows all of its notation, else by the library.
  ///
  /// - Returns: nil for a text without content.
  /// - Throws: `YamlError`, always the library's own.
  static func read(_ text: String) throws -> YAMLNode? {
    if let node = YAMLReader.read(text) { return node }
    // Scalars stay texts, so the regular expressions of YAML's types need not run.
    return try Yams.compose(yaml: text, .basic).map(YAMLNode.init)
  }

  init(content: Content, line: Int, column: Int) {
    (self.content, self.line, self.column) = (content, line, column)
  }

  init(_ node: Node) {
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string, isPlain: scalar.style == .plain)
    case .mapping(let mapping):
      content = .mapping(mapping.map { Pair(key: YAMLNode($0.key), value: YAMLNode($0.value)) })
    case .sequence(let items): content = .sequence(items.map(YAMLNode.init))
    case .alias: content = .scalar("", isPlain: true)
    }
  }
}
