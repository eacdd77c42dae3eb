/// The words of one language in which answers are given: what its `answers.yaml` says.
///
/// Nothing else in the program knows a word of a human language. What a language leaves out is taken from the one it
/// falls back to.
public struct Messages: Sendable, Hashable {
  /// Name of the language's folder.
  public let language: String
  /// By path: `kpi.value`, `columns.line`, `kpis.oee.label`.
  var templates: [String: MessageTemplate] = [:]
  var lists: [String: [MessageTemplate]] = [:]
  var plurals = PluralRules()
  /// Labels begin with a small letter within a sentence, unless they are abbreviations.
  var lowersLabels = true

  /// Without any words: every text is the path under which a file would have it.
  public static let none = Messages(language: "und")

  init(language: String) { self.language = language }

  /// A message with its values.
  ///
  /// - Parameter count: the number that a plural form goes by; nil where there is none, or it is not whole.
  func callAsFunction(_ key: some MessageKey, _ values: [Place: String] = [:], count: Int64? = nil) -> String {
    assert(Set(values.keys).isSubset(of: key.places.union(key.options)), "\(key.path) has no place for \(values.keys)")
    assert(key.places.isSubset(of: values.keys), "\(key.path) lacks \(key.places.subtracting(values.keys))")
    guard let template = templates[key.path] else { return key.path }
    return template.filled(values, category: plurals.category(of: count))
  }

  /// The texts of a message that is a list.
  func all(_ key: some MessageKey, _ values: [Place: String] = [:]) -> [String] {
    (lists[key.path] ?? []).map { $0.filled(values, category: .other) }
  }

  /// The word for a code of a vocabulary; nil where the language has none.
  func word(_ vocabulary: Vocabulary, _ code: String, count: Int64? = nil) -> String? {
    templates["\(vocabulary.rawValue).\(code)"]?.filled([:], category: plurals.category(of: count))
  }

  /// The same with what `other` has and this does not.
  public func completed(by other: Messages) -> Messages {
    var messages = self
    messages.templates.merge(other.templates) { own, _ in own }
    messages.lists.merge(other.lists) { own, _ in own }
    return messages
  }
}
