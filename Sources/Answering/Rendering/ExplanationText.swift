import QueryPlanner

/// A total taken apart, as a table: losses by size, gains below, the total under a rule.
struct ExplanationText {
  var format: ValueFormat
  var width: Int

  func lines(of block: ExplanationBlock) -> [String] {
    [block.of] + table(of: block).lines(width: width, format.messages)
  }

  func table(of block: ExplanationBlock) -> TextTable {
    let losses = block.parts.filter { $0.value >= 0 }
    let gains = block.parts.filter { $0.value < 0 }
    let lost = losses.reduce(0) { $0 + $1.value }
    var rows = losses.map { part in
      let share = lost > 0 ? format.number(Double(part.value) / Double(lost), unit: .ratio) : "–"
      return [format.duration(part.value), share, words(for: part)]
    }
    if !gains.isEmpty {
      rows.append(["", "", format.messages(LayoutMessage.gains)])
      rows += gains.map { [format.duration($0.value), "", words(for: $0)] }
    }
    return TextTable(
      columns: [
        .init(format.messages(LayoutMessage.time), right: true),
        .init(format.messages(LayoutMessage.share), right: true), .init(format.messages(LayoutMessage.cause)),
      ],
      rows: rows, total: [format.duration(block.total), "", format.messages(LayoutMessage.total)])
  }

  /// The evidence where there is any, else the cause with what it concerns.
  private func words(for part: ExplanationBlock.Part) -> String {
    if let evidence = part.evidence { return evidence }
    let messages = format.messages
    let cause = messages.word(.causes, part.cause) ?? part.cause
    let details = messages.commas([part.reason, part.order].compactMap(\.self))
    let text = details.isEmpty ? cause : messages(DelayMessage.detailed, [.cause: cause, .details: details])
    return part.stage.map { messages(DelayMessage.at, [.cause: text, .stage: $0]) } ?? text
  }
}
