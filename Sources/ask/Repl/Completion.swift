/// What the tab key adds to a line.
struct Completion: Sendable {
  private let words: [String]

  init(words: [String]) { self.words = Set(words).sorted() }

  /// What all words that continue the end of `text` have in common: names may have blanks, so that the longest end
  /// of the text that begins a word counts.
  func addition(to text: String) -> String {
    for start in starts(of: text) {
      let typed = text[start...].lowercased()
      let matches = words.filter { $0.lowercased().hasPrefix(typed) && $0.count > typed.count }
      guard let first = matches.first else { continue }
      let common = matches.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
      let addition = String(common.dropFirst(typed.count))
      return matches.count == 1 ? addition + " " : addition
    }
    return ""
  }

  /// Where words of the text begin, from the left.
  private func starts(of text: String) -> [String.Index] {
    var starts: [String.Index] = []
    var isBoundary = true
    for index in text.indices {
      if isBoundary, text[index] != " " { starts.append(index) }
      isBoundary = text[index] == " "
    }
    return starts
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}
