import Yams

/// Reads the parts of `kpis.yaml`.
struct CatalogueFile {
  let file: String

  func slip(_ node: Node?, _ detail: String) -> KpiCatalogueError {
    .unreadable(file: file, line: node?.mark?.line ?? 0, detail: detail)
  }

  func entries(of node: Node?, named name: String) throws(KpiCatalogueError) -> [(String, Node)] {
    guard let mapping = node?.mapping else { throw slip(node, "`\(name):` must be a mapping") }
    return mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
  }

  func measure(named name: String, _ node: Node) throws(KpiCatalogueError) -> Measure {
    let fields = try self.fields(node, allowed: ["source", "over", "aggregate", "value", "additive"])
    guard let value = fields["value"]?.string else { throw slip(node, "measure \(name) needs a `value:`") }
    return Measure(
      name: name, source: try choice(fields["source"], of: node, "source"),
      over: fields["over"] == nil ? .machines : try choice(fields["over"], of: node, "over"),
      aggregate: fields["aggregate"] == nil ? .sum : try choice(fields["aggregate"], of: node, "aggregate"),
      value: value, isAdditive: try flag(fields["additive"], "additive"))
  }

  private func flag(_ node: Node?, _ key: String) throws(KpiCatalogueError) -> Bool {
    guard let node else { return false }
    guard let flag = node.bool else { throw slip(node, "`\(key):` is true or false") }
    return flag
  }

  func kpi(named name: String, _ node: Node) throws(KpiCatalogueError) -> Kpi {
    let fields = try self.fields(node, allowed: ["label", "formula", "unit", "better", "text", "empty"])
    guard let source = fields["formula"]?.string else { throw slip(node, "KPI \(name) needs a `formula:`") }
    let formula: Formula
    do { formula = try Formula(source) } catch {
      throw slip(fields["formula"], "the formula of \(name) cannot be read: \(error)")
    }
    return Kpi(
      name: name, label: try texts(fields["label"] ?? Node(name)), formula: formula, formulaText: source,
      unit: try choice(fields["unit"], of: node, "unit"),
      better: fields["better"] == nil ? .none : try choice(fields["better"], of: node, "better"),
      text: try texts(fields["text"] ?? Node("")),
      empty: try fields["empty"].map { node throws(KpiCatalogueError) in try texts(node) } ?? [:])
  }

  /// A text, or texts by language.
  func texts(_ node: Node) throws(KpiCatalogueError) -> [String: String] {
    if let text = node.string { return ["en": text] }
    guard let mapping = node.mapping else { throw slip(node, "a text, or texts by language, must stand here") }
    var texts: [String: String] = [:]
    for pair in mapping {
      guard let language = pair.key.string, (2...3).contains(language.prefix { $0.isLowercase }.count),
        !language.contains(" "), let text = pair.value.string
      else {
        throw slip(pair.key, "a language code and a text must stand here; put a text with a comma in quotes")
      }
      texts[language] = text
    }
    return texts
  }

  private func fields(_ node: Node, allowed: Set<String>) throws(KpiCatalogueError) -> [String: Node] {
    guard let mapping = node.mapping else { throw slip(node, "a mapping must stand here") }
    var fields: [String: Node] = [:]
    for pair in mapping {
      let key = pair.key.string ?? ""
      guard allowed.contains(key) else {
        throw slip(pair.key, "unknown key `\(key)`; known are \(allowed.sorted().joined(separator: ", "))")
      }
      fields[key] = pair.value
    }
    return fields
  }

  private func choice<T: RawRepresentable & CaseIterable>(
    _ node: Node?, of parent: Node, _ key: String
  ) throws(KpiCatalogueError) -> T where T.RawValue == String {
    guard let node else { throw slip(parent, "`\(key):` is missing") }
    guard let text = node.string, let value = T(rawValue: text) else {
      let known = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw slip(node, "`\(key): \(node.string ?? "?")` is not known; write one of \(known)")
    }
    return value
  }
}
