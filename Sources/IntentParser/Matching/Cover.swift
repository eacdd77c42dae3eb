/// A way to explain the whole question: pieces side by side, and the tokens that none explains.
struct Cover: Sendable {
  var pieces: [ChartEntry]
  var unexplained: [Int]
  var cost: Float
}

/// The cheapest covers of a question, best first; each is put together when it is asked for.
struct Covers: RandomAccessCollection {
  /// The last piece of a way to explain all tokens up to an end.
  private struct Step {
    var cost: Float
    /// Where the piece begins, and which of the ways up to there goes before it.
    var from: Int32
    var rank: Int32
    /// Of the entries that begin there; -1 for a token that is passed over.
    var entry: Int32
    /// Stands for the pieces so far that mean something: of ways that differ in empty words only, one is enough.
    var content: UInt64 = 0
  }

  private let chart: Chart
  private let skips: [Float]
  /// For each end the best steps to it, ``Costs/width`` places, cheapest first.
  private var steps: [Step]
  private var counts: [Int]

  /// By dynamic programming over the ends of pieces.
  init(of chart: Chart) {
    self.chart = chart
    let count = chart.prepared.tokens.count
    skips = (0..<count).map(chart.skipCost)
    steps = Array(
      repeating: Step(cost: 0, from: 0, rank: 0, entry: -1), count: (count + 1) * Costs.width)
    counts = Array(repeating: 0, count: count + 1)
    counts[0] = 1
    for position in 0..<count where counts[position] > 0 {
      let unknown = skips[position] >= Costs.unknown ? UInt64(position) << 16 : nil
      extend(to: position + 1, from: position, entry: -1, cost: skips[position], content: unknown)
      for index in chart.entries[position].indices {
        guard let cost = chart.cost(ofEntry: index, at: position) else { continue }
        extend(
          to: chart.entries[position][index].end, from: position, entry: Int32(index), cost: cost,
          content: chart.content(ofEntry: index, at: position))
      }
    }
  }

  /// - Parameter content: of the piece; nil where it means nothing.
  private mutating func extend(to end: Int, from position: Int, entry: Int32, cost: Float, content: UInt64?) {
    let (heads, first) = (position * Costs.width, end * Costs.width)
    for rank in 0..<counts[position] {
      let total = steps[heads + rank].cost + cost
      let before = steps[heads + rank].content
      let content = content.map { (before ^ $0 &+ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd } ?? before
      if let same = (first..<first + counts[end]).first(where: { steps[$0].content == content }) {
        guard total < steps[same].cost else { continue }
        for place in same..<(first + counts[end] - 1) { steps[place] = steps[place + 1] }
        counts[end] -= 1
      }
      var place = first + counts[end]
      if counts[end] == Costs.width {
        guard total < steps[place - 1].cost else { return }
        place -= 1
      } else {
        counts[end] += 1
      }
      while place > first, steps[place - 1].cost > total {
        steps[place] = steps[place - 1]
        place -= 1
      }
      steps[place] = Step(cost: total, from: Int32(position), rank: Int32(rank), entry: entry, content: content)
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { counts[counts.count - 1] }

  /// What the cover of a rank costs; nothing is put together for it.
  func cost(at rank: Int) -> Float { steps[(counts.count - 1) * Costs.width + rank].cost }

  /// The kinds of the pieces of a rank's cover; nil where it is not ``Cover/isExplained``. It tells at little cost
  /// which covers need not be put together.
  func kinds(at rank: Int) -> PieceKinds? {
    var kinds = PieceKinds()
    var (position, rank) = (counts.count - 1, rank)
    while position > 0 {
      let step = steps[position * Costs.width + rank]
      let from = Int(step.from)
      if step.entry >= 0 {
        kinds.add(chart.entries[from], Int(step.entry))
      } else if skips[from] >= Costs.unknown {
        return nil
      }
      (position, rank) = (from, Int(step.rank))
    }
    return kinds.all & Self.unexplaining == 0 ? kinds : nil
  }

  /// The kinds of all that a cover could be made of; as content none, because each piece may be left out.
  var possibleKinds: PieceKinds {
    var kinds = PieceKinds()
    for entries in chart.entries { for index in entries.indices { kinds.add(entries, index) } }
    kinds.content = 0
    return kinds
  }

  private static let unexplaining = SlotKind.change.mask | SlotKind.missing.mask

  subscript(rank: Int) -> Cover {
    var cover = Cover(pieces: [], unexplained: [], cost: cost(at: rank))
    cover.pieces.reserveCapacity(skips.count)
    var (position, rank) = (counts.count - 1, rank)
    while position > 0 {
      let step = steps[position * Costs.width + rank]
      let from = Int(step.from)
      if step.entry >= 0 {
        cover.pieces.append(chart.entries[from][Int(step.entry)])
      } else if skips[from] >= Costs.unknown {
        cover.unexplained.append(from)
      }
      (position, rank) = (from, Int(step.rank))
    }
    cover.pieces.reverse()
    cover.unexplained.reverse()
    return cover
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
    // Words may mean nothing and still point: "it".
    if entry.kind == .stop || entry.kind == .polite, !["it", "its", "them", "end"].contains(entry.label) { return nil }
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
    case .stop, .polite, .turn: return Costs.stop + extra
    case .request: return Costs.request + extra
    case .event, .detail: return Costs.piece + Costs.event + extra
    case .every: return Costs.piece + Costs.every + extra
    case .channel: return Costs.piece + Costs.channel + extra
    case .state: return Costs.piece + extra + gain(from: position, to: entries[position][index].end)
    default: return Costs.piece + extra
    }
  }

  /// A state whose words could each be passed over ("dang cho" for "đang chờ") must not be: it narrows the answer.
  private func gain(from start: Int, to end: Int) -> Float {
    guard end - start > 1 else { return 0 }
    let isHidden = (start..<end).allSatisfy { position in
      entries[position].contains { $0.kind == .stop && $0.end == position + 1 }
    }
    return isHidden ? Costs.fixedPhrase : 0
  }

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
