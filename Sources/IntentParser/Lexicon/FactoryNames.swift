/// The factory's names as all languages have them in common: made once, however many languages there are.
final class FactoryNames: Sendable {
  let entries: [LexiconEntry]
  /// Of each entry the kind of slot that it fills.
  let kinds: [SlotKind?]
  /// Shifts, by which times are named.
  let shifts: [LexiconEntry]
  /// Words of the names, each once.
  let words: [String]
  /// Spellings of codes and names over the numbers of their words; a terminal is an index into `entries`, and beyond
  /// them one of a part of a name ("Night Owl" of "Night Owl Ltd") or of a class ("Oven").
  let trie: PhraseTrie
  /// The customers and products that a word may stand for by itself, one word's behind the other's; where they begin,
  /// by the number of the word. Words that many names have stand for none.
  private let owners: [Int32]
  private let ownerStarts: [Int32]
  /// Shifts by letter.
  let letters: [String: String]
  let shapes: [(shape: CodeShape, words: [String])]
  /// Words with which codes of a shape begin: "so".
  let shapeOpenings: [String]
  /// Kinds that lines have.
  let lineKinds: Set<String>
  let hasTags: Bool
  let nearest: NearestNames
  /// Names that a word may stand for and be asked back.
  private static let mostOwners = 6
  /// The sign that joins words of a name.
  static let and = "&"
  private let wordNumbers: [String: Int32]
  private let byCode: [Dimension: [String: Int]]
  /// Lines by number.
  private let linesByNumber: [Int: [(code: String, kind: String?)]]
  /// Stages and lines in the order of the factory, with the kind of line of each; machines by stage.
  private let stages: [LexiconEntry]
  private let lines: [LexiconEntry]
  private let machinesByStage: [String: [String]]
  /// Those of all machines, each once.
  private let microStopLimits: [Int]
  /// By line and stage.
  private let machinesByPlace: [String: [String: [String]]]

  init(_ lexicon: Lexicon) {
    entries = lexicon.entries
    let kindOf = Dictionary(uniqueKeysWithValues: Dimension.allCases.map { ($0, SlotKind(rawValue: $0.rawValue)) })
    kinds = entries.map { kindOf[$0.dimension] ?? nil }
    lineKinds = Set(entries.compactMap { $0.parents[.lineKind] })
    hasTags = entries.contains { $0.dimension == .tag }
    shifts = entries.filter { $0.dimension == .shift }
    nearest = NearestNames(entries)
    let tokenizer = Tokenizer()
    shapes = lexicon.shapes.map { shape in
      (shape, tokenizer.tokens(in: shape.prefix).filter { $0.kind != .sign }.map(\.text))
    }
    shapeOpenings = shapes.compactMap(\.words.first)
    var trie = PhraseTrieBuilder()
    var numbers: [String: Int32] = [:]
    var allWords: [String] = []
    var letters: [String: String] = [:]
    var byCode: [Dimension: [String: Int]] = [:]
    var linesByNumber: [Int: [(code: String, kind: String?)]] = [:]
    var owners: [(word: Int32, entry: Int32)] = []
    var classes: [[Int32]: [Int]] = [:]
    var parts = NameParts()
    for (index, entry) in entries.enumerated() {
      byCode[entry.dimension, default: [:]][entry.code] = index
      var names = [entry.code]
      for name in entry.names {
        // Letters and numbers ("A", "1") would match anywhere; the grammar asks for them beside its word for shift.
        if entry.dimension == .shift, name.count <= 2 {
          letters[name.lowercased()] = entry.code
        } else if !names.contains(name) {
          names.append(name)
        }
      }
      for name in names {
        let words = tokenizer.tokens(in: name)
        if name == entry.code, entry.dimension == .line,
          let number = words.last(where: { $0.kind == .number }).flatMap({ Int($0.text) })
        {
          linesByNumber[number, default: []].append((entry.code, entry.parents[.lineKind]))
        }
        func number(_ word: Token) -> Int32 {
          if let number = numbers[word.text] { return number }
          let number = Int32(allWords.count)
          numbers[word.text] = number
          allWords.append(word.text)
          return number
        }
        let spelling = words.filter { $0.kind != .sign }.map(number)
        trie.insert(spelling, rule: Int32(index))
        parts.take(spelling)
        // "Turning & Milling" is said with the sign or a word for it, which each language has.
        if words.contains(where: { $0.text == Self.and }) {
          trie.insert(words.filter { $0.kind != .sign || $0.text == Self.and }.map(number), rule: Int32(index))
        }
        if entry.dimension == .customer || entry.dimension == .product, name != entry.code || entry.names == [name] {
          parts.add(of: spelling, entry: index)
        }
        if entry.dimension == .machine, let head = Self.head(of: words) {
          classes[head.map(number), default: []].append(index)
        }
        guard entry.dimension == .customer || entry.dimension == .product, words.count > 1 else { continue }
        for word in words where word.kind == .word && word.text.count > 2 {
          owners.append((number(word), Int32(index)))
        }
      }
    }
    for (part, owner) in parts.own { trie.insert(part, rule: Int32(entries.count + owner)) }
    for (head, machines) in classes where machines.count > 1 {
      for machine in machines { trie.insert(head, rule: Int32(entries.count + machine)) }
    }
    (self.owners, ownerStarts) = Self.byWord(owners, words: allWords.count)
    microStopLimits = Set(entries.lazy.filter { $0.dimension == .machine }.map(\.microStopLimit)).sorted()
    wordNumbers = numbers
    (self.words, self.trie, self.letters) = (allWords, PhraseTrie(trie), letters)
    (self.byCode, self.linesByNumber) = (byCode, linesByNumber)
    stages = entries.filter { $0.dimension == .stage }
    lines = entries.filter { $0.dimension == .line }
    var machinesByStage: [String: [String]] = [:]
    var machinesByPlace: [String: [String: [String]]] = [:]
    for machine in entries where machine.dimension == .machine {
      guard let stage = machine.parents[.stage] else { continue }
      machinesByStage[stage, default: []].append(machine.code)
      guard let line = machine.parents[.line] else { continue }
      machinesByPlace[line, default: [:]][stage, default: []].append(machine.code)
    }
    (self.machinesByStage, self.machinesByPlace) = (machinesByStage, machinesByPlace)
  }

  /// What machines with numbers have in common: "Oven" of "Oven 1"; nil where nothing is left.
  private static func head(of words: [Token]) -> [Token]? {
    let spoken = words.filter { $0.kind != .sign }
    var head = spoken
    while let last = head.last, last.kind == .number || last.text.count == 1 { head.removeLast() }
    return head.count < spoken.count && head.allSatisfy { $0.kind == .word } && !head.isEmpty ? head : nil
  }

  private static func byWord(
    _ owners: [(word: Int32, entry: Int32)], words: Int
  ) -> (owners: [Int32], starts: [Int32]) {
    var found: [Int32] = []
    var starts: [Int32] = []
    let sorted = owners.sorted { ($0.word, $0.entry) < ($1.word, $1.entry) }
    var next = 0
    for word in 0..<Int32(words) {
      starts.append(Int32(found.count))
      let first = next
      while next < sorted.count, sorted[next].word == word { next += 1 }
      var entries = sorted[first..<next].map(\.entry)
      // A name may have a word twice, or in two of its spellings.
      entries = entries.indices.filter { $0 == 0 || entries[$0] != entries[$0 - 1] }.map { entries[$0] }
      if entries.count <= mostOwners { found += entries }
    }
    return (found, starts + [Int32(found.count)])
  }

  /// The names that a word may stand for by itself, by its number.
  func owners(ofWord number: Int32) -> ArraySlice<Int32> {
    owners[Int(ownerStarts[Int(number)])..<Int(ownerStarts[Int(number) + 1])]
  }

  /// The number of a word among ``words``; nil where no name has it.
  func wordNumber(_ word: String) -> Int32? { wordNumbers[word] }

  func entry(_ dimension: Dimension, _ code: String) -> LexiconEntry? { byCode[dimension]?[code].map { entries[$0] } }
  func contains(_ dimension: Dimension, _ code: String) -> Bool { byCode[dimension]?[code] != nil }

  /// Codes of the lines of a number, of one kind where it is given.
  func lines(number: Int, kind: String?) -> [String] {
    (linesByNumber[number] ?? []).compactMap { kind == nil || $0.kind == kind ? $0.code : nil }
  }

  /// The words for kinds, or their codes, that the names of the kinds' lines have; a kind without any is left out.
  func kinds(saidBy words: [String: Set<String>]) -> [String: Set<String>] {
    let tokenizer = Tokenizer()
    var said: [String: Set<String>] = [:]
    for line in lines {
      guard let kind = line.parents[.lineKind] else { continue }
      let kindWords = (words[kind] ?? []).union([kind.lowercased()])
      for word in ([line.code] + line.names).flatMap({ tokenizer.tokens(in: $0).map(\.text) })
      where kindWords.contains(word) { said[kind, default: []].insert(word) }
    }
    return said
  }

  /// The stages of kinds of lines, in the order of the factory.
  func stages(of kinds: [String]) -> [String] {
    stages.filter { kinds.contains($0.parents[.lineKind] ?? "") }.map(\.code)
  }

  /// The lines of kinds, in the order of the factory.
  func lines(of kinds: [String]) -> [String] {
    lines.filter { kinds.contains($0.parents[.lineKind] ?? "") }.map(\.code)
  }

  /// All machines of a stage.
  func machines(at stage: String) -> [String] { machinesByStage[stage] ?? [] }

  /// Codes of the machines of a stage on a line.
  func machines(at stage: String, on line: String) -> [String] { machinesByPlace[line]?[stage] ?? [] }

  /// Seconds below which a stop of the machines within a scope is a micro stop, each limit once.
  func microStopLimits(within scope: Scope) -> [Int] {
    if microStopLimits.count < 2 { return microStopLimits }
    func isWithin(_ dimension: Dimension, _ code: String?) -> Bool {
      scope[dimension].isEmpty || code.map(scope[dimension].contains) ?? false
    }
    let machines = entries.lazy.filter { entry in
      entry.dimension == .machine && isWithin(.machine, entry.code)
        && isWithin(.line, entry.parents[.line]) && isWithin(.stage, entry.parents[.stage])
    }
    return Set(machines.map(\.microStopLimit)).sorted()
  }

  /// The stage at which all these machines stand, or nil where they stand at several.
  func stage(ofMachines codes: [String]) -> String? {
    func stage(_ code: String) -> String? { entry(.machine, code)?.parents[.stage] }
    guard let first = codes.first.flatMap(stage) else { return nil }
    // A class of machines has all of them: no need to look at each of thousands.
    return codes == machines(at: first) || codes.allSatisfy { stage($0) == first } ? first : nil
  }

  /// The number that a line's code ends with.
  func number(ofLine code: String) -> Int? {
    linesByNumber.first { $0.value.contains { $0.code == code } }?.key
  }
}
