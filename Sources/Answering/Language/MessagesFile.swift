import IntentParser
public import QueryPlanner
import Yams

extension Messages {
  /// Reads a language's `answers.yaml`. The format is described in `grammars/README.md`.
  ///
  /// - Parameters:
  ///   - language: name of its folder.
  ///   - kpis: those that it may have labels and texts for.
  /// - Throws: ``MessagesError`` with file and line for a key that no language has and for a text that would lose a
  ///   value. A key that is left out is no error.
  public init(yaml: String, file: String, language: String, kpis: KpiCatalogue) throws(MessagesError) {
    var reader = MessagesReader(file: file, kpis: kpis, messages: Messages(language: language))
    try reader.read(yaml)
    self = reader.messages
  }
}

/// Reads the nodes of one file into messages.
private struct MessagesReader {
  let file: String
  let kpis: KpiCatalogue
  var messages: Messages
  private static let kpiTexts = ["label", "text", "empty"]

  init(file: String, kpis: KpiCatalogue, messages: Messages) {
    (self.file, self.kpis, self.messages) = (file, kpis, messages)
  }

  mutating func read(_ yaml: String) throws(MessagesError) {
    guard let root = try compose(yaml) else { return }
    messages.templates.reserveCapacity(600)
    for (key, node) in try pairs(root, of: file) {
      let name = try text(key)
      if let group = MessageGroup.all.first(where: { $0.name == name }) {
        try read(group, node)
      } else if let vocabulary = Vocabulary(rawValue: name) {
        try read(vocabulary, node)
      } else {
        switch name {
        case "plurals": try readPlurals(node)
        case "lower_labels":
          guard let value = ["yes": true, "no": false][try text(node)] else {
            throw .wrongForm(place(node), key: name, needed: "yes or no")
          }
          messages.lowersLabels = value
        case "kpis": try readKpis(node)
        case "terms": try readTerms(node)
        default: throw unknown(key, name, among: Self.topKeys)
        }
      }
    }
  }

  private static var topKeys: [String] {
    MessageGroup.all.map(\.name) + Vocabulary.allCases.map(\.rawValue) + ["plurals", "lower_labels", "kpis", "terms"]
  }

  private mutating func read(_ group: MessageGroup, _ node: Node) throws(MessagesError) {
    for (key, value) in try pairs(node, of: group.name) {
      let name = try text(key)
      guard let shape = group.shape(name) else { throw unknown(key, name, among: group.keys()) }
      let path = group.name + "." + name
      if shape.isList {
        guard case .sequence(let items) = value else { throw .wrongForm(place(value), key: path, needed: "a list") }
        var templates: [MessageTemplate] = []
        for item in items { templates.append(try template(item, path, shape)) }
        messages.lists[path] = templates
      } else {
        messages.templates[path] = try template(value, path, shape)
      }
    }
  }

  private mutating func read(_ vocabulary: Vocabulary, _ node: Node) throws(MessagesError) {
    let codes = vocabulary.codes
    for (key, value) in try pairs(node, of: vocabulary.rawValue) {
      let code = try text(key)
      if let codes, !codes.contains(code) { throw unknown(key, code, among: Array(codes)) }
      let path = vocabulary.rawValue + "." + code
      messages.templates[path] = try template(value, path, .word)
    }
  }

  private mutating func readPlurals(_ node: Node) throws(MessagesError) {
    for (key, value) in try pairs(node, of: "plurals") {
      let (name, rule) = (try text(key), try text(value))
      guard let category = PluralCategory(rawValue: name), category != .other else {
        throw unknown(key, name, among: PluralCategory.allCases.filter { $0 != .other }.map(\.rawValue))
      }
      guard messages.plurals.add(rule, for: category) else {
        throw .badPlural(place(value), category: name, rule: rule)
      }
    }
  }

  private mutating func readKpis(_ node: Node) throws(MessagesError) {
    for (key, value) in try pairs(node, of: "kpis") {
      let name = try text(key)
      guard kpis[name] != nil else { throw unknown(key, name, among: kpis.names) }
      for (field, words) in try pairs(value, of: name) {
        let fieldName = try text(field)
        guard Self.kpiTexts.contains(fieldName) else { throw unknown(field, fieldName, among: Self.kpiTexts) }
        let path = "kpis." + name + "." + fieldName
        messages.templates[path] = try template(words, path, .word)
      }
    }
  }

  private mutating func readTerms(_ node: Node) throws(MessagesError) {
    for (key, value) in try pairs(node, of: "terms") {
      let name = try text(key)
      guard kpis.terms[name] != nil else { throw unknown(key, name, among: Array(kpis.terms.keys)) }
      messages.templates["terms.\(name)"] = try template(value, "terms.\(name)", .word)
    }
  }

  // One text ----------------------------------------------------------------------------------------

  private func template(_ node: Node, _ path: String, _ shape: MessageShape) throws(MessagesError) -> MessageTemplate {
    let template: MessageTemplate
    if case .scalar(let scalar) = node {
      do throws(TemplateSlip) { template = try MessageTemplate(scalar.string) } catch {
        throw slip(error, node, path, shape)
      }
    } else {
      let forms = try forms(of: node, path)
      do throws(TemplateSlip) { template = try MessageTemplate(forms: forms) } catch {
        throw slip(error, node, path, shape)
      }
    }
    let used = template.places
    if used.isEmpty, shape.places.isEmpty { return template }
    if let wrong = used.subtracting(shape.places).subtracting(shape.options).map(\.rawValue).min() {
      throw slip(.unknownPlace(wrong), node, path, shape)
    }
    let missing = shape.places.subtracting(used)
    guard missing.isEmpty else {
      throw .missingPlaces(place(node), key: path, places: missing.map(\.rawValue).sorted())
    }
    return template
  }

  private func slip(
    _ slip: TemplateSlip, _ node: Node, _ path: String, _ shape: MessageShape
  ) -> MessagesError {
    switch slip {
    case .unbalanced(let bracket): .unbalanced(place(node), key: path, bracket: String(bracket))
    case .unknownPlace(let name):
      .unknownPlace(
        place(node), key: path, place: name, allowed: shape.places.union(shape.options).map(\.rawValue).sorted())
    }
  }

  /// One text a category of numbers.
  private func forms(of node: Node, _ path: String) throws(MessagesError) -> [PluralCategory: String] {
    guard case .mapping = node else { throw .wrongForm(place(node), key: path, needed: "a text") }
    var forms: [PluralCategory: String] = [:]
    for (key, value) in try pairs(node, of: path) {
      let name = try text(key)
      guard let category = PluralCategory(rawValue: name) else {
        throw unknown(key, name, among: PluralCategory.allCases.map(\.rawValue))
      }
      forms[category] = try text(value)
    }
    guard forms[.other] != nil else {
      throw .wrongForm(place(node), key: path, needed: "'other:', the form for every other number")
    }
    return forms
  }

  // YAML with its places ----------------------------------------------------------------------------

  private func compose(_ yaml: String) throws(MessagesError) -> Node? {
    do {
      // Every scalar is a text here, so the regular expressions of YAML's types need not run.
      return try Yams.compose(yaml: yaml, .basic)
    } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
      throw .duplicate(place(context.mark), key: duplicates.first ?? "")
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw .syntax(place(mark), problem: problem)
    } catch {
      throw .syntax(GrammarPlace(file: file, line: 1, column: 1), problem: "\(error)")
    }
  }

  private func place(_ mark: Mark?) -> GrammarPlace {
    GrammarPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
  private func place(_ node: Node) -> GrammarPlace { place(node.mark) }

  private func pairs(_ node: Node, of key: String) throws(MessagesError) -> Node.Mapping {
    guard case .mapping(let mapping) = node else { throw .wrongForm(place(node), key: key, needed: "keys with texts") }
    return mapping
  }

  private func text(_ node: Node) throws(MessagesError) -> String {
    guard case .scalar(let scalar) = node else { throw .wrongForm(place(node), key: "?", needed: "a text") }
    return scalar.string
  }

  /// The keys that are spelt most like it.
  private func unknown(_ node: Node, _ key: String, among known: [String]) -> MessagesError {
    let near = known.map { ($0, Self.distance($0, key)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3)
    return .unknownKey(place(node), key: key, nearest: near.map(\.0))
  }

  /// Letters that two words do not share, in any order: enough to find a slip's neighbours.
  private static func distance(_ a: String, _ b: String) -> Int {
    var counts: [Character: Int] = [:]
    for character in a { counts[character, default: 0] += 1 }
    for character in b { counts[character, default: 0] -= 1 }
    return counts.values.reduce(0) { $0 + abs($1) }
  }
}
