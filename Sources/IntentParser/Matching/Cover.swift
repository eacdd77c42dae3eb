/// A way to explain the whole question: pieces side by side, and the tokens that none explains.
struct Cover: Sendable {
  var pieces: [ChartEntry]
  var unexplained: [Int]
  var cost: Float
}

extension Chart {
  /// The cheapest covers, best first, by dynamic programming over the ends of pieces.
  func covers() -> [Cover] {
    let count = prepared.tokens.count
    var best = Array(repeating: [Step](), count: count + 1)
    best[0] = [Step(cost: 0, from: 0, rank: 0, entry: nil, content: 0)]
    for position in 0..<count {
      let heads = best[position]
      guard !heads.isEmpty else { continue }
      let skip = skipCost(position)
      extend(&best[position + 1], heads, position, nil, skip, skip >= Costs.unknown ? UInt64(position) << 16 : nil)
      for (index, entry) in entries[position].enumerated() where Self.isPiece(entry) {
        let content = Self.isEmpty(entry) ? nil : Self.content(of: entry, at: position, index)
        extend(&best[entry.end], heads, position, index, Self.cost(of: entry) + gain(of: entry), content)
      }
    }
    return best[count].indices.map { rank in cover(best, rank) }
  }

  private struct Step {
    var cost: Float
    var from: Int
    var rank: Int
    var entry: Int?
    /// Stands for the pieces so far that mean something: of ways that differ in empty words only, one is enough.
    var content: UInt64
  }

  private func extend(
    _ steps: inout [Step], _ heads: [Step], _ position: Int, _ entry: Int?, _ cost: Float, _ piece: UInt64?
  ) {
    for (rank, head) in heads.enumerated() {
      let total = head.cost + cost
      if steps.count == Costs.width, let last = steps.last, total >= last.cost { return }
      let content = piece.map { (head.content ^ $0 &+ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd } ?? head.content
      if let same = steps.firstIndex(where: { $0.content == content }) {
        guard total < steps[same].cost else { continue }
        steps.remove(at: same)
      }
      let place = steps.firstIndex { $0.cost > total } ?? steps.count
      steps.insert(Step(cost: total, from: position, rank: rank, entry: entry, content: content), at: place)
      if steps.count > Costs.width { steps.removeLast() }
    }
  }

  /// Tells pieces apart; "in the last 3 shifts" is the same time as "last 3 shifts" after two empty words.
  private static func content(of entry: ChartEntry, at position: Int, _ index: Int) -> UInt64 {
    let place = UInt64(position) << 16 | UInt64(index + 1)
    guard case .time(let phrase) = entry.meaning else { return place }
    return UInt64(bitPattern: Int64(phrase.hashValue)) ^ UInt64(entry.end)
  }

  /// Words that mean nothing, not even by pointing ("it").
  private static func isEmpty(_ entry: ChartEntry) -> Bool {
    (entry.kind == .stop || entry.kind == .polite) && !["it", "its", "them", "end"].contains(entry.label)
  }

  /// Numbers, quantities and letters mean nothing outside a pattern.
  private static func isPiece(_ entry: ChartEntry) -> Bool { ![.number, .quantity, .letter].contains(entry.kind) }

  private static func cost(of entry: ChartEntry) -> Float {
    switch entry.kind {
    // The words of one piece count together, so that stop phrases do not win over longer ones.
    case .stop, .polite, .turn: Costs.stop + entry.extra
    case .request: Costs.request + entry.extra
    case .event, .detail: Costs.piece + Costs.event + entry.extra
    case .every: Costs.piece + Costs.every + entry.extra
    case .channel: Costs.piece + Costs.channel + entry.extra
    default: Costs.piece + entry.extra
    }
  }

  /// A state whose words could each be passed over ("dang cho" for "đang chờ") must not be: it narrows the answer.
  private func gain(of entry: ChartEntry) -> Float {
    guard entry.kind == .state, entry.end - entry.start > 1 else { return 0 }
    let isHidden = (entry.start..<entry.end).allSatisfy { position in
      entries[position].contains { $0.kind == .stop && $0.end == position + 1 }
    }
    return isHidden ? Costs.fixedPhrase : 0
  }

  private func skipCost(_ position: Int) -> Float {
    let token = prepared.tokens[position]
    guard token.kind == .sign else { return Costs.unknown }
    // The sign of a channel or a person is part of a name, and no punctuation.
    if ["#", "@"].contains(token.text), Address.end(in: prepared.tokens, from: position) != nil {
      return Costs.unknown
    }
    return ["<", ">", "=", "%", "$", "€"].contains(token.text) ? Costs.unknown : Costs.sign
  }

  private func cover(_ best: [[Step]], _ rank: Int) -> Cover {
    var cover = Cover(pieces: [], unexplained: [], cost: best[best.count - 1][rank].cost)
    var (position, rank) = (best.count - 1, rank)
    while position > 0 {
      let step = best[position][rank]
      if let entry = step.entry {
        cover.pieces.append(entries[step.from][entry])
      } else if skipCost(step.from) >= Costs.unknown {
        cover.unexplained.append(step.from)
      }
      (position, rank) = (step.from, step.rank)
    }
    cover.pieces.reverse()
    cover.unexplained.reverse()
    return cover
  }
}
