public import IntentParser

/// What is wrong with a language's `answers.yaml`.
public enum MessagesError: Error, Sendable, Hashable {
  /// Not YAML.
  case syntax(GrammarPlace, problem: String)
  /// A key that no language has, with those that could stand there.
  case unknownKey(GrammarPlace, key: String, nearest: [String])
  case duplicate(GrammarPlace, key: String)
  /// A value of another form than needed.
  case wrongForm(GrammarPlace, key: String, needed: String)
  /// A bracket without its partner.
  case unbalanced(GrammarPlace, key: String, bracket: String)
  /// A place that the text cannot fill, with those that it can.
  case unknownPlace(GrammarPlace, key: String, place: String, allowed: [String])
  /// Places that the text must have: without them a value would be lost.
  case missingPlaces(GrammarPlace, key: String, places: [String])
  /// A plural rule that cannot be read.
  case badPlural(GrammarPlace, category: String, rule: String)
  /// Texts that the language which the others fall back to does not have.
  case missingKeys(file: String, keys: [String])
  case unreadable(path: String)
}

extension MessagesError: CustomStringConvertible {
  /// What is wrong and what to write instead.
  public var description: String {
    func braces(_ places: [String]) -> String { places.map { "{\($0)}" }.joined(separator: ", ") }
    switch self {
    case .syntax(let place, let problem): return "\(place): this is not YAML: \(problem)"
    case .unknownKey(let place, let key, let nearest):
      return "\(place): unknown key '\(key)'"
        + (nearest.isEmpty ? "; take it out" : "; write one of: \(nearest.joined(separator: ", "))")
    case .duplicate(let place, let key): return "\(place): '\(key)' stands here twice; take one out"
    case .wrongForm(let place, let key, let needed): return "\(place): '\(key)' needs \(needed)"
    case .unbalanced(let place, let key, let bracket):
      return "\(place): '\(bracket)' in '\(key)' has no partner; write {place} for a value and [text {place}] for what "
        + "is left out without it, not one within another"
    case .unknownPlace(let place, let key, let name, let allowed):
      return "\(place): '\(key)' has no {\(name)}; "
        + (allowed.isEmpty ? "it has no values at all" : "write one of: \(braces(allowed))")
    case .missingPlaces(let place, let key, let places):
      return "\(place): '\(key)' lacks \(braces(places)); write it where its value shall stand"
    case .badPlural(let place, let category, let rule):
      return
        "\(place): the rule '\(rule)' of '\(category)' cannot be read; write it as the CLDR does for whole numbers: "
        + "n = 1, or n % 10 = 2..4 and n % 100 != 12..14"
    case .missingKeys(let file, let keys):
      let named = keys.prefix(8).joined(separator: ", ")
      return "\(file): \(keys.count) texts are missing, to which other languages fall back: \(named)"
    case .unreadable(let path): return "\(path): cannot be read"
    }
  }
}
