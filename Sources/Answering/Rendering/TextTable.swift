/// A table in aligned columns without boxes; numbers stand right.
struct TextTable {
  struct Column {
    var label: String
    var isRight: Bool
    /// Long texts may be cut; numbers and times are whole or left out.
    var canBeCut: Bool
    init(_ label: String, right: Bool = false, canBeCut: Bool = true) {
      (self.label, isRight, self.canBeCut) = (label, right, canBeCut && !right)
    }
  }
  var columns: [Column]
  var rows: [[String]]
  var total: [String]?
  private let gap = 2

  init(columns: [Column], rows: [[String]], total: [String]? = nil) {
    (self.columns, self.rows, self.total) = (columns, rows, total)
  }

  /// The lines, at most `width` wide: long texts are cut, the widest first; what then does not fit is left out from
  /// the right and named, since a column cut to a few letters tells nothing.
  func lines(width: Int, _ messages: Messages) -> [String] {
    var table = self
    var leftOut: [String] = []
    while table.columns.count > 2, table.totalWidth(table.fittedWidths(to: width)) > width {
      leftOut.insert(table.columns.removeLast().label, at: 0)
      table.rows = table.rows.map { Array($0.prefix(table.columns.count)) }
      table.total = table.total.map { Array($0.prefix(table.columns.count)) }
    }
    let lines = table.allLines(width: width)
    return leftOut.isEmpty ? lines : lines + [messages(LayoutMessage.noRoom, [.columns: messages.commas(leftOut)])]
  }

  private func totalWidth(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  private func allLines(width: Int) -> [String] {
    let widths = fittedWidths(to: width)
    var lines: [String] = []
    if columns.contains(where: { !$0.label.isEmpty }) {
      lines = [line(columns.map(\.label), widths), rule(widths)]
    }
    lines += rows.map { line($0, widths) }
    if let total { lines += [rule(widths), line(total, widths)] }
    return lines
  }

  private func fittedWidths(to width: Int) -> [Int] {
    var widths = columns.indices.map { index in
      ([columns[index].label] + (rows + (total.map { [$0] } ?? [])).map { $0.indices.contains(index) ? $0[index] : "" })
        .map { TextWidth.of($0) }.max() ?? 0
    }
    let least = 16
    func excess() -> Int { totalWidth(widths) - width }
    while excess() > 0 {
      let candidates = widths.indices.filter { widths[$0] > least && columns[$0].canBeCut }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      let nextWidest = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? least
      widths[widest] -= max(1, min(excess(), widths[widest] - max(least, nextWidest)))
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, width) in widths.enumerated() {
      let cell = (cells.indices.contains(index) ? cells[index] : "").fitted(to: width)
      line +=
        (index == 0 ? "" : spaces(gap))
        + (columns[index].isRight ? cell.rightAligned(in: width) : cell.leftAligned(in: width))
    }
    return line.trimmingRight()
  }

  private func rule(_ widths: [Int]) -> String {
    String(repeating: "─", count: widths.reduce(0, +) + gap * max(0, widths.count - 1))
  }
}

extension String {
  func trimmingRight() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
