import Yams

/// Reads the YAML of a time grammar into rules.
///
///     words:
///       unit: {day: [day, days]}            # slot, value, ways of saying it
///     rules:
///       day:                                # slot
///         - {means: relative day -1, say: [yesterday]}
///         - {means: month, say: ["{month}"], weak: true}
struct TimeGrammarFile {
  let name: String
  var rules: TimeRules
  /// Slots filled by the tokens or by a rule, and where patterns ask for others.
  private var asked: [(slot: String, line: Int)] = []
  private var filled: Set<String> = [
    "number", "day_number", "month_number", "year", "short_year", "hour", "minute", "week_number", "numeric_date",
    "full_date",
    "shift_name", "clock_digits",
  ]

  init(name: String, rules: TimeRules) {
    self.name = name
    self.rules = rules
  }

  mutating func read(_ yaml: String) throws(TimeGrammarError) {
    for (key, node) in try mapping(try root(of: yaml), key: "file") {
      switch key {
      case "language": continue
      case "words": try readWords(node)
      case "rules": try readRules(node)
      default: throw .unknownKey(file: name, line: line(node), key: key, known: ["language", "words", "rules"])
      }
    }
    for (slot, line) in asked where !filled.contains(slot) {
      throw .unknownSlot(file: name, line: line, slot: slot, known: filled.sorted())
    }
  }

  private mutating func readWords(_ node: YAMLNode) throws(TimeGrammarError) {
    for (slot, values) in try mapping(node, key: "words") {
      for (text, phrases) in try mapping(values, key: slot) {
        let rule = TimeRules.Rule(
          slot: rules.slot(slot), meaning: TimeMeaning(action: .same), isWeak: false,
          constant: try constant(text, slot: slot, line: line(phrases)))
        try add(phrases, rule: rule, slot: slot)
      }
    }
  }

  private func constant(_ text: String, slot: String, line: Int) throws(TimeGrammarError) -> TimeValue {
    switch slot {
    case "unit":
      guard let unit = TimeUnit(rawValue: text) else {
        throw .unknownValue(file: name, line: line, value: text, known: TimeUnit.allCases.map(\.rawValue))
      }
      return .unit(unit)
    case "part", "parts", "tonight", "overnight":
      guard let part = DayPart(rawValue: text) else {
        throw .unknownValue(file: name, line: line, value: text, known: DayPart.allCases.map(\.rawValue))
      }
      return .part(part)
    case "section":
      guard let section = TimeExpression.Section(rawValue: text) else {
        throw .unknownValue(
          file: name, line: line, value: text, known: TimeExpression.Section.allCases.map(\.rawValue))
      }
      return .section(section)
    case "shift_word": return .text(text)
    default:
      guard let number = Int(text) else {
        throw .unknownValue(file: name, line: line, value: text, known: ["a number"])
      }
      return .number(number)
    }
  }

  private mutating func readRules(_ node: YAMLNode) throws(TimeGrammarError) {
    for (slot, list) in try mapping(node, key: "rules") {
      guard let entries = list.items else {
        throw .wrongShape(file: name, line: line(list), key: slot, expected: "a list of {means, say}")
      }
      for entry in entries {
        var meaning: TimeMeaning?
        var phrases: YAMLNode?
        var weak = false
        for (key, value) in try mapping(entry, key: slot) {
          switch key {
          case "means": meaning = try self.meaning(value)
          case "say": phrases = value
          case "weak": weak = value.text == "true"
          default: throw .unknownKey(file: name, line: line(value), key: key, known: ["means", "say", "weak"])
          }
        }
        guard let meaning, let phrases else {
          throw .wrongShape(file: name, line: line(entry), key: slot, expected: "both means and say")
        }
        try add(phrases, rule: TimeRules.Rule(slot: rules.slot(slot), meaning: meaning, isWeak: weak), slot: slot)
      }
    }
  }

  private func meaning(_ node: YAMLNode) throws(TimeGrammarError) -> TimeMeaning {
    let words = (node.text ?? "").split(separator: " ").map(String.init)
    guard let first = words.first, let action = TimeAction(rawValue: first) else {
      throw .unknownMeaning(
        file: name, line: line(node), meaning: words.first ?? "", known: TimeAction.allCases.map(\.rawValue).sorted())
    }
    var meaning = TimeMeaning(action: action)
    for word in words.dropFirst() {
      if let number = Int(word) {
        meaning.number = number
      } else if let unit = TimeUnit(rawValue: word) {
        meaning.unit = unit
      } else {
        let known = TimeUnit.allCases.map(\.rawValue) + ["a number"]
        throw .unknownValue(file: name, line: line(node), value: word, known: known)
      }
    }
    return meaning
  }

  private mutating func add(_ phrases: YAMLNode, rule: TimeRules.Rule, slot: String) throws(TimeGrammarError) {
    filled.insert(slot)
    for phrase in phrases.items ?? [phrases] {
      guard let text = phrase.text else {
        throw .wrongShape(
          file: name, line: line(phrase), key: slot, expected: "a phrase or a list of phrases in quotes")
      }
      do {
        let pattern = try Pattern(text)
        asked += pattern.slots.map { (slot: $0, line: line(phrase)) }
        rules.add(pattern, rule: rule)
      } catch {
        throw .badPattern(file: name, line: line(phrase), pattern: text, problem: error)
      }
    }
  }

  private func mapping(_ node: YAMLNode, key: String) throws(TimeGrammarError) -> [(String, YAMLNode)] {
    guard case .mapping(let pairs) = node.content else {
      throw .wrongShape(file: name, line: line(node), key: key, expected: "keys and values")
    }
    return pairs.map { ($0.key.text ?? "", $0.value) }
  }

  private func line(_ node: YAMLNode) -> Int { node.line }

  private func root(of yaml: String) throws(TimeGrammarError) -> YAMLNode {
    do {
      guard let node = try YAMLNode.read(yaml) else {
        throw TimeGrammarError.wrongShape(file: name, line: 1, key: "file", expected: "words and rules")
      }
      return node
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw .notYAML(file: name, line: mark.line, problem: problem)
      default: throw .notYAML(file: name, line: 1, problem: "\(error)")
      }
    } catch let error as TimeGrammarError {
      throw error
    } catch {
      throw .notYAML(file: name, line: 1, problem: "\(error)")
    }
  }
}
