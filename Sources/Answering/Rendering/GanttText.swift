import QueryPlanner

/// A Gantt in characters: two lines a row, the plan above what happened.
///
/// `░` plan, `█` actual, `▒` stop, `╌` forecast, `·` off shift, `│` now. A bar is at least one character, so that
/// nothing short disappears.
struct GanttText {
  var format: ValueFormat
  var width: Int
  private let longestLabel = 26
  private let mostRows = 40

  init(format: ValueFormat, width: Int) { (self.format, self.width) = (format, min(width, 80)) }

  func lines(of block: GanttBlock) -> [String] {
    let rows = block.rows.prefix(mostRows)
    let names = rows.map { (name: $0.label, late: lateness($0.lateBy)) }
    let label = min(longestLabel, names.map { max(TextWidth.of($0.name), TextWidth.of($0.late)) }.max() ?? 0)
    guard block.from < block.to else {
      return (block.title.map { [$0] } ?? []) + [format.messages(LayoutMessage.noData)]
    }
    let scale = GanttScale(from: block.from, to: block.to, columns: width - label - 2)
    let now = scale.column(of: block.now)

    var lines = block.title.map { [$0] } ?? []
    lines += scale.axis(format).map { (spaces(label + 2) + $0).trimmingRight() }
    for (row, name) in zip(rows, names) {
      let plan = scale.cells(of: row.bars, [.off, .plan], now: now)
      let actual = scale.cells(of: row.bars, [.off, .forecast, .actual, .stop], now: now)
      lines.append(name.name.fitted(to: label).leftAligned(in: label) + "  " + plan.trimmingRight())
      lines.append((name.late.fitted(to: label).leftAligned(in: label) + "  " + actual).trimmingRight())
    }
    let more = block.more + block.rows.count - rows.count
    if more > 0 { lines.append(format.counted(Int64(more), LayoutMessage.more)) }
    return lines + legend(of: block, showsNow: now != nil).wrapped(to: width)
  }

  /// "+1 d 3 h late", "2 h early"; empty where nothing can be compared.
  private func lateness(_ seconds: Int64?) -> String {
    guard let seconds else { return "" }
    if seconds == 0 { return format.messages(LayoutMessage.onTime) }
    let text = format.duration(abs(seconds))
    return format.messages(seconds > 0 ? LayoutMessage.late : .early, [.duration: text])
  }

  private func legend(of block: GanttBlock, showsNow: Bool) -> String {
    let kinds = Set(block.rows.flatMap { $0.bars.map(\.kind) })
    let words: [(GanttBlock.Bar.Kind, LayoutMessage)] = [
      (.plan, .plan), (.actual, .actual), (.stop, .stop), (.forecast, .forecast), (.off, .offShift),
    ]
    let shown = words.filter { kinds.contains($0.0) }.map { "\($0.0.sign) \(format.messages($0.1))" }
    return (shown + (showsNow ? ["│ " + format.messages(DateMessage.now)] : [])).joined(separator: "   ")
  }
}

extension GanttBlock.Bar.Kind {
  var sign: Character {
    switch self {
    case .plan: "░"
    case .actual: "█"
    case .stop: "▒"
    case .forecast: "╌"
    case .off: "·"
    }
  }
}
