import IntentParser
import QueryPlanner

/// An answer for a terminal or any other place with a fixed-width font.
///
/// Colour only adds to what words and signs already say. Lines are at most `width` wide; SQL is not broken.
public struct TextRenderer: Sendable {
  public var width: Int
  public var colour: Bool
  /// Shows definitions, parameters and SQL in full.
  public var details: Bool

  public init(width: Int = 80, colour: Bool = false, details: Bool = false) {
    (self.width, self.colour, self.details) = (max(width, 40), colour, details)
  }

  public func render(_ answer: Answer) -> String {
    let format = ValueFormat(for: answer)
    var parts: [[String]] = [answer.headline.wrapped(to: width).map(bold)]
    if let words = format.refusedWords(of: answer) { parts.append(words.wrapped(to: width)) }
    parts += answer.blocks.map { lines(of: $0, format) }
    if !answer.warnings.isEmpty {
      parts.append(answer.warnings.flatMap { marked("! ", $0).map(yellow) })
    }
    if !answer.suggestions.isEmpty { parts.append(suggestions(of: answer, format)) }
    parts.append(ProvenanceText(format: format, width: width).lines(of: answer, details: details).map(dim))
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func lines(of block: Block, _ format: ValueFormat) -> [String] {
    switch block {
    case .table(let table): lines(of: table, format)
    case .chart(let chart): ChartText(format: format, width: width).lines(of: chart)
    case .gantt(let gantt): GanttText(format: format, width: width).lines(of: gantt)
    case .explanation(let explanation): ExplanationText(format: format, width: width).lines(of: explanation)
    case .note(let text): text.wrapped(to: width)
    }
  }

  private func lines(of table: TableBlock, _ format: ValueFormat) -> [String] {
    let text = TextTable(
      columns: table.columns.map { TextTable.Column($0.label, right: $0.isNumeric, canBeCut: $0.type == .text) },
      rows: table.rows.map { format.cells($0, of: table) },
      total: table.total.map { format.totalCells($0, of: table) })
    let more = table.more > 0 ? [format.counted(Int64(table.more), LayoutMessage.more)] : []
    return (table.title.map { [bold($0)] } ?? []) + text.lines(width: width, format.messages) + more
  }

  private func suggestions(of answer: Answer, _ format: ValueFormat) -> [String] {
    let isChoice = answer.status == .clarify
    let items = answer.suggestions.enumerated().flatMap { index, suggestion in
      let text =
        suggestion.label.isEmpty || suggestion.label == suggestion.question
        ? suggestion.question : isChoice ? "\(suggestion.label): \(suggestion.question)" : suggestion.question
      return marked(isChoice ? "  \(index + 1)  " : "  • ", text)
    }
    return [format.messages(isChoice ? LayoutMessage.whichOne : .youCanAsk)] + items
  }

  private func marked(_ mark: String, _ text: String) -> [String] {
    let indent = TextWidth.of(mark)
    return text.wrapped(to: width - indent).enumerated().map { ($0 == 0 ? mark : spaces(indent)) + $1 }
  }

  private func bold(_ text: String) -> String { styled(text, "1") }
  private func dim(_ text: String) -> String { styled(text, "2") }
  private func yellow(_ text: String) -> String { styled(text, "33") }
  private func styled(_ text: String, _ code: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension ValueFormat {
  /// The words that stood in the way of a refused question, unless its headline names them all.
  func refusedWords(of answer: Answer) -> String? {
    guard answer.refusedWords.contains(where: { !answer.headline.contains($0) }) else { return nil }
    return messages(LayoutMessage.notUnderstood, [.words: messages.quoted(answer.refusedWords)])
  }

  func cells(_ cells: [Cell], of table: TableBlock) -> [String] {
    zip(cells, table.columns).map { cell($0, in: $1) }
  }

  /// A total row: its first text column says so, other empty cells stay empty.
  func totalCells(_ cells: [Cell], of table: TableBlock) -> [String] {
    var isLabelled = false
    return zip(cells, table.columns).map { value, column in
      guard value == .null else { return cell(value, in: column) }
      defer { isLabelled = true }
      return isLabelled || column.isNumeric ? (column.isNumeric ? "–" : "") : messages(LayoutMessage.total)
    }
  }
}
