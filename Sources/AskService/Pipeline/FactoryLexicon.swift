public import IntentParser
public import QueryPlanner

extension Lexicon {
  /// The names of a factory as the parser needs them: codes, names, and what each belongs to.
  public init(factory: FactoryCatalogue) {
    let siteOfLine = Dictionary(factory.lines.map { ($0.code, $0.site) }) { first, _ in first }
    let kindOfLine = Dictionary(factory.lines.map { ($0.code, $0.kind) }) { first, _ in first }
    var entries: [LexiconEntry] = []
    entries += factory.sites.map { LexiconEntry(dimension: .site, code: $0.code, names: [$0.name]) }
    entries += factory.lines.map {
      LexiconEntry(
        dimension: .line, code: $0.code, names: [$0.name], parents: [.site: $0.site, .lineKind: $0.kind])
    }
    entries += factory.stages.map {
      LexiconEntry(dimension: .stage, code: $0.name, names: [], parents: [.lineKind: $0.lineKind],
        category: $0.inspects ? "inspects" : nil)
    }
    entries += factory.machines.map { machine in
      var parents: [Dimension: String] = [.line: machine.line, .stage: machine.stage]
      parents[.site] = siteOfLine[machine.line]
      parents[.lineKind] = kindOfLine[machine.line]
      return LexiconEntry(dimension: .machine, code: machine.code, names: [machine.name], parents: parents)
    }
    entries += factory.products.map { LexiconEntry(dimension: .product, code: $0.code, names: [$0.name]) }
    entries += factory.customers.map { LexiconEntry(dimension: .customer, code: $0, names: []) }
    entries += factory.shifts.map { LexiconEntry(dimension: .shift, code: $0.name, names: ["shift \($0.letter)"]) }
    entries += factory.reasons.map { LexiconEntry(dimension: .reason, code: $0.name, names: [], category: $0.category) }
    entries += factory.defects.map { LexiconEntry(dimension: .defect, code: $0, names: []) }
    entries += factory.tags.map {
      LexiconEntry(dimension: .tag, code: $0, names: [$0.replacing("_", with: " ")])
    }
    self.init(entries: entries, shapes: factory.codeShapes)
  }
}
