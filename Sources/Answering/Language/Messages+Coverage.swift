public import QueryPlanner

extension Messages {
  /// Paths of the texts that the language lacks, sorted: what it takes from the language it falls back to.
  ///
  /// The English of KPIs and terms stands in `kpis.yaml`; for another language they are texts like all others.
  public func missing(kpis: KpiCatalogue) -> [String] {
    var missing: [String] = []
    for group in MessageGroup.all {
      missing += group.keys().map { group.name + "." + $0 }.filter { templates[$0] == nil && lists[$0] == nil }
    }
    for vocabulary in Vocabulary.allCases {
      missing += (vocabulary.codes ?? []).map { "\(vocabulary.rawValue).\($0)" }.filter { templates[$0] == nil }
    }
    for kpi in kpis.kpis.values {
      let texts = [("label", kpi.label), ("text", kpi.text), ("empty", kpi.empty)]
      for (field, byLanguage) in texts where !byLanguage.isEmpty && byLanguage[language] == nil {
        let path = "kpis.\(kpi.name).\(field)"
        if templates[path] == nil { missing.append(path) }
      }
    }
    missing += kpis.terms.filter { $0.value[language] == nil }.keys.map { "terms.\($0)" }.filter {
      templates[$0] == nil
    }
    return missing.sorted()
  }

  /// Keys of its own, for comparing languages: codes of open vocabularies are not known to the program.
  public var paths: Set<String> { Set(templates.keys).union(lists.keys) }
}
