import IntentParser
import QueryPlanner

extension Messages {
  // KPIs --------------------------------------------------------------------------------------------

  func label(of kpi: Kpi) -> String { words("kpis.\(kpi.name).label") ?? kpi.label(in: language) }
  func text(of kpi: Kpi) -> String { words("kpis.\(kpi.name).text") ?? kpi.text(in: language) }
  /// Why it has no value; nil where nothing is divided.
  func empty(of kpi: Kpi) -> String? { words("kpis.\(kpi.name).empty") ?? kpi.empty(in: language) }

  /// What a term means; nil where nobody said.
  func definition(of term: String, in kpis: KpiCatalogue) -> String? {
    words("terms.\(term)") ?? kpis.terms[term]?[language] ?? kpis.terms[term]?["en"]
  }

  private func words(_ path: String) -> String? { templates[path]?.filled([:], category: .other) }

  /// A label within a sentence: abbreviations keep their capitals.
  func inSentence(_ label: String) -> String {
    guard lowersLabels else { return label }
    let first = label.prefix(while: { $0 != " " && $0 != "-" })
    return first.count > 1 && first == first.uppercased() ? label : label.prefix(1).lowercased() + label.dropFirst()
  }

  // Codes -------------------------------------------------------------------------------------------

  func dimension(_ dimension: Dimension) -> String { word(.dimensions, dimension.rawValue) ?? dimension.rawValue }

  func grouping(_ grouping: Grouping) -> String {
    switch grouping {
    case .grain(let grain): word(.grains, grain.rawValue) ?? grain.rawValue
    case .dimension(let dimension): self.dimension(dimension)
    }
  }

  /// What stands above a column; the name itself in words where the language has none.
  func column(_ name: String) -> String {
    word(.columns, name) ?? name.split(separator: "_").joined(separator: " ").capitalisedFirst
  }

  func unit(_ unit: TimeUnit, count: Int64) -> String { word(.units, unit.code, count: count) ?? unit.rawValue }
  func weekdayName(_ number: Int) -> String { weekday(number, in: .weekdayNames) }
  func weekday(_ number: Int, in vocabulary: Vocabulary = .weekdays) -> String {
    let code = Vocabulary.weekdayCodes[(number + 6) % 7]
    return word(vocabulary, code) ?? code
  }
  func month(_ number: Int, in vocabulary: Vocabulary = .months) -> String {
    word(vocabulary, String(number)) ?? String(number)
  }

  /// A state as people call it in a sentence.
  func state(_ code: String) -> String {
    word(.stateWords, code) ?? code.split(separator: "_").joined(separator: " ")
  }

  // Several things ----------------------------------------------------------------------------------

  func commas(_ names: some Sequence<String>) -> String { names.joined(separator: self(ListingMessage.comma)) }
  func semicolons(_ names: some Sequence<String>) -> String { names.joined(separator: self(ListingMessage.semicolon)) }
  func and(_ names: [String]) -> String { chained(names, ListingMessage.and) }
  func or(_ names: [String]) -> String { chained(names, ListingMessage.or) }

  private func chained(_ names: [String], _ key: ListingMessage) -> String {
    names.dropFirst().reduce(names.first ?? "") { self(key, [.first: $0, .last: $1]) }
  }

  func quoted(_ words: [String]) -> String { commas(words.map { self(OutcomeMessage.quoted, [.text: $0]) }) }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
