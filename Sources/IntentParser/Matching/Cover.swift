/// A way to explain the whole question: pieces side by side, and the tokens that none explains.
struct Cover: Sendable {
  var pieces: [ChartEntry]
  var unexplained: [Int]
  var cost: Float
}

/// The covers of a question, cheapest first; each is looked for, and put together, when it is asked for.
///
/// These are the k best ways through the chart, of which none is passed over: the next best way to an end is that of its
/// last piece with the next best way to where it begins (Huang and Chiang, "Better k-best parsing", 2005, algorithm 3).
struct Covers: Sequence {
  private let search: CoverSearch
  /// The kinds of all that a cover could be made of; as content none, because each piece may be left out.
  let possibleKinds: PieceKinds

  init(of chart: Chart) {
    search = CoverSearch(of: chart)
    var kinds = PieceKinds()
    for entries in chart.entries { for index in entries.indices { kinds.add(entries, index) } }
    kinds.content = 0
    possibleKinds = kinds
  }

  var prepared: PreparedTokens { search.chart.prepared }

  var isEmpty: Bool { !hasCover(at: 0) }

  var first: Cover? { isEmpty ? nil : self[0] }

  /// Whether there are so many.
  func hasCover(at rank: Int) -> Bool { search.step(at: rank) != nil }

  /// What the cover of a rank costs; nothing is put together for it.
  func cost(at rank: Int) -> Float { search.step(at: rank)?.cost ?? .infinity }

  /// Whatever was found at a place.
  func entries(at start: Int) -> [ChartEntry] { search.chart.entries[start] }

  func makeIterator() -> AnyIterator<Cover> {
    var rank = 0
    return AnyIterator {
      guard hasCover(at: rank) else { return nil }
      defer { rank += 1 }
      return self[rank]
    }
  }

  /// The kinds of the pieces of a rank's cover; nil where it is not ``Cover/isExplained``. It tells at little cost
  /// which covers need not be put together.
  func kinds(at rank: Int) -> PieceKinds? {
    var kinds = PieceKinds()
    let isExplained = search.follow(rank) { from, entry in
      if let entry { kinds.add(search.chart.entries[from], entry); return true }
      return search.skips[from] < Costs.unknown
    }
    return isExplained && kinds.all & Self.unexplaining == 0 ? kinds : nil
  }

  /// Whether words of a kind, and a value, could be a piece of a cover, whatever covers there are.
  func mayHold(_ kind: SlotKind, _ value: String? = nil, words: Int = 1) -> Bool {
    guard possibleKinds.all & kind.mask != 0 else { return false }
    return search.chart.entries.contains { entries in
      entries.contains { entry in
        entry.kind == kind && entry.end >= entry.start + words && (value == nil || entry.label == value)
      }
    }
  }

  private static let unexplaining = SlotKind.change.mask | SlotKind.missing.mask | SlotKind.unanswerable.mask

  subscript(rank: Int) -> Cover {
    var cover = Cover(pieces: [], unexplained: [], cost: cost(at: rank))
    cover.pieces.reserveCapacity(search.skips.count)
    _ = search.follow(rank) { from, entry in
      if let entry {
        cover.pieces.append(search.chart.entries[from][entry])
      } else if search.skips[from] >= Costs.unknown {
        cover.unexplained.append(from)
      }
      return true
    }
    cover.pieces.reverse()
    cover.unexplained.reverse()
    return cover
  }
}

/// What is known so far of the ways to explain all tokens up to each end.
private final class CoverSearch {
  /// The last piece of a way.
  struct Step {
    var cost: Float
    /// Where the piece begins, and which of the ways up to there goes before it.
    var from: Int32
    var rank: Int32
    /// Of the entries that begin there; -1 for a token that is passed over.
    var entry: Int32
    /// Stands for the pieces so far that mean something: of ways that differ in empty words only, one is enough.
    var content: UInt64
  }

  /// A piece that ends at a place.
  private struct Edge {
    var from: Int32
    var entry: Int32
    var cost: Float
    /// Nil where it means nothing.
    var content: UInt64?
  }

  /// The cheapest way not taken yet that ends with an edge.
  private struct Candidate {
    var cost: Float
    var edge: Int32
    var rank: Int32

    func isBefore(_ other: Candidate) -> Bool {
      cost != other.cost ? cost < other.cost : edge < other.edge
    }
  }

  let chart: Chart
  let skips: [Float]
  private let width: Int
  /// Sorted by where they end; those that end at a place begin at ``firstEdges`` of it.
  private var edges: [Edge] = []
  private var firstEdges: [Int]
  /// For the edges of each end a heap, as long as ``open`` of it; an edge has one candidate at most.
  private var candidates: [Candidate] = []
  private var open: [Int]
  /// For each end the ways found, cheapest first.
  private var steps: [[Step]]

  init(of chart: Chart) {
    self.chart = chart
    let count = chart.prepared.tokens.count
    skips = (0..<count).map(chart.skipCost)
    width = Costs.width(tokens: count)
    firstEdges = Array(repeating: 0, count: count + 2)
    open = Array(repeating: 0, count: count + 1)
    steps = Array(repeating: [], count: count + 1)
    steps[0] = [Step(cost: 0, from: 0, rank: 0, entry: -1, content: 0)]
    collectEdges()
    candidates = Array(repeating: Candidate(cost: 0, edge: 0, rank: 0), count: edges.count)
    for end in steps.indices.dropFirst() {
      for edge in firstEdges[end]..<firstEdges[end + 1] { offer(Int32(edge), rank: 0, at: end) }
      _ = findNext(at: end)
    }
  }

  private func collectEdges() {
    var found: [(end: Int, edge: Edge)] = []
    for position in skips.indices {
      let unknown = skips[position] >= Costs.unknown ? UInt64(position) << 16 : nil
      found.append((position + 1, Edge(from: Int32(position), entry: -1, cost: skips[position], content: unknown)))
      for index in chart.entries[position].indices {
        guard let cost = chart.cost(ofEntry: index, at: position) else { continue }
        let content = chart.content(ofEntry: index, at: position)
        let edge = Edge(from: Int32(position), entry: Int32(index), cost: cost, content: content)
        found.append((chart.entries[position][index].end, edge))
      }
    }
    for (end, _) in found { firstEdges[end + 1] += 1 }
    for end in firstEdges.indices.dropFirst() { firstEdges[end] += firstEdges[end - 1] }
    edges = Array(repeating: Edge(from: 0, entry: -1, cost: 0, content: nil), count: found.count)
    var next = firstEdges
    for (end, edge) in found {
      edges[next[end]] = edge
      next[end] += 1
    }
  }

  /// The step that ends the cover of a rank, if there are so many.
  func step(at rank: Int) -> Step? { step(to: steps.count - 1, rank) }

  /// Goes back over the steps of a cover, from its end, as long as the body says.
  func follow(_ rank: Int, _ body: (_ from: Int, _ entry: Int?) -> Bool) -> Bool {
    var (position, rank) = (steps.count - 1, rank)
    while position > 0 {
      let step = steps[position][rank]
      guard body(Int(step.from), step.entry >= 0 ? Int(step.entry) : nil) else { return false }
      (position, rank) = (Int(step.from), Int(step.rank))
    }
    return true
  }

  private func step(to end: Int, _ rank: Int) -> Step? {
    while steps[end].count <= rank {
      guard steps[end].count < width, findNext(at: end) else { return nil }
    }
    return steps[end][rank]
  }

  /// Takes the cheapest candidates of an end until one means something else than those before it.
  private func findNext(at end: Int) -> Bool {
    while open[end] > 0 {
      let candidate = removeFirst(at: end)
      let edge = edges[Int(candidate.edge)]
      let before = steps[Int(edge.from)][Int(candidate.rank)].content
      offer(candidate.edge, rank: candidate.rank + 1, at: end)
      let content =
        edge.content.map { (before ^ $0 &+ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd } ?? before
      if steps[end].contains(where: { $0.content == content }) { continue }
      steps[end].append(
        Step(cost: candidate.cost, from: edge.from, rank: candidate.rank, entry: edge.entry, content: content))
      return true
    }
    return false
  }

  private func offer(_ edge: Int32, rank: Int32, at end: Int) {
    guard let before = step(to: Int(edges[Int(edge)].from), Int(rank)) else { return }
    let first = firstEdges[end]
    var place = open[end]
    open[end] += 1
    let candidate = Candidate(cost: before.cost + edges[Int(edge)].cost, edge: edge, rank: rank)
    while place > 0 {
      let parent = (place - 1) / 2
      guard candidate.isBefore(candidates[first + parent]) else { break }
      candidates[first + place] = candidates[first + parent]
      place = parent
    }
    candidates[first + place] = candidate
  }

  private func removeFirst(at end: Int) -> Candidate {
    let first = firstEdges[end]
    let removed = candidates[first]
    open[end] -= 1
    let last = candidates[first + open[end]]
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < open[end] else { break }
      if child + 1 < open[end], candidates[first + child + 1].isBefore(candidates[first + child]) { child += 1 }
      guard candidates[first + child].isBefore(last) else { break }
      candidates[first + place] = candidates[first + child]
      place = child
    }
    candidates[first + place] = last
    return removed
  }
}

extension PieceKinds {
  fileprivate mutating func add(_ entries: [ChartEntry], _ index: Int) {
    all |= entries[index].mask
    values |= entries[index].values
    if !entries[index].isAside { content |= entries[index].mask }
  }
}

extension Chart {
  /// Tells pieces that mean something apart, nil for others; "in the last 3 shifts" is the same time as "last 3 shifts"
  /// after two empty words.
  func content(ofEntry index: Int, at position: Int) -> UInt64? {
    let entry = entries[position][index]
    if entry.kind == .polite { return nil }
    if entry.kind == .stop, !(entry.label.map(Self.pointing.contains) ?? false) { return nil }
    guard case .time(let phrase) = entry.meaning else { return UInt64(position) << 16 | UInt64(index + 1) }
    return UInt64(bitPattern: Int64(phrase.hashValue)) ^ UInt64(entry.end)
  }

  /// What an entry costs as a piece of a cover; nil for numbers, quantities and letters, which mean nothing outside a
  /// pattern.
  fileprivate func cost(ofEntry index: Int, at position: Int) -> Float? {
    let (kind, extra) = (entries[position][index].kind, entries[position][index].extra)
    switch kind {
    case .number, .quantity, .letter: return nil
    // The words of one piece count together, so that stop phrases do not win over longer ones.
    case .stop, .polite, .turn, .unanswerable: return Costs.stop + extra
    case .request: return Costs.request + extra
    case .event, .detail: return Costs.piece + Costs.event + extra
    case .every: return Costs.piece + Costs.every + extra
    case .channel: return Costs.piece + Costs.channel + extra
    case .state, .date: return Costs.piece + extra + gain(from: position, to: entries[position][index].end)
    default: return Costs.piece + extra
    }
  }

  /// A state whose words could each be passed over ("dang cho" for "đang chờ") must not be: it narrows the answer. So does
  /// a date ("did we get").
  private func gain(from start: Int, to end: Int) -> Float {
    guard end - start > 1 else { return 0 }
    let isHidden = (start..<end).allSatisfy { position in
      entries[position].contains { $0.kind == .stop && $0.end == position + 1 }
    }
    return isHidden ? Costs.fixedPhrase : 0
  }

  /// Words may mean nothing and still point: "it", "the whole plant".
  private static let pointing: Set = ["it", "its", "them", "they", "there", "both", "whole", "end"]

  private static let meaningfulSigns: Set = ["<", ">", "=", "%", "$", "€"]

  fileprivate func skipCost(_ position: Int) -> Float {
    let token = prepared.tokens[position]
    guard token.kind == .sign else { return Costs.unknown }
    // The sign of a channel or a person is part of a name, and no punctuation.
    if token.isAddressSign, Address.end(in: prepared.tokens, from: position) != nil {
      return Costs.unknown
    }
    return Self.meaningfulSigns.contains(token.text) ? Costs.unknown : Costs.sign
  }
}
