/// What is known so far of the ways to explain all tokens up to each end.
struct CoverSearch {
  /// The last piece of a way.
  struct Step {
    var cost: Float
    /// The piece, and which of the ways up to where it begins goes before it.
    var edge: Int32
    var rank: Int32
    /// Stands for the pieces so far that mean something: of ways that differ in empty words only, one is enough.
    var content: UInt64
  }

  /// A piece that ends at a place.
  struct Edge {
    var from: Int32
    /// Of the entries that begin there; nil for a token that is passed over.
    var entry: Int32?
    var cost: Float
    var kinds = PieceKinds()
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

  private let width: Int
  /// Sorted by where they end; those that end at a place begin at ``firstEdges`` of it.
  private var edges: [Edge] = []
  private var firstEdges: [Int]
  /// For the edges of each end a heap, as long as ``open`` of it; an edge has one candidate at most.
  private var candidates: [Candidate] = []
  private var open: [Int]
  /// For each end the ways found, cheapest first.
  private var steps: [[Step]]
  /// Of each word that no empty words explain the kinds of the pieces that do: what cannot hold one of each has no place
  /// for some word.
  private(set) var neededKinds: [UInt64] = []

  init(of chart: Chart) {
    let count = chart.prepared.tokens.count
    width = Costs.width(tokens: count)
    firstEdges = Array(repeating: 0, count: count + 2)
    open = Array(repeating: 0, count: count + 1)
    steps = Array(repeating: [], count: count + 1)
    steps[0] = [Step(cost: 0, edge: -1, rank: 0, content: 0)]
    collectEdges(of: chart)
    candidates = Array(repeating: Candidate(cost: 0, edge: 0, rank: 0), count: edges.count)
    for end in steps.indices.dropFirst() {
      steps[end].reserveCapacity(8)
      for edge in firstEdges[end]..<firstEdges[end + 1] { offer(Int32(edge), rank: 0, at: end) }
      _ = findNext(at: end)
    }
  }

  private mutating func collectEdges(of chart: Chart) {
    var found: [(end: Int, edge: Edge)] = []
    found.reserveCapacity(chart.entries.reduce(chart.prepared.tokens.count) { $0 + $1.count })
    for position in chart.prepared.tokens.indices {
      let skip = chart.skipCost(position)
      let unknown = skip >= Costs.unknown ? UInt64(position) << 16 : nil
      found.append((position + 1, Edge(from: Int32(position), entry: nil, cost: skip, content: unknown)))
      for index in chart.entries[position].indices {
        guard let cost = chart.cost(ofEntry: index, at: position) else { continue }
        let edge = Edge(
          from: Int32(position), entry: Int32(index), cost: cost,
          kinds: PieceKinds(of: chart.entries[position][index]), content: chart.content(ofEntry: index, at: position))
        found.append((chart.entries[position][index].end, edge))
      }
    }
    neededKinds = Self.neededKinds(of: found, count: chart.prepared.tokens.count)
    for (end, _) in found { firstEdges[end + 1] += 1 }
    for end in firstEdges.indices.dropFirst() { firstEdges[end] += firstEdges[end - 1] }
    edges = Array(repeating: Edge(from: 0, cost: 0), count: found.count)
    var next = firstEdges
    for (end, edge) in found {
      edges[next[end]] = edge
      next[end] += 1
    }
  }

  private static func neededKinds(of edges: [(end: Int, edge: Edge)], count: Int) -> [UInt64] {
    var kinds = Array(repeating: 0 as UInt64, count: count)
    for (end, edge) in edges where edge.entry != nil || edge.cost < Costs.unknown {
      for position in Int(edge.from)..<end { kinds[position] |= edge.kinds.content == 0 ? ~0 : edge.kinds.content }
    }
    kinds.removeAll { $0 == ~0 }
    return kinds
  }

  /// The step that ends the cover of a rank, if there are so many.
  mutating func step(at rank: Int) -> Step? { step(to: steps.count - 1, rank) }

  /// Goes back over the steps of a cover, from its end, as long as the body says.
  func follow(_ rank: Int, _ body: (Edge) -> Bool) -> Bool {
    var (position, rank) = (steps.count - 1, rank)
    while position > 0 {
      let step = steps[position][rank]
      let edge = edges[Int(step.edge)]
      guard body(edge) else { return false }
      (position, rank) = (Int(edge.from), Int(step.rank))
    }
    return true
  }

  private mutating func step(to end: Int, _ rank: Int) -> Step? {
    while steps[end].count <= rank {
      guard steps[end].count < width, findNext(at: end) else { return nil }
    }
    return steps[end][rank]
  }

  /// Takes the cheapest candidates of an end until one means something else than those before it.
  private mutating func findNext(at end: Int) -> Bool {
    while open[end] > 0 {
      let candidate = removeFirst(at: end)
      let edge = edges[Int(candidate.edge)]
      let before = steps[Int(edge.from)][Int(candidate.rank)].content
      offer(candidate.edge, rank: candidate.rank + 1, at: end)
      let content =
        edge.content.map { (before ^ $0 &+ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd } ?? before
      if steps[end].contains(where: { $0.content == content }) { continue }
      steps[end].append(
        Step(cost: candidate.cost, edge: candidate.edge, rank: candidate.rank, content: content))
      return true
    }
    return false
  }

  private mutating func offer(_ edge: Int32, rank: Int32, at end: Int) {
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

  private mutating func removeFirst(at end: Int) -> Candidate {
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
