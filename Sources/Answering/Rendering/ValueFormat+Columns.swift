import IntentParser
import QueryPlanner

extension ValueFormat {
  /// A column with its label in the language.
  ///
  /// - Parameter label: the key of the label where it is not the column's name.
  func column(
    _ name: String, _ type: ValueType, _ unit: Unit = .none, label: String? = nil, words: Vocabulary? = nil
  ) -> TableBlock.Column {
    TableBlock.Column(
      name: name, label: messages.column(label ?? name), type: type, unit: unit,
      words: words.map { self.words($0, for: $0.codes ?? []) } ?? [:])
  }

  /// What people read for codes that stand as values in a table.
  func words(_ vocabulary: Vocabulary, for codes: some Sequence<String>) -> [String: String] {
    Dictionary(
      codes.compactMap { code in messages.word(vocabulary, code).map { (code, $0) } }, uniquingKeysWith: { $1 })
  }

  /// A period with the date that it filters: "due this week (…)".
  func dated(_ period: String, of date: PeriodOf) -> String {
    let word = messages.word(.periodDates, date.rawValue) ?? date.rawValue
    return messages(ListMessage.dated, [.date: word, .period: period])
  }
}
