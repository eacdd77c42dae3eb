import IntentParser
import QueryPlanner

/// What of a question was read otherwise than it stands there: words corrected, parts kept from the turn before.
struct ReadingNote {
  let kpis: KpiCatalogue
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }

  /// - Parameter previous: the turns before; what none of them had is not "kept".
  func notes(_ reading: Reading, corrections: [Correction], previous: [Frame]) -> [Block] {
    var notes = corrections.map { messages(ReadingMessage.correction, [.from: $0.from, .to: $0.to]) }
    let kept = reading.frame.inherited.flatMap { self.kept($0, reading, previous) }.unique
    if !kept.isEmpty { notes.append(messages(ReadingMessage.kept, [.names: messages.commas(kept)])) }
    return notes.map(Block.note)
  }

  /// What a key that was taken over holds, in words.
  private func kept(_ key: String, _ reading: Reading, _ previous: [Frame]) -> [String] {
    let frame = reading.frame
    let scope = ScopePhrase(factory: factory, messages: messages)
    switch key {
    case "metrics":
      return frame.metrics.filter { name in previous.isEmpty || previous.contains { $0.metrics.contains(name) } }
        .map { name in kpis[name].map(messages.label) ?? name }
    case "filters": return scope.names(of: keptFilters(frame, previous))
    case "exclude": return scope.parts(excluding: frame.exclude)
    case "period":
      return reading.period.map { [format.period($0.window, saidAs: frame.period, isCut: false)] } ?? []
    case "compare_period":
      return reading.comparePeriod.map { [format.period($0.window, saidAs: frame.comparePeriod, isCut: false)] } ?? []
    case "by": return frame.by.map(messages.grouping)
    case "entity": return frame.entity.map { [messages.word(.entities, $0.rawValue) ?? $0.rawValue] } ?? []
    default: return [messages.word(.keys, key) ?? key]
    }
  }

  /// A turn may name one dimension and keep another: those that stood like that in the latest turn that had any.
  private func keptFilters(_ frame: Frame, _ previous: [Frame]) -> Scope {
    for turn in previous.reversed() {
      var kept = frame.filters
      for dimension in kept.dimensions where turn.filters[dimension] != kept[dimension] { kept[dimension] = [] }
      if !kept.isEmpty { return kept }
    }
    return frame.filters
  }
}
