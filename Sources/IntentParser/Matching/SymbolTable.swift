/// Words as numbers, so that matching compares integers.
struct SymbolTable: Sendable {
  typealias Symbol = Int32
  /// A known word near to one that is not.
  typealias Near = (symbol: Symbol, distance: Int)
  /// A word with which letters it has, as bits.
  private struct Candidate {
    var letters: UInt64
    var symbol: Symbol
  }
  private var symbols = WordTable()
  /// True where the word is the grammar's, not only part of a name.
  private(set) var isGrammar: [Bool] = []
  /// The letters of all words, one after another, and where each word's begin.
  private var scalars: [Unicode.Scalar] = []
  private var starts: [Int32] = [0]
  /// Words by first letter and length, in which misspellings are looked for.
  private var buckets: [UInt64: [Candidate]] = [:]

  subscript(word: String) -> Symbol? { symbols[word] }
  /// The word that two are together.
  subscript(first: String, second: String) -> Symbol? { symbols[first, second] }
  func word(_ symbol: Symbol) -> String { symbols.words[Int(symbol)] }
  var words: [String] { symbols.words }

  /// Known words that differ from a word in an ending: "line" and "lines".
  func forms(of word: String, by endings: [String]) -> [Symbol] {
    var forms: [Symbol] = []
    for ending in endings {
      if word.hasSuffix(ending), word.count > ending.count + 2, let form = symbols[String(word.dropLast(ending.count))]
      {
        forms.append(form)
      }
      if word.count > 2, let form = symbols[word + ending] { forms.append(form) }
    }
    return forms
  }

  @discardableResult
  mutating func add(_ word: String, grammar: Bool) -> Symbol {
    if let known = symbols[word] {
      if grammar { isGrammar[Int(known)] = true }
      return known
    }
    let symbol = symbols.add(word)
    isGrammar.append(grammar)
    scalars += word.unicodeScalars
    starts.append(Int32(scalars.count))
    if let first = word.unicodeScalars.first, word.utf8.count >= 4 {
      buckets[Self.bucket(first, word.unicodeScalars.count), default: []].append(
        Candidate(letters: Spelling.letters(of: word.unicodeScalars), symbol: symbol))
    }
    return symbol
  }

  private static func bucket(_ first: Unicode.Scalar, _ length: Int) -> UInt64 {
    UInt64(first.value) << 8 | UInt64(min(length, 255))
  }

  /// The slips that a word of three letters may have: a doubled letter written once ("wek"), and, where it has no
  /// vowel, a vowel left out ("lne"). Anything else is too near to other words.
  private func withMissingLetter(_ letters: [Unicode.Scalar]) -> [Near] {
    // The first letter stays, so that only words of four letters that begin alike and have the other ones come into
    // question.
    let mine = Spelling.letters(of: letters)
    let words = (buckets[Self.bucket(letters[0], 4)] ?? []).filter {
      mine & ~$0.letters == 0 && isGrammar[Int($0.symbol)]
    }
    if words.isEmpty { return [] }
    var found: [Near] = []
    func look(_ letter: Unicode.Scalar, at index: Int) {
      var word = letters
      word.insert(letter, at: index)
      for symbol in words.map(\.symbol) where scalars[Int(starts[Int(symbol)])...].starts(with: word) {
        if !found.contains(where: { $0.symbol == symbol }) { found.append((symbol, 1)) }
      }
    }
    for index in letters.indices { look(letters[index], at: index) }
    // A final "e" is no vowel of its own.
    if !letters.prefix(letters.last == "e" ? 2 : 3).contains(where: Self.vowels.contains) {
      for index in 1...letters.count { for vowel in Self.vowels { look(vowel, at: index) } }
    }
    return found
  }
  private static let vowels: [Unicode.Scalar] = ["a", "e", "i", "o", "u"]

  /// Whatever is two slips away is not meant where something is one away, and a letter that was mistyped or put in not
  /// where letters were swapped, left out or doubled: "stauts" is "status" and not "starts".
  private func keepLikeliest(_ found: inout [Near], of typed: [Unicode.Scalar]) {
    guard found.contains(where: { $0.distance == 1 }) else { return }
    found.removeAll { $0.distance > 1 }
    let usual = found.filter { near in
      let range = Int(starts[Int(near.symbol)])..<Int(starts[Int(near.symbol) + 1])
      return Spelling.isUsualSlip(typed, of: scalars[range])
    }
    // Of four letters one mistyped makes too many other words: "docs" is no "does".
    if !usual.isEmpty || typed.count == 4 { found = usual }
  }

  /// Known words that a misspelt one may stand for, nearest first, with their distance.
  ///
  /// Only the likeliest are given, by what the slips are. The first letter is taken to be right, or swapped with the
  /// second. Short words have no candidates.
  func candidates(for word: String, limit: Int = 3) -> [Near] {
    let letters = Array(word.unicodeScalars)
    let reach = Spelling.tolerance(length: letters.count, isName: false)
    if letters.count == 3 { return withMissingLetter(letters) }
    guard reach > 0, letters.count <= 40 else { return [] }
    var found: [Near] = []
    let mine = Spelling.letters(of: letters)
    let sought = SoughtSpelling(letters)
    for first in letters[0] == letters[1] ? [letters[0]] : [letters[0], letters[1]] {
      for length in max(4, letters.count - reach)...(letters.count + reach) {
        guard let bucket = buckets[Self.bucket(first, length)] else { continue }
        let forNames = Spelling.tolerance(length: min(length, letters.count), isName: true)
        let forGrammar = Spelling.tolerance(length: min(length, letters.count), isName: false)
        scalars.withUnsafeBufferPointer { scalars in
          // Names may have no more slips than words of the grammar.
          for candidate in bucket where (mine ^ candidate.letters).nonzeroBitCount <= 2 * forGrammar {
            let index = Int(candidate.symbol)
            let allowed = isGrammar[index] ? forGrammar : forNames
            guard allowed > 0 else { continue }
            let word = UnsafeBufferPointer(rebasing: scalars[Int(starts[index])..<Int(starts[index + 1])])
            let distance = sought.distance(to: word, limit: allowed)
            if distance <= allowed { found.append((candidate.symbol, distance)) }
          }
        }
      }
    }
    keepLikeliest(&found, of: letters)
    found.sort {
      ($0.distance, isGrammar[Int($0.symbol)] ? 0 : 1, $0.symbol) < (
        $1.distance, isGrammar[Int($1.symbol)] ? 0 : 1, $1.symbol
      )
    }
    return Array(found.prefix(limit))
  }
}
