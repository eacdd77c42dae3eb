extension Grammar {
  /// Adds what people call a KPI: patterns as in the grammar's files, one a line or with `|` between them.
  ///
  /// A KPI that the contract does not have is known from then on by its words.
  /// - Throws: ``GrammarError`` with the place for a pattern that cannot be read.
  public mutating func add(_ words: String, for metric: Metric, at place: GrammarPlace) throws(GrammarError) {
    let pattern: Pattern
    do throws(PatternError) { pattern = try Pattern(words.lowercased()) } catch {
      throw .badPattern(place, pattern: words, error)
    }
    for slot in pattern.slots.sorted() where SlotKind.mask(named: slot) == nil {
      throw .unknownSlot(place, slot: slot, pattern: words)
    }
    guard pattern.hasSpellings(upTo: GrammarLoader.spellingLimit) else {
      throw .tooManySpellings(place, pattern: words, limit: GrammarLoader.spellingLimit)
    }
    if Metric[metric.name] == nil { ownMetrics[metric.name] = metric }
    rules.append(
      PhraseRule(
        kind: .metric, value: metric.name, pattern: pattern, display: pattern.display,
        place: place))
  }
}
