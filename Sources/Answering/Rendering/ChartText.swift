import QueryPlanner

/// Charts in characters: bars for comparisons, a plot of eight rows for trends.
struct ChartText {
  var format: ValueFormat
  var width: Int

  init(format: ValueFormat, width: Int) { (self.format, self.width) = (format, min(width, 80)) }

  func lines(of chart: ChartBlock) -> [String] {
    var chart = chart
    // What is no number has no place on an axis.
    for index in chart.series.indices {
      chart.series[index].values = chart.series[index].values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    }
    if chart.target?.isFinite == false { chart.target = nil }
    var title = [chart.title]
    guard let series = chart.series.first, series.values.contains(where: { $0 != nil }) else {
      return title + [format.messages(LayoutMessage.noData)]
    }
    if let target = chart.target {
      title[0] +=
        "  (" + format.messages(LayoutMessage.target, [.target: format.number(target, unit: series.unit)]) + ")"
    }
    switch chart.form {
    case .line: return title + chart.series.flatMap { [chart] in plot($0, of: chart) }
    case .bar: return title + bars(series, chart.x)
    case .pareto: return title + pareto(series, chart.x)
    case .waterfall: return title + waterfall(series, chart.x)
    }
  }

  private func bars(_ series: ChartBlock.Series, _ x: [String]) -> [String] {
    let most = series.values.compactMap { $0.map(abs) }.max() ?? 0
    return rows(x, series) { value, length in Self.bar(most > 0 ? abs(value) / most : 0, length) }
  }

  /// Bars from the largest with each one's share of the sum and the share of all up to it.
  private func pareto(_ series: ChartBlock.Series, _ x: [String]) -> [String] {
    let sorted = zip(x, series.values.map { $0 ?? 0 }).sorted { $0.1 > $1.1 }
    let sum = sorted.reduce(0) { $0 + $1.1 }
    guard sum > 0, let most = sorted.first?.1 else { return [format.messages(LayoutMessage.noData)] }
    var upTo = 0.0
    let table = TextTable(
      columns: [
        .init(""), .init("", canBeCut: false), .init(series.name, right: true),
        .init(format.messages(LayoutMessage.share), right: true),
        .init(format.messages(LayoutMessage.cumulative), right: true),
      ],
      rows: sorted.map { label, value in
        upTo += value
        return [
          label.fitted(to: 22), Self.bar(value / most, 20), format.number(value, unit: series.unit),
          format.number(value / sum, unit: .ratio), format.number(upTo / sum, unit: .ratio),
        ]
      })
    return table.lines(width: width, format.messages)
  }

  /// Each bar begins where the one before it ended; together they are as long as the sum.
  private func waterfall(_ series: ChartBlock.Series, _ x: [String]) -> [String] {
    let values = series.values.map { $0 ?? 0 }
    var edges = [0.0]
    for value in values { edges.append(edges[edges.count - 1] + value) }
    let (low, high) = (edges.min() ?? 0, edges.max() ?? 0)
    var index = 0
    return rows(x, series) { _, length in
      defer { index += 1 }
      guard high > low, edges.indices.contains(index + 1) else { return "" }
      let scale = Double(length) / (high - low)
      let (start, end) = (min(edges[index], edges[index + 1]), max(edges[index], edges[index + 1]))
      let first = Int(((start - low) * scale).rounded())
      let count = max(start < end ? 1 : 0, Int(((end - low) * scale).rounded()) - first)
      return spaces(min(first, length - count)) + String(repeating: "█", count: count)
    }
  }

  private func rows(
    _ x: [String], _ series: ChartBlock.Series, bar: (Double, Int) -> String
  ) -> [String] {
    let labelWidth = min(24, x.map { TextWidth.of($0) }.max() ?? 0)
    let texts = series.values.map { $0.map { format.number($0, unit: series.unit) } ?? "–" }
    let valueWidth = texts.map { TextWidth.of($0) }.max() ?? 0
    let length = max(8, width - labelWidth - valueWidth - 4)
    return zip(zip(x, texts), series.values).map { labels, value in
      let line =
        labels.0.fitted(to: labelWidth).leftAligned(in: labelWidth) + "  "
        + labels.1.rightAligned(in: valueWidth) + "  " + bar(value ?? 0, length)
      return line.trimmingRight()
    }
  }

  /// A bar in eighths of a character; what is not nothing is never invisible.
  static func bar(_ fraction: Double, _ length: Int) -> String {
    let eighths = fraction > 0 ? max(1, Int((min(fraction, 1) * Double(length) * 8).rounded())) : 0
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  private func plot(_ series: ChartBlock.Series, of chart: ChartBlock) -> [String] {
    let height = 8
    let known = series.values.compactMap(\.self) + (chart.target.map { [$0] } ?? [])
    guard var low = known.min(), var high = known.max() else { return [] }
    if low == high { (low, high) = (low - (low == 0 ? 1 : abs(low) / 10), high + (high == 0 ? 1 : abs(high) / 10)) }
    func row(_ value: Double) -> Int { Int(((high - value) / (high - low) * Double(height - 1)).rounded()) }

    let axis = [high, (high + low) / 2, low].map { format.number($0, unit: series.unit) }
    let axisWidth = axis.map { TextWidth.of($0) }.max() ?? 0
    let room = width - axisWidth - 3
    let count = series.values.count
    let step = max(1, min(6, room / max(count, 1)))
    let columns = min(room, max(1, (count - 1) * step + 1))
    // More values than columns: each column shows the last value that falls on it.
    func column(_ index: Int) -> Int { count * step > room ? index * (columns - 1) / max(count - 1, 1) : index * step }

    var grid = [[Character]](repeating: [Character](repeating: " ", count: columns), count: height)
    if let target = chart.target { grid[row(target)] = [Character](repeating: "┄", count: columns) }
    for (index, value) in series.values.enumerated() {
      if let value { grid[row(value)][column(index)] = "●" }
    }
    let plotted = grid.enumerated().map { index, cells in
      let label = index == 0 ? axis[0] : index == height / 2 ? axis[1] : index == height - 1 ? axis[2] : ""
      return (label.rightAligned(in: axisWidth) + " ┤" + String(cells)).trimmingRight()
    }
    let name = chart.series.count > 1 ? [series.name] : []
    return name + plotted + [spaces(axisWidth + 1) + "└" + String(repeating: "─", count: columns)]
      + [spaces(axisWidth + 2) + ends(chart.x, columns: max(columns, min(room, 24)))]
  }

  /// The first and the last label under an axis.
  private func ends(_ x: [String], columns: Int) -> String {
    guard let first = x.first, let last = x.last, x.count > 1 else { return x.first ?? "" }
    let left = first.fitted(to: columns / 2 - 1)
    return left + last.fitted(to: columns / 2 - 1).rightAligned(in: columns - TextWidth.of(left))
  }
}
