/// What is known so far of the ways to explain all tokens up to each end.
struct CoverSearch {
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

  private let width: Int
  /// Sorted by where they end; those that end at a place begin at ``firstEdges`` of it.
  private var edges: [Edge] = []
  private var firstEdges: [Int]
  /// For the edges of each end a heap, as long as ``open`` of it; an edge has one candidate at most.
  private var candidates: [Candidate] = []
  private var open: [Int]
  /// For each end the ways found, cheapest first.
  private var steps: [[Step]]

  /// - Parameter skips: what it costs to pass over each token.
  init(of chart: Chart, skips: [Float]) {
    let count = skips.count
    width = Costs.width(tokens: count)
    firstEdges = Array(repeating: 0, count: count + 2)
    open = Array(repeating: 0, count: count + 1)
    steps = Array(repeating: [], count: count + 1)
    steps[0] = [Step(cost: 0, from: 0, rank: 0, entry: -1, content: 0)]
    collectEdges(of: chart, skips)
    candidates = Array(repeating: Candidate(cost: 0, edge: 0, rank: 0), count: edges.count)
    for end in steps.indices.dropFirst() {
      for edge in firstEdges[end]..<firstEdges[end + 1] { offer(Int32(edge), rank: 0, at: end) }
      _ = findNext(at: end)
    }
  }

  private mutating func collectEdges(of chart: Chart, _ skips: [Float]) {
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
  mutating func step(at rank: Int) -> Step? { step(to: steps.count - 1, rank) }

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
        Step(cost: candidate.cost, from: edge.from, rank: candidate.rank, entry: edge.entry, content: content))
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
