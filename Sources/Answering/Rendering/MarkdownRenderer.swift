import IntentParser
import QueryPlanner

/// An answer in GitHub's Markdown. Names and text from the database are escaped: they are data, not markup.
public struct MarkdownRenderer: Sendable {
  public init() {}

  public func render(_ answer: Answer) -> String {
    let format = ValueFormat(for: answer)
    var parts = ["**" + Self.escaped(answer.headline) + "**"]
    if let words = format.refusedWords(of: answer) { parts.append(Self.escaped(words)) }
    parts += answer.blocks.map { text(of: $0, format) }
    parts += answer.warnings.map { "> **\(format.messages(LayoutMessage.warning))** " + Self.escaped($0) }
    if !answer.suggestions.isEmpty { parts.append(suggestions(of: answer, format)) }
    parts.append(provenance(of: answer, format))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func text(of block: Block, _ format: ValueFormat) -> String {
    switch block {
    case .table(let table): text(of: table, format)
    case .chart(let chart): Self.fenced(ChartText(format: format, width: 80).lines(of: chart).joined(separator: "\n"))
    case .gantt(let gantt): Self.fenced(GanttText(format: format, width: 80).lines(of: gantt).joined(separator: "\n"))
    case .explanation(let explanation): text(of: explanation, format)
    case .note(let note): Self.escaped(note)
    }
  }

  private func text(of table: TableBlock, _ format: ValueFormat) -> String {
    let text = TextTable(
      columns: table.columns.map { TextTable.Column($0.label, right: $0.isNumeric, canBeCut: $0.type == .text) },
      rows: table.rows.map { format.cells($0, of: table) },
      total: table.total.map { format.totalCells($0, of: table) })
    let title = table.title.map { ["**" + Self.escaped($0) + "**", ""] } ?? []
    let more = table.more > 0 ? ["", format.counted(Int64(table.more), LayoutMessage.more)] : []
    return (title + Self.lines(of: text) + more).joined(separator: "\n")
  }

  private func text(of explanation: ExplanationBlock, _ format: ValueFormat) -> String {
    let table = ExplanationText(format: format, width: 80).table(of: explanation)
    return (["**" + Self.escaped(explanation.of) + "**", ""] + Self.lines(of: table)).joined(separator: "\n")
  }

  static func lines(of table: TextTable) -> [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return [
      row(table.columns.map { escaped($0.label) }),
      row(table.columns.map { $0.isRight ? "---:" : "---" }),
    ] + table.rows.map { row($0.map(escaped)) }
      + (table.total.map { [row($0.map { $0.isEmpty ? "" : "**" + escaped($0) + "**" })] } ?? [])
  }

  private func suggestions(of answer: Answer, _ format: ValueFormat) -> String {
    let isChoice = answer.status == .clarify
    let items = answer.suggestions.enumerated().map { index, suggestion in
      let question = Self.escaped(suggestion.question)
      let text =
        isChoice && !suggestion.label.isEmpty && suggestion.label != suggestion.question
        ? Self.escaped(suggestion.label) + ": " + question : question
      return (isChoice ? "\(index + 1). " : "- ") + text
    }
    return ([format.messages(isChoice ? LayoutMessage.whichOne : .youCanAsk), ""] + items).joined(separator: "\n")
  }

  private func provenance(of answer: Answer, _ format: ValueFormat) -> String {
    let text = ProvenanceText(format: format, width: 80)
    let provenance = answer.provenance
    let facts = text.facts(of: answer).map { "- " + Self.escaped($0) }
    guard !facts.isEmpty else { return "" }
    let definitions = provenance.definitions.filter { !$0.text.isEmpty }.map {
      "- " + Self.escaped($0.name + ": " + $0.text)
    }
    let statements = provenance.statements.flatMap { statement in
      [
        "",
        Self.fenced(
          statement.sql + (ProvenanceText.parameters(of: statement, format).map { "\n-- " + $0 } ?? ""), "sql"),
      ]
    }
    let lines =
      ["<details><summary>\(format.messages(LayoutMessage.how))</summary>", ""] + facts + definitions + statements
    return (lines + ["", "</details>"]).joined(separator: "\n")
  }

  /// A fence longer than any run of backticks within.
  static func fenced(_ text: String, _ language: String = "") -> String {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "|", "*", "_", "`", "[", "]", "#": result += "\\" + String(character)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
