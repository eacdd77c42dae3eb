import QueryPlanner

/// A total taken apart, as a table: losses by size, gains below, the total under a rule.
struct ExplanationText {
  var format: ValueFormat
  var width: Int

  func lines(of block: ExplanationBlock) -> [String] {
    [block.of] + table(of: block).lines(width: width)
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
      rows.append(["", "", format.wording.gains + ":"])
      rows += gains.map { [format.duration($0.value), "", words(for: $0)] }
    }
    return TextTable(
      columns: [
        .init(format.wording.part, right: true), .init(format.wording.share, right: true),
        .init(format.wording.cause),
      ],
      rows: rows, total: [format.duration(block.total), "", format.wording.total])
  }

  /// The evidence where there is any, else the cause with what it concerns.
  private func words(for part: ExplanationBlock.Part) -> String {
    if let evidence = part.evidence { return evidence }
    let cause = DelayCause(rawValue: part.cause).flatMap { format.wording.causes[$0] } ?? part.cause
    let details = [part.reason, part.order].compactMap(\.self)
    let text = details.isEmpty ? cause : cause + " (" + details.joined(separator: ", ") + ")"
    return part.stage.map { format.wording.fill(format.wording.at, text, $0) } ?? text
  }
}
