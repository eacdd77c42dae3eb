import QueryPlanner

/// The first table of an answer as RFC 4180, with raw values: ratios as fractions, durations in seconds.
///
/// An answer without a table gives its headline as the only cell. Text that a spreadsheet would run as a formula is
/// given a leading apostrophe.
public struct CSVRenderer: Sendable {
  public init() {}

  public func render(_ answer: Answer) -> String {
    rows(of: answer) ?? "headline\r\n" + field(answer.headline) + "\r\n"
  }

  /// The first table; nil where the answer has none.
  public func rows(of answer: Answer) -> String? {
    let clock = SiteClock(timeZone: answer.provenance.timeZone)
    let tables = answer.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    guard let table = tables.first else { return nil }
    let header = table.columns.map { column in
      field(answer.messages(LayoutMessage.csvHeader, [.name: column.name, .label: column.label]))
    }
    let rows = table.rows.map { row in row.map { field($0, clock) } }
    return ([header] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private func field(_ cell: Cell, _ clock: SiteClock) -> String {
    switch cell {
    case .null: ""
    case .text(let text): field(text)
    case .texts(let texts): field(texts.joined(separator: "; "))
    case .integers(let integers): field(integers.map(String.init).joined(separator: "; "))
    case .instant(let instant): clock.rfc3339(instant)
    case .integer, .number, .interval, .bool: cell.json(clock: clock).text()
    }
  }

  private func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    // By scalars: a line break within a field may be one character of two scalars.
    let needsQuotes = safe.unicodeScalars.contains { $0 == "\"" || $0 == "," || $0 == "\n" || $0 == "\r" }
    return needsQuotes
      ? "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : safe
  }
}
