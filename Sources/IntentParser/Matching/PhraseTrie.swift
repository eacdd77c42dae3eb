/// Spellings as a tree over words and slots; each node knows the rules that end there.
///
/// What belongs to a node lies side by side: a question visits hundreds of nodes all over the tree, and most of the time
/// that takes is spent waiting for memory.
final class PhraseTrie: Sendable {
  typealias Node = Int32
  static let root: Node = 0

  struct SlotEdge: Sendable {
    var mask: UInt64
    var next: Node
  }
  private struct WordEdge {
    var word: SymbolTable.Symbol
    var next: Node
  }
  /// Where what belongs to a node begins; it ends where that of the next node begins.
  private struct Place {
    var words: Int32 = 0
    var slots: Int32 = 0
    var rules: Int32 = 0
  }

  private let places: [Place]
  private let words: [WordEdge]
  private let slots: [SlotEdge]
  private let rules: [Int32]
  /// Where the root leads, by word, because every search begins there; the root itself where it leads nowhere.
  private let openings: [Node]

  init(_ builder: PhraseTrieBuilder) {
    let edges = builder.wordEdges.all.sorted { ($0.node, $0.word) < ($1.node, $1.word) }
    words = edges.map { WordEdge(word: $0.word, next: $0.next) }
    slots = builder.slotEdges.flatMap(\.self)
    rules = builder.terminals.flatMap(\.self)
    var places = Array(repeating: Place(), count: builder.terminals.count + 1)
    for edge in edges { places[Int(edge.node) + 1].words += 1 }
    for node in builder.terminals.indices {
      places[node + 1].words += places[node].words
      places[node + 1].slots = places[node].slots + Int32(builder.slotEdges[node].count)
      places[node + 1].rules = places[node].rules + Int32(builder.terminals[node].count)
    }
    self.places = places
    let first = edges.prefix { $0.node == Self.root }
    var openings = Array(repeating: Self.root, count: first.last.map { Int($0.word) + 1 } ?? 0)
    for edge in first { openings[Int(edge.word)] = edge.next }
    self.openings = openings
  }

  var nodeCount: Int { places.count - 1 }

  /// The node after a word; nil where no pattern goes on with it.
  func next(_ node: Node, _ word: SymbolTable.Symbol) -> Node? {
    if node == Self.root {
      guard openings.indices.contains(Int(word)), openings[Int(word)] != Self.root else { return nil }
      return openings[Int(word)]
    }
    var (low, high) = (Int(places[Int(node)].words), Int(places[Int(node) + 1].words))
    while low < high {
      let middle = (low + high) / 2
      if words[middle].word < word { low = middle + 1 } else { high = middle }
    }
    return low < places[Int(node) + 1].words && words[low].word == word ? words[low].next : nil
  }

  func slotEdges(_ node: Node) -> ArraySlice<SlotEdge> {
    slots[Int(places[Int(node)].slots)..<Int(places[Int(node) + 1].slots)]
  }

  /// Rules, or names, whose last word is the node's.
  func rules(_ node: Node) -> ArraySlice<Int32> {
    rules[Int(places[Int(node)].rules)..<Int(places[Int(node) + 1].rules)]
  }
}
