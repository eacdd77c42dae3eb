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
  func measures(of kpis: [Kpi]) -> [Measure] {
    var seen: Set<String> = []
    return kpis.flatMap(\.formula.measures)
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
      throw CatalogueFile.syntax(error, file)
    }
    let reader = CatalogueFile(file: file)
    guard let top = root?.mapping else {
      throw .unreadable(file: file, line: 1, column: 1, detail: "the file must hold `measures:` and `kpis:`")
    }
    var measures: [String: Measure] = [:]
    for (key, node) in try reader.entries(of: top["measures"], named: "measures") {
      measures[key] = try reader.measure(named: key, node)
    }
    var kpis: [String: Kpi] = [:]
    var names: [String] = []
    for (key, node) in try reader.entries(of: top["kpis"], named: "kpis") {
      let kpi = try reader.kpi(named: key, node)
      for name in kpi.formula.measures + (kpi.items.map { [$0] } ?? []) where measures[name] == nil {
        let near = Spelling.nearest(name, in: measures.keys)
        throw reader.slip(
          node.mapping?["formula"] ?? node,
          "KPI \(key) uses the measure `\(name)`, which `measures:` does not have\(near)")
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
  case unreadable(file: String, line: Int, column: Int, detail: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let line, let column, let detail): "\(file):\(line):\(column): \(detail)"
    }
  }
}

extension CatalogueFile {
  /// The place of what YAML itself does not take.
  static func syntax(_ error: any Error, _ file: String) -> KpiCatalogueError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .unreadable(file: file, line: mark.line, column: mark.column, detail: "this is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      .unreadable(
        file: file, line: context.mark.line, column: context.mark.column,
        detail: "`\(duplicates.first ?? "")` stands here twice; take one out")
    default: .unreadable(file: file, line: 1, column: 1, detail: "this is no YAML: \(error)")
    }
  }
}
