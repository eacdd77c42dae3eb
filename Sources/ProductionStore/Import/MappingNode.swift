import Yams

/// A part of a mapping file that knows its line and its path, so that every message can name them.
struct MappingNode {
  private let file: String
  private let path: String
  private let node: Node

  init(yaml text: String, file: String) throws(DatabaseError) {
    self.file = file
    path = ""
    do {
      guard let node = try Yams.compose(yaml: text), node.mapping != nil else {
        throw DatabaseError.importing(.mapping(file: file, line: 1, key: "file", problem: "the file holds no keys"))
      }
      self.node = node
    } catch let error as YamlError {
      throw .importing(.mapping(file: file, line: error.line, key: "YAML", problem: error.problem))
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw .importing(.mapping(file: file, line: nil, key: "YAML", problem: "it cannot be read"))
    }
  }

  private init(file: String, path: String, node: Node) { (self.file, self.path, self.node) = (file, path, node) }

  var keys: [String] { node.mapping?.keys.compactMap(\.string) ?? [] }

  /// - Throws: where there is a key that is not among `known`.
  func allow(_ known: [String]) throws(DatabaseError) {
    for key in node.mapping.map({ Array($0.keys) }) ?? [] {
      guard let name = key.string, known.contains(name) else {
        throw problem(key.string ?? "?", "this key is not known; \(known.joined(separator: ", ")) are", at: key)
      }
    }
  }

  func section(_ key: String) throws(DatabaseError) -> MappingNode {
    guard let section = try sectionIfAny(key) else { throw problem(key, "it is missing", at: node) }
    return section
  }

  func sectionIfAny(_ key: String) throws(DatabaseError) -> MappingNode? {
    guard let child = node[key] else { return nil }
    guard child.mapping != nil else { throw problem(key, "keys are expected below it", at: child) }
    return MappingNode(file: file, path: path + key + ".", node: child)
  }

  func text(_ key: String) throws(DatabaseError) -> String {
    guard let text = try textIfAny(key) else { throw problem(key, "it is missing", at: node) }
    return text
  }

  func textIfAny(_ key: String) throws(DatabaseError) -> String? {
    guard let child = node[key] else { return nil }
    guard let text = child.scalar?.string, !text.isEmpty else { throw problem(key, "a text is expected", at: child) }
    return text
  }

  func choice<T: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: T.Type, default value: T
  ) throws(DatabaseError) -> T {
    guard let text = try textIfAny(key) else { return value }
    guard let choice = T(rawValue: text) else {
      throw problem(key, "one of \(T.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
    }
    return choice
  }

  func pattern(_ key: String) throws(DatabaseError) -> String? {
    guard let text = try textIfAny(key) else { return nil }
    guard (try? Regex(text)) != nil else { throw problem(key, "it is no regular expression") }
    return text
  }

  func patterns(_ key: String) throws(DatabaseError) -> [String] {
    guard let child = node[key] else { return [] }
    guard let sequence = child.sequence else { throw problem(key, "a list is expected", at: child) }
    var patterns: [String] = []
    for element in sequence {
      guard let text = element.string, (try? Regex(text)) != nil else {
        throw problem(key, "regular expressions are expected", at: element)
      }
      patterns.append(text)
    }
    return patterns
  }

  func problem(_ key: String, _ text: String) -> DatabaseError { problem(key, text, at: node[key] ?? node) }

  private func problem(_ key: String, _ text: String, at node: Node) -> DatabaseError {
    .importing(.mapping(file: file, line: node.mark?.line, key: path + key, problem: text))
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }
  fileprivate var problem: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let duplicates, _): "a key stands twice: \(duplicates.map(\.description))"
    default: "it cannot be read"
    }
  }
}
