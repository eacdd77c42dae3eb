import IntentParser
import QueryPlanner

/// What of a question was read otherwise than it stands there: words corrected, parts kept from the turn before.
struct ReadingNote {
  let kpis: KpiCatalogue
  let factory: FactoryCatalogue
  let format: ValueFormat

  private var messages: Messages { format.messages }

  /// - Parameter previous: the turn before; what changed since is not "kept". Nil counts everything inherited as kept.
  func notes(_ reading: Reading, corrections: [Correction], previous: Frame?) -> [Block] {
    var notes = corrections.map { messages(ReadingMessage.correction, [.from: $0.from, .to: $0.to]) }
    let kept = kept(reading, previous)
    if !kept.isEmpty { notes.append(messages(ReadingMessage.kept, [.names: messages.commas(kept)])) }
    return notes.map(Block.note)
  }

  private func kept(_ reading: Reading, _ previous: Frame?) -> [String] {
    let frame = reading.frame
    return frame.inherited.flatMap { key -> [String] in
      switch key {
      case "metrics":
        return frame.metrics.filter { previous?.metrics.contains($0) ?? true }
          .map { name in kpis[name].map(messages.label) ?? name }
      case "filters":
        var filters = frame.filters
        for dimension in filters.dimensions where previous.map({ $0.filters[dimension] != filters[dimension] }) ?? false
        {
          filters[dimension] = []
        }
        return ScopePhrase(factory: factory, messages: messages).names(of: filters)
      case "exclude":
        return frame.exclude.isEmpty
          ? [] : ScopePhrase(factory: factory, messages: messages).parts(excluding: frame.exclude)
      case "period":
        return reading.period.map { [format.period($0.window, saidAs: frame.period, isCut: false)] } ?? []
      case "compare_period":
        return reading.comparePeriod.map { [format.period($0.window, saidAs: frame.comparePeriod, isCut: false)] } ?? []
      case "by": return frame.by.map(messages.grouping)
      case "entity":
        return frame.entity.map { [messages.word(.entities, $0.rawValue) ?? $0.rawValue] } ?? []
      default: return [messages.word(.keys, key) ?? key]
      }
    }.unique
  }
}
