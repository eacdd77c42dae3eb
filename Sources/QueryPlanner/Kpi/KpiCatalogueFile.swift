import IntentParser
import Yams

/// Reads the parts of `kpis.yaml`.
struct CatalogueFile {
  let file: String

  func slip(_ node: Node?, _ detail: String) -> KpiCatalogueError {
    .unreadable(file: file, line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, detail: detail)
  }

  func entries(of node: Node?, named name: String) throws(KpiCatalogueError) -> [(String, Node)] {
    guard let mapping = node?.mapping else { throw slip(node, "`\(name):` must be a mapping") }
    return mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
  }

  func measure(named name: String, _ node: Node) throws(KpiCatalogueError) -> Measure {
    let viewKeys = ["view", "time", "machine", "line", "operation", "cuts"]
    let fields = try self.fields(
      node, allowed: ["source", "over", "aggregate", "value", "lacks", "unit", "label", "additive"] + viewKeys)
    try requireName(name, node, "measure")
    guard let value = fields["value"]?.string else { throw slip(node, "measure \(name) needs a `value:`") }
    let over: Measure.Over =
      fields["over"] == nil ? .machines : try choice(fields["over"], of: node, "over")
    let aggregate: Measure.Aggregate =
      fields["aggregate"] == nil ? .sum : try choice(fields["aggregate"], of: node, "aggregate")
    var lacks: Set<Dimension> = []
    for item in fields["lacks"]?.sequence ?? [] { lacks.insert(try choice(item, of: node, "lacks")) }
    var measure: Measure
    if fields["view"] == nil {
      if let key = viewKeys.first(where: { fields[$0] != nil }) {
        throw slip(fields[key], "`\(key):` belongs to a measure with a `view:`; take it out, or name the view")
      }
      measure = Measure(
        name: name, source: try choice(fields["source"], of: node, "source"), over: over, aggregate: aggregate,
        value: value, lacks: lacks)
      if measure.source == .view {
        throw slip(fields["source"], "write `view:` and its name in place of `source: view`")
      }
    } else {
      if let source = fields["source"] { throw slip(source, "a measure has a `source:` or a `view:`, not both") }
      measure = Measure(
        name: name, source: .view, over: over, aggregate: aggregate, value: value, lacks: lacks,
        view: try view(fields, of: node))
      if measure.view?.line != nil, over != .machines {
        throw slip(fields["over"], "a view by line has no machines to choose from; take `over:` out")
      }
    }
    if let node = fields["unit"] {
      let (unit, text) = try unit(node)
      (measure.unit, measure.unitText) = (unit, text)
    }
    measure.isAdditive = try flag(fields["additive"], "additive")
    measure.label = try fields["label"].map { node throws(KpiCatalogueError) in try texts(node) } ?? [:]
    return measure
  }

  /// The view that a measure reads: its columns are names of the schema and become SQL as they stand.
  private func view(_ fields: [String: Node], of node: Node) throws(KpiCatalogueError) -> Measure.View {
    func column(_ key: String) throws(KpiCatalogueError) -> String? {
      guard let node = fields[key] else { return nil }
      return try identifier(node, key)
    }
    guard let time = try column("time") else {
      throw slip(node, "a measure with a view needs `time:`, the column with the instant of each row")
    }
    var view = Measure.View(
      name: try column("view") ?? "", time: time, machine: try column("machine"), line: try column("line"),
      operation: try column("operation"))
    guard (view.machine == nil) != (view.line == nil) else {
      throw slip(node, "a measure with a view needs `machine:` or `line:`, the column with the code, and not both")
    }
    if let cuts = fields["cuts"] {
      let known: Set<Dimension> = [
        .product, .customer, .order, .workOrder, .priority, .reason, .defect, .severity,
      ]
      guard let mapping = cuts.mapping else {
        throw slip(cuts, "`cuts:` must be a mapping of dimensions to columns: {product: product_code}")
      }
      for pair in mapping {
        let dimension: Dimension = try choice(pair.key, of: cuts, "cuts")
        guard known.contains(dimension) else {
          let names = known.map(\.rawValue).sorted().joined(separator: ", ")
          throw slip(pair.key, "`\(dimension.rawValue)` follows from the machine or line; write one of \(names)")
        }
        view.cuts[dimension] = try identifier(pair.value, dimension.rawValue)
      }
    }
    return view
  }

  private func flag(_ node: Node?, _ key: String) throws(KpiCatalogueError) -> Bool {
    guard let node else { return false }
    guard let flag = node.bool else { throw slip(node, "`\(key):` is true or false") }
    return flag
  }

  private func identifier(_ node: Node, _ key: String) throws(KpiCatalogueError) -> String {
    let text = node.string ?? ""
    let isName =
      text.first.map { $0 == "_" || $0.isLowercase && $0.isASCII } == true
      && text.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLowercase || $0.isNumber) }
    guard isName else {
      throw slip(node, "`\(key): \(text)` is no name in SQL; write small letters, digits and _")
    }
    return text
  }

  func kpi(named name: String, _ node: Node) throws(KpiCatalogueError) -> Kpi {
    let fields = try self.fields(
      node, allowed: ["label", "formula", "unit", "better", "text", "empty", "items", "words"])
    try requireName(name, node, "KPI")
    guard let source = fields["formula"]?.string else { throw slip(node, "KPI \(name) needs a `formula:`") }
    let formula: Formula
    do { formula = try Formula(source) } catch {
      throw slip(fields["formula"], "the formula of \(name) cannot be read: \(Self.words(for: error, in: source))")
    }
    guard let unitNode = fields["unit"] else { throw slip(node, "`unit:` is missing") }
    let (unit, unitText) = try unit(unitNode)
    var kpi = Kpi(
      name: name, label: try texts(fields["label"] ?? Node(name)), formula: formula, formulaText: source,
      items: fields["items"]?.string, unit: unit, unitText: unitText,
      better: fields["better"] == nil ? .none : try choice(fields["better"], of: node, "better"),
      text: try texts(fields["text"] ?? Node("")),
      empty: try fields["empty"].map { node throws(KpiCatalogueError) in try texts(node) } ?? [:])
    if let words = fields["words"] {
      let mark = words.mark
      kpi.words = try texts(words).mapValues {
        KpiWords(pattern: $0, place: GrammarPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1))
      }
    }
    return kpi
  }

  private static func words(for error: FormulaError, in source: String) -> String {
    switch error {
    case .unexpected(let sign, let column):
      "`\(sign)` at character \(column) of `\(source)` has no meaning there; write measures with + - * / and ( )"
    case .unfinished: "`\(source)` ends too early; a measure or a closing bracket is missing"
    }
  }

  /// Names become columns of SQL and keys of answers.
  private func requireName(_ name: String, _ node: Node, _ what: String) throws(KpiCatalogueError) {
    guard name.first?.isLetter == true, name.allSatisfy({ $0 == "_" || $0.isASCII && ($0.isLowercase || $0.isNumber) })
    else { throw slip(node, "\(what) `\(name)`: write its name in small letters, digits and _") }
  }

  /// One of the units that answers know how to write, or words of one's own.
  private func unit(_ node: Node) throws(KpiCatalogueError) -> (Kpi.Unit, String) {
    guard let text = node.string, !text.isEmpty else { throw slip(node, "`unit:` needs a unit") }
    let known = Kpi.Unit.allCases.filter { $0 != .other }
    if let unit = known.first(where: { $0.rawValue == text }) { return (unit, "") }
    if let near = known.first(where: { Spelling.isSlip(text, of: $0.rawValue) }) {
      throw slip(node, "`unit: \(text)` is not known; did you mean `\(near.rawValue)`?")
    }
    return (.other, text)
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

  private func fields(_ node: Node, allowed: [String]) throws(KpiCatalogueError) -> [String: Node] {
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

/// Slips of the hand, as opposed to other words.
enum Spelling {
  /// Whether a text is another one but for two letters that are missing, too many or wrong.
  static func isSlip(_ text: String, of word: String) -> Bool {
    guard !text.contains(" "), abs(text.count - word.count) <= 2, word.count > 4 else { return false }
    var row = Array(0...word.count)
    let letters = Array(word)
    for (i, a) in text.enumerated() {
      var next = [i + 1]
      for (j, b) in letters.enumerated() {
        next.append(min(row[j] + (a == b ? 0 : 1), row[j + 1] + 1, next[j] + 1))
      }
      row = next
    }
    return row[word.count] <= 2
  }

  /// The names that are spelt most like one.
  static func nearest(_ text: String, in names: some Sequence<String>) -> String {
    let near = names.filter { isSlip(text, of: $0) || $0.contains(text) || text.contains($0) }.sorted()
    return near.isEmpty ? "" : "; did you mean \(near.prefix(3).map { "`\($0)`" }.joined(separator: ", "))?"
  }
}
