/// The factory's names as all languages have them in common: made once, however many languages there are.
final class FactoryNames: Sendable {
  let entries: [LexiconEntry]
  /// Of each entry the kind of slot that it fills.
  let kinds: [SlotKind?]
  /// Shifts, by which times are named.
  let shifts: [LexiconEntry]
  /// Words of the names, each once.
  let words: [String]
  /// Spellings of codes and names over the numbers of their words; a terminal is an index into `entries`.
  let trie: PhraseTrie
  /// Words that only one customer's or product's name has, with its entry.
  let ownWords: [(word: String, entry: Int)]
  /// Shifts by letter.
  let letters: [String: String]
  let shapes: [(shape: CodeShape, words: [String])]
  /// Words with which codes of a shape begin: "so".
  let shapeOpenings: [String]
  /// Kinds that lines have.
  let lineKinds: Set<String>
  let nearest: NearestNames
  private let byCode: [Dimension: [String: Int]]
  /// Lines by number.
  private let linesByNumber: [Int: [(code: String, kind: String?)]]
  /// Stages and lines in the order of the factory, with the kind of line of each; machines by stage.
  private let stages: [LexiconEntry]
  private let lines: [LexiconEntry]
  private let machinesByStage: [String: [String]]
  /// By line and stage.
  private let machinesByPlace: [String: [String: [String]]]

  init(_ lexicon: Lexicon) {
    entries = lexicon.entries
    let kindOf = Dictionary(uniqueKeysWithValues: Dimension.allCases.map { ($0, SlotKind(rawValue: $0.rawValue)) })
    kinds = entries.map { kindOf[$0.dimension] ?? nil }
    lineKinds = Set(entries.compactMap { $0.parents[.lineKind] })
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
    var owners: [String: Int] = [:]
    var shared: Set<String> = []
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
        let spelling = words.filter { $0.kind != .sign }.map { word in
          if let number = numbers[word.text] { return number }
          let number = Int32(allWords.count)
          numbers[word.text] = number
          allWords.append(word.text)
          return number
        }
        trie.insert(spelling, rule: Int32(index))
        guard entry.dimension == .customer || entry.dimension == .product, words.count > 1 else { continue }
        for word in words where word.kind == .word && word.text.count > 2 {
          if let owner = owners.updateValue(index, forKey: word.text), owner != index { shared.insert(word.text) }
        }
      }
    }
    ownWords = owners.filter { !shared.contains($0.key) }.map { (word: $0.key, entry: $0.value) }
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

  func entry(_ dimension: Dimension, _ code: String) -> LexiconEntry? { byCode[dimension]?[code].map { entries[$0] } }
  func contains(_ dimension: Dimension, _ code: String) -> Bool { byCode[dimension]?[code] != nil }

  /// Codes of the lines of a number, of one kind where it is given.
  func lines(number: Int, kind: String?) -> [String] {
    (linesByNumber[number] ?? []).compactMap { kind == nil || $0.kind == kind ? $0.code : nil }
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
