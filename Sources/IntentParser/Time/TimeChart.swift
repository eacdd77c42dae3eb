/// Fills every slot at every token of a question.
///
/// Tokens are taken from the last to the first: what begins later is complete when an earlier one needs it, and
/// what a slot begins is found when the slot is. A slot keeps its cheapest value per start and end, and nothing
/// is longer than `longest` tokens, so the work grows with the length of the text and no faster.
struct TimeChart {
  struct Item {
    var slot: Int32
    var end: Int
    var value: TimeValue
    var cost: Int
    var isWeak: Bool
  }
  static let longest = 32

  private let ids: [TimeRules.Meant]
  /// Those of one start after those of the other, from the last.
  private var items: [Item] = []
  /// Of each start where its items stand.
  private var places: [Range<Int>]
  private var values: [TimeValue] = []
  private var names: [Int32] = []

  init(_ tokens: [Token], grammar: TimeGrammar) {
    ids = tokens.map { grammar.rules.words($0.text) }
    places = Array(repeating: 0..<0, count: tokens.count)
    items.reserveCapacity(2 * tokens.count)
    for start in tokens.indices.reversed() {
      places[start] = items.count..<items.count
      fill(start, tokens, grammar)
    }
  }

  /// Whatever was found at a start.
  func items(at start: Int) -> ArraySlice<Item> { items[places[start]] }

  /// The grammar is handed down and not kept: it has many parts, and a part of a value that changes is copied for use.
  private mutating func fill(_ start: Int, _ tokens: [Token], _ grammar: TimeGrammar) {
    grammar.terminals(tokens, ids, at: start) { slot, end, value in
      add(Item(slot: slot, end: end, value: value, cost: 0, isWeak: false), at: start)
    }
    follow(0, grammar, from: start, at: start, cost: 0)
    var next = places[start].lowerBound
    // Rules that begin with what a rule made: each item may make more.
    while next < items.count {
      let item = items[next]
      next += 1
      guard let node = grammar.rules.nodeAfterSlot(item.slot) else { continue }
      values.append(item.value)
      names.append(item.slot)
      walk(Int(node), grammar, from: start, at: item.end, cost: item.cost, isWeak: item.isWeak)
      values.removeLast()
      names.removeLast()
    }
  }

  private mutating func walk(
    _ index: Int, _ grammar: TimeGrammar, from start: Int, at end: Int, cost: Int, isWeak: Bool
  ) {
    for number in grammar.rules.nodes[index].rules {
      let rule = grammar.rules.rules[Int(number)]
      guard let value = rule.constant ?? value(of: rule.meaning, grammar) else { continue }
      let weak = rule.isWeak || (rule.meaning.action == .same && isWeak)
      let total = cost + (rule.isWeak ? 3 : 1)
      add(Item(slot: rule.slot, end: end, value: value, cost: total, isWeak: weak), at: start)
    }
    guard end < ids.count, end - start < Self.longest else { return }
    follow(index, grammar, from: start, at: end, cost: cost)
    for edge in grammar.rules.nodes[index].slots {
      for place in places[end] where items[place].slot == edge.slot {
        let item = items[place]
        values.append(item.value)
        names.append(item.slot)
        walk(Int(edge.node), grammar, from: start, at: item.end, cost: cost + item.cost, isWeak: isWeak && item.isWeak)
        values.removeLast()
        names.removeLast()
      }
    }
  }

  /// Goes on with the word that stands there.
  private mutating func follow(_ index: Int, _ grammar: TimeGrammar, from start: Int, at end: Int, cost: Int) {
    // A word beside a weak slot is evidence: "in march".
    if ids[end].first >= 0, let next = grammar.rules.edges[Int32(index), ids[end].first] {
      walk(Int(next), grammar, from: start, at: end + 1, cost: cost, isWeak: false)
    }
    for word in ids[end].others {
      if let next = grammar.rules.edges[Int32(index), word] {
        walk(Int(next), grammar, from: start, at: end + 1, cost: cost, isWeak: false)
      }
    }
  }

  private func value(of meaning: TimeMeaning, _ grammar: TimeGrammar) -> TimeValue? {
    if meaning.action == .same { return values.first.map(grammar.named) }
    return grammar.value(of: meaning, TimeSlots(names: names, values: values, ids: grammar.slotNames))
  }

  private mutating func add(_ item: Item, at start: Int) {
    if let same = places[start].first(where: { items[$0].slot == item.slot && items[$0].end == item.end }) {
      guard item.cost < items[same].cost else { return }
      items[same].slot = -1  // kept in place: the list is being walked
    }
    items.append(item)
    places[start] = places[start].lowerBound..<items.count
  }
}
