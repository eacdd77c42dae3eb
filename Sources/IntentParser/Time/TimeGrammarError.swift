/// A slip in a file of time rules, with its place and what to write instead.
public enum TimeGrammarError: Error, Hashable, Sendable {
  /// The file is not YAML.
  case notYAML(file: String, line: Int, problem: String)
  /// A key that the format does not have.
  case unknownKey(file: String, line: Int, key: String, known: [String])
  /// Something else than the expected kind of value stands there.
  case wrongShape(file: String, line: Int, key: String, expected: String)
  /// A word for a value that does not exist, e.g. a unit `fortnite`.
  case unknownValue(file: String, line: Int, value: String, known: [String])
  /// A pattern that cannot be read.
  case badPattern(file: String, line: Int, pattern: String, problem: PatternError)
  /// A pattern with a slot that no rule fills.
  case unknownSlot(file: String, line: Int, slot: String, known: [String])
  /// A rule whose `means` names no action.
  case unknownMeaning(file: String, line: Int, meaning: String, known: [String])
}

extension TimeGrammarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notYAML(let file, let line, let problem):
      "\(file):\(line): not YAML: \(problem)"
    case .unknownKey(let file, let line, let key, let known):
      "\(file):\(line): unknown key \"\(key)\"; write one of \(known.joined(separator: ", "))"
    case .wrongShape(let file, let line, let key, let expected):
      "\(file):\(line): \"\(key)\" needs \(expected)"
    case .unknownValue(let file, let line, let value, let known):
      "\(file):\(line): unknown value \"\(value)\"; write one of \(known.joined(separator: ", "))"
    case .badPattern(let file, let line, let pattern, let problem):
      "\(file):\(line): pattern \"\(pattern)\": \(problem.advice)"
    case .unknownSlot(let file, let line, let slot, let known):
      "\(file):\(line): no rule fills {\(slot)}; write one of \(known.joined(separator: ", "))"
    case .unknownMeaning(let file, let line, let meaning, let known):
      "\(file):\(line): unknown meaning \"\(meaning)\"; write one of \(known.joined(separator: ", "))"
    }
  }
}

extension PatternError {
  var advice: String {
    switch self {
    case .unbalanced(let bracket, let column):
      "\"\(bracket)\" at column \(column) has no partner; add it or remove this"
    case .empty(let column): "nothing stands at column \(column); write a word or a {slot}"
    }
  }
}
