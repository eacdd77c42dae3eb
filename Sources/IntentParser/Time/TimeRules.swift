/// The patterns of all rules as one tree, so that common beginnings are walked once.
///
/// Optional parts and choices are multiplied out when a file is loaded; words and slots are numbers.
struct TimeRules: Sendable {
  struct Rule: Sendable {
    var slot: Int32
    var meaning: TimeMeaning
    var isWeak: Bool
    /// The value of a word of a list; rules proper make theirs from slots.
    var constant: TimeValue?
  }
  struct Node: Sendable {
    var words: [Int32: Int32] = [:]
    var slots: [(slot: Int32, node: Int32)] = []
    var rules: [Int32] = []
  }
  private(set) var nodes: [Node] = [Node()]
  private(set) var rules: [Rule] = []
  private(set) var words: [String: Int32] = [:]
  private(set) var slotNames: [String] = []
  private var slotNumbers: [String: Int32] = [:]

  mutating func slot(_ name: String) -> Int32 {
    if let number = slotNumbers[name] { return number }
    let number = Int32(slotNames.count)
    slotNames.append(name)
    slotNumbers[name] = number
    return number
  }

  mutating func add(_ pattern: Pattern, rule: Rule) {
    let number = Int32(rules.count)
    rules.append(rule)
    for sequence in pattern.sequences where !sequence.isEmpty {
      var node = 0
      for element in sequence { node = step(from: node, element) }
      if !nodes[node].rules.contains(number) { nodes[node].rules.append(number) }
    }
  }

  private mutating func step(from node: Int, _ element: Pattern) -> Int {
    switch element {
    case .word(let word):
      let id = words[word] ?? Int32(words.count)
      words[word] = id
      if let next = nodes[node].words[id] { return Int(next) }
      nodes.append(Node())
      nodes[node].words[id] = Int32(nodes.count - 1)
    case .slot(let name):
      let id = slot(name)
      if let next = nodes[node].slots.first(where: { $0.slot == id }) { return Int(next.node) }
      nodes.append(Node())
      nodes[node].slots.append((slot: id, node: Int32(nodes.count - 1)))
    case .sequence, .choice, .optional:
      return node  // `sequences` leaves words and slots only
    }
    return nodes.count - 1
  }
}

extension Pattern {
  /// Every sequence of words and slots that it stands for.
  var sequences: [[Pattern]] {
    switch self {
    case .word, .slot: [[self]]
    case .optional(let part): [[]] + part.sequences
    case .choice(let parts): parts.flatMap(\.sequences)
    case .sequence(let parts):
      parts.reduce([[]]) { heads, part in
        let tails = part.sequences
        return heads.flatMap { head in tails.map { head + $0 } }
      }
    }
  }
}
