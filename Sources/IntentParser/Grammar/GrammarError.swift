/// Where in a grammar file something stands; lines and columns count from 1.
public struct GrammarPlace: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int
  public init(file: String, line: Int, column: Int) {
    (self.file, self.line, self.column) = (file, line, column)
  }
  public var description: String { "\(file):\(line):\(column)" }
}

/// What is wrong with a grammar.
public enum GrammarError: Error, Sendable, Hashable {
  /// Not YAML.
  case syntax(GrammarPlace, problem: String)
  /// A key that no grammar has, with those that could stand there.
  case unknownKey(GrammarPlace, key: String, allowed: [String])
  /// A value of another form than needed, e.g. a list where words are.
  case wrongForm(GrammarPlace, key: String, needed: String)
  /// A word that YAML reads as true, false, null or a number where it is not quoted.
  case unquoted(GrammarPlace, word: String)
  /// A value that the slot does not have, with the nearest it has.
  case unknownValue(GrammarPlace, slot: String, value: String, nearest: String?)
  /// The same key twice in one place.
  case duplicate(GrammarPlace, key: String)
  /// A slip in a pattern.
  case badPattern(GrammarPlace, pattern: String, PatternError)
  /// A slot in a pattern that no grammar has.
  case unknownSlot(GrammarPlace, slot: String, pattern: String)
  /// A pattern with more spellings than the limit.
  case tooManySpellings(GrammarPlace, pattern: String, limit: Int)
  /// A file or folder that cannot be read.
  case unreadable(path: String)
  /// The time grammar of the folder is wrong, in its own words.
  case time(file: String, problem: String)
}

extension GrammarError: CustomStringConvertible {
  /// What is wrong and what to write instead.
  public var description: String {
    switch self {
    case .syntax(let place, let problem): "\(place): this is not YAML: \(problem)"
    case .unknownKey(let place, let key, let allowed):
      "\(place): unknown key '\(key)'; write one of: \(allowed.joined(separator: ", "))"
    case .wrongForm(let place, let key, let needed): "\(place): '\(key)' needs \(needed)"
    case .unquoted(let place, let word):
      "\(place): YAML reads \(word) as something else than a word; write it in quotes: \"\(word)\""
    case .unknownValue(let place, let slot, let value, let nearest):
      "\(place): '\(value)' is no \(slot)" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .duplicate(let place, let key): "\(place): '\(key)' stands here twice; put its words together"
    case .badPattern(let place, let pattern, let error): "\(place): in '\(pattern)': \(error.remedy)"
    case .unknownSlot(let place, let slot, let pattern):
      "\(place): '\(pattern)' names the slot {\(slot)}, which does not exist; write a word without braces, or one of: "
        + SlotKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .tooManySpellings(let place, let pattern, let limit):
      "\(place): '\(pattern)' has more than \(limit) spellings; write it as several shorter patterns"
    case .unreadable(let path): "\(path): cannot be read"
    case .time(let file, let problem): "\(file): \(problem)"
    }
  }
}

extension PatternError {
  /// What to write instead.
  var remedy: String {
    switch self {
    case .unbalanced(let bracket, let column):
      "'\(bracket)' at column \(column) has no partner; add it or remove this one"
    case .empty(let column): "a word or {slot} is missing at column \(column)"
    }
  }
}
