import Yams

/// The KPIs of `kpis.yaml`: measures, and formulas over them.
public struct KpiCatalogue: Sendable {
  public let kpis: [String: Kpi]
  /// KPI names in the order of the file.
  public let names: [String]
  public let measures: [String: Measure]
  /// Other words that `define` explains, by language.
  public let terms: [String: [String: String]]

  public subscript(name: String) -> Kpi? { kpis[name] }

  /// The measures that some KPIs need, each once, in a stable order.
  func measures(of names: [String]) -> [Measure] {
    var seen: Set<String> = []
    return names.flatMap { kpis[$0]?.formula.measures ?? [] }
      .filter { seen.insert($0).inserted }
      .compactMap { measures[$0] }
  }

  /// Reads the catalogue from the text of `kpis.yaml`.
  ///
  /// - Throws: ``KpiCatalogueError`` with file and line for anything that is not as documented at the head of the
  ///   file: an unknown key, a formula over an unknown measure, a unit that does not exist.
  public init(yaml: String, file: String) throws(KpiCatalogueError) {
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch {
      throw .unreadable(file: file, line: 0, detail: "this is no YAML: \(error)")
    }
    let reader = CatalogueFile(file: file)
    guard let top = root?.mapping else {
      throw .unreadable(file: file, line: 1, detail: "the file must hold `measures:` and `kpis:`")
    }
    var measures: [String: Measure] = [:]
    for (key, node) in try reader.entries(of: top["measures"], named: "measures") {
      measures[key] = try reader.measure(named: key, node)
    }
    var kpis: [String: Kpi] = [:]
    var names: [String] = []
    for (key, node) in try reader.entries(of: top["kpis"], named: "kpis") {
      let kpi = try reader.kpi(named: key, node)
      for name in kpi.formula.measures where measures[name] == nil {
        throw reader.slip(node, "KPI \(key) uses the measure `\(name)`, which `measures:` does not have")
      }
      kpis[key] = kpi
      names.append(key)
    }
    var terms: [String: [String: String]] = [:]
    if let node = top["terms"] {
      for (key, node) in try reader.entries(of: node, named: "terms") { terms[key] = try reader.texts(node) }
    }
    (self.kpis, self.names, self.measures, self.terms) = (kpis, names, measures, terms)
  }
}

/// A slip in `kpis.yaml`, with its place.
public enum KpiCatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  case unreadable(file: String, line: Int, detail: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let line, let detail): "\(file):\(line): \(detail)"
    }
  }
}

private struct CatalogueFile {
  let file: String

  func slip(_ node: Node?, _ detail: String) -> KpiCatalogueError {
    .unreadable(file: file, line: node?.mark?.line ?? 0, detail: detail)
  }

  func entries(of node: Node?, named name: String) throws(KpiCatalogueError) -> [(String, Node)] {
    guard let mapping = node?.mapping else { throw slip(node, "`\(name):` must be a mapping") }
    return mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
  }

  func measure(named name: String, _ node: Node) throws(KpiCatalogueError) -> Measure {
    let fields = try self.fields(node, allowed: ["source", "over", "aggregate", "value"])
    guard let value = fields["value"]?.string else { throw slip(node, "measure \(name) needs a `value:`") }
    return Measure(
      name: name, source: try choice(fields["source"], of: node, "source"),
      over: fields["over"] == nil ? .machines : try choice(fields["over"], of: node, "over"),
      aggregate: fields["aggregate"] == nil ? .sum : try choice(fields["aggregate"], of: node, "aggregate"),
      value: value)
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
