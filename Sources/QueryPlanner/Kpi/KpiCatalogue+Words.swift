public import IntentParser

extension KpiCatalogue {
  /// Teaches a grammar the KPIs of this catalogue: the words that it gives them, and the labels of those that the
  /// contract does not have.
  ///
  /// - Throws: ``GrammarError`` with the place in `kpis.yaml` for words that are no pattern.
  public func teach(_ grammar: inout Grammar) throws(GrammarError) {
    for name in names {
      guard let kpi = kpis[name] else { continue }
      let metric = Metric[name] ?? Metric(own: name, unit: kpi.metricUnit, lowIsBetter: kpi.better == .low)
      // A language that builds on another has its words too: people mix them.
      let languages = [grammar.language, grammar.buildsOn].compactMap { $0 }
      for language in languages {
        if let words = kpi.words[language] { try grammar.add(words.pattern, for: metric, at: words.place) }
        if Metric[name] == nil, let label = kpi.label[language], !label.contains(where: "()[]{}|".contains) {
          try grammar.add(label, for: metric, at: GrammarPlace(file: "kpis.yaml", line: 1, column: 1))
        }
      }
    }
  }
}

extension Kpi {
  fileprivate var metricUnit: Metric.Unit {
    switch unit {
    case .ratio: .ratio
    case .seconds: .duration
    case .units, .count, .unitsPerHour, .money, .perMillion, .other: .count
    }
  }
}
