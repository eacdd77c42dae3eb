/// The patterns of all rules as one tree, so that common beginnings are walked once.
///
/// Optional parts and choices become branches when a file is loaded; words and slots are numbers.
struct TimeRules: Sendable {
  struct Rule: Sendable {
    var slot: Int32
    var meaning: TimeMeaning
    var isWeak: Bool
    /// The value of a word of a list; rules proper make theirs from slots.
    var constant: TimeValue?
  }
  /// The words that a token may be: one typed with its marks is no other, one without them may be each of several, as
  /// "tới" and "tối" are both meant by "toi".
  struct Meant: Sendable {
    /// -1 where no word is typed so.
    var first: Int32 = -1
    var others: [Int32] = []
  }
  struct Node: Sendable {
    var slots: [(slot: Int32, node: Int32)] = []
    var rules: [Int32] = []
  }
  private(set) var nodes: [Node] = [Node()]
  private(set) var edges = EdgeTable()
  /// Of each slot the node to which it leads from the root; -1 where it leads nowhere.
  private var rootSlots: [Int32] = []
  private(set) var rules: [Rule] = []
  private(set) var words: [String: Int32] = [:]
  /// What is typed, with the words that each may be.
  private var typed = WordTable()
  private var meant: [Meant] = []
  /// Every word as it is typed without marks.
  private(set) var plainWords: Set<String> = []
  private(set) var slotNames: [String] = []
  private var slotNumbers: [String: Int32] = [:]

  mutating func slot(_ name: String) -> Int32 {
    if let number = slotNumbers[name] { return number }
    let number = Int32(slotNames.count)
    slotNames.append(name)
    slotNumbers[name] = number
    return number
  }

  func words(_ text: String) -> Meant { typed[text].map { meant[Int($0)] } ?? Meant() }

  private mutating func change(_ text: String, _ body: (inout Meant) -> Void) {
    if typed[text] == nil {
      _ = typed.add(text)
      meant.append(Meant())
    }
    if let place = typed[text] { body(&meant[Int(place)]) }
  }

  /// Lets words be typed without their marks.
  mutating func allowPlainWords(_ plain: (String) -> String) {
    for (word, id) in words {
      let without = plain(word)
      plainWords.insert(without)
      if without != word { change(without) { $0.others.append(id) } }
    }
    // The order of a dictionary is not the same on every run, and that of what is found must be.
    for place in meant.indices { meant[place].others.sort() }
  }

  /// The number of a word, whether or not a pattern has it.
  mutating func number(of word: String) -> Int32 {
    if let id = words[word] { return id }
    let id = Int32(words.count)
    words[word] = id
    change(word) { $0.first = id }
    return id
  }

  /// Where patterns go on that begin with a slot.
  func nodeAfterSlot(_ slot: Int32) -> Int32? {
    guard rootSlots.indices.contains(Int(slot)), rootSlots[Int(slot)] >= 0 else { return nil }
    return rootSlots[Int(slot)]
  }

  mutating func add(_ pattern: Pattern, rule: Rule) {
    let number = Int32(rules.count)
    rules.append(rule)
    for end in extend([0], by: pattern) where end != 0 && !nodes[end].rules.contains(number) {
      nodes[end].rules.append(number)
    }
  }

  /// Where a pattern leads from some nodes. The tree is grown in place: no sequence is ever written out.
  private mutating func extend(_ starts: [Int], by pattern: Pattern) -> [Int] {
    switch pattern {
    case .word, .slot: return starts.map { step(from: $0, pattern) }
    case .optional(let part): return starts + extend(starts, by: part)
    case .choice(let parts):
      var ends: [Int] = []
      for part in parts { ends += extend(starts, by: part) }
      return ends
    case .sequence(let parts):
      var ends = starts
      for part in parts { ends = extend(ends, by: part) }
      return ends
    }
  }

  private mutating func step(from node: Int, _ element: Pattern) -> Int {
    switch element {
    case .word(let word):
      let id = number(of: word)
      if let next = edges[Int32(node), id] { return Int(next) }
      nodes.append(Node())
      edges.add(Int32(nodes.count - 1), from: Int32(node), by: id)
    case .slot(let name):
      let id = slot(name)
      if let next = nodes[node].slots.first(where: { $0.slot == id }) { return Int(next.node) }
      nodes.append(Node())
      nodes[node].slots.append((slot: id, node: Int32(nodes.count - 1)))
      if node == 0 {
        while rootSlots.count <= Int(id) { rootSlots.append(-1) }
        rootSlots[Int(id)] = Int32(nodes.count - 1)
      }
    case .sequence, .choice, .optional:
      return node  // `extend` asks for words and slots only
    }
    return nodes.count - 1
  }
}
