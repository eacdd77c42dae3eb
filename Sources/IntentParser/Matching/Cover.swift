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
  private let found: FoundCovers
  /// The kinds of all that a cover could be made of; as content none, because each piece may be left out.
  let possibleKinds: PieceKinds
  /// The cheapest one, which is looked at again and again.
  let first: Cover?

  init(of chart: Chart) {
    found = FoundCovers(of: chart)
    var kinds = PieceKinds()
    for entries in chart.entries { for index in entries.indices { kinds.add(PieceKinds(of: entries[index])) } }
    kinds.content = 0
    possibleKinds = kinds
    first = found.cost(at: 0).map { [found] in found.cover(at: 0, cost: $0) }
  }

  var prepared: PreparedTokens { found.chart.prepared }

  var isEmpty: Bool { first == nil }

  /// Of each word that has to mean something the kinds of the pieces that explain it.
  var neededKinds: [UInt64] { found.search.neededKinds }

  /// What the cover of a rank costs; nil where there are not so many. Nothing is put together for it.
  func cost(at rank: Int) -> Float? { found.cost(at: rank) }

  /// Whatever was found at a place.
  func entries(at start: Int) -> [ChartEntry] { found.chart.entries[start] }

  func makeIterator() -> AnyIterator<Cover> {
    var rank = 0
    return AnyIterator {
      guard let cost = cost(at: rank) else { return nil }
      defer { rank += 1 }
      return found.cover(at: rank, cost: cost)
    }
  }

  subscript(rank: Int) -> Cover { found.cover(at: rank, cost: cost(at: rank) ?? .infinity) }

  /// The kinds of the pieces of a rank's cover; nil where it is not ``Cover/isExplained``. It tells at little cost
  /// which covers need not be put together.
  func kinds(at rank: Int) -> PieceKinds? {
    var kinds = PieceKinds()
    let isExplained = found.search.follow(rank) { edge in
      kinds.add(edge.kinds)
      return edge.entry != nil || edge.cost < Costs.unknown
    }
    return isExplained && kinds.all & Self.unexplaining == 0 ? kinds : nil
  }

  /// Whether words of a kind, and a value, could be a piece of a cover, whatever covers there are.
  func mayHold(_ kind: SlotKind, _ value: String? = nil, words: Int = 1) -> Bool {
    guard possibleKinds.all & kind.mask != 0 else { return false }
    return found.chart.entries.contains { entries in
      entries.contains { entry in
        entry.kind == kind && entry.end >= entry.start + words && (value == nil || entry.label == value)
      }
    }
  }

  private static let unexplaining = SlotKind.change.mask | SlotKind.missing.mask | SlotKind.unanswerable.mask
}

/// The chart and how far its covers have been looked for: whoever asks for the next one goes on from there.
private final class FoundCovers {
  let chart: Chart
  /// A value, so that its many steps need no check for exclusive access.
  private(set) var search: CoverSearch

  init(of chart: Chart) {
    self.chart = chart
    search = CoverSearch(of: chart)
  }

  func cost(at rank: Int) -> Float? { search.step(at: rank)?.cost }

  func cover(at rank: Int, cost: Float) -> Cover {
    var cover = Cover(pieces: [], unexplained: [], cost: cost)
    cover.pieces.reserveCapacity(chart.prepared.tokens.count)
    _ = search.follow(rank) { edge in
      let from = Int(edge.from)
      if let entry = edge.entry {
        cover.pieces.append(chart.entries[from][Int(entry)])
      } else if edge.cost >= Costs.unknown {
        cover.unexplained.append(from)
      }
      return true
    }
    cover.pieces.reverse()
    cover.unexplained.reverse()
    return cover
  }
}
