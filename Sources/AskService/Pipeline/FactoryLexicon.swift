public import IntentParser
public import QueryPlanner

extension Lexicon {
  /// The names of a factory as the parser needs them: codes, names, and what each belongs to.
  public init(factory: FactoryCatalogue) {
    var entries: [LexiconEntry] = []
    entries += factory.sites.map { site in
      // Place names of several words are often written in one: Da Nang, Danang.
      LexiconEntry(dimension: .site, code: site.code, names: [site.name, site.name.replacing(" ", with: "")])
    }
    entries += factory.shifts.map {
      LexiconEntry(dimension: .shift, code: $0.name, names: [$0.name, $0.letter], category: $0.part)
    }
    entries += factory.stages.map {
      LexiconEntry(
        dimension: .stage, code: $0.name, names: [$0.name], parents: [.lineKind: $0.lineKind],
        category: $0.inspects ? "inspects" : nil)
    }
    entries += factory.lines.map {
      LexiconEntry(
        dimension: .line, code: $0.code, names: [$0.name], parents: [.site: $0.site, .lineKind: $0.kind])
    }
    entries += factory.machines.map {
      LexiconEntry(
        dimension: .machine, code: $0.code, names: [$0.name], parents: [.line: $0.line, .stage: $0.stage],
        microStopLimit: $0.microStopLimit)
    }
    entries += factory.products.map { LexiconEntry(dimension: .product, code: $0.code, names: [$0.name]) }
    entries += factory.customers.map { LexiconEntry(dimension: .customer, code: $0, names: [$0]) }
    entries += factory.reasons.map {
      LexiconEntry(dimension: .reason, code: $0.name, names: [$0.name], category: $0.category)
    }
    entries += factory.defects.map { LexiconEntry(dimension: .defect, code: $0, names: [$0]) }
    entries += factory.tags.map {
      LexiconEntry(dimension: .tag, code: $0, names: [$0.replacing("_", with: " ")])
    }
    self.init(entries: entries, shapes: factory.codeShapes)
  }
}
