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
    best[0] = [Step(cost: 0, from: 0, rank: 0, entry: nil)]
    for position in 0..<count {
      let heads = best[position]
      guard !heads.isEmpty else { continue }
      let skip = skipCost(position)
      extend(&best[position + 1], heads, position, nil, skip)
      for (index, entry) in entries[position].enumerated() where Self.isPiece(entry) {
        extend(&best[entry.end], heads, position, index, Self.cost(of: entry) + gain(of: entry))
      }
    }
    return best[count].indices.map { rank in cover(best, rank) }
  }

  private struct Step {
    var cost: Float
    var from: Int
    var rank: Int
    var entry: Int?
  }

  private func extend(_ steps: inout [Step], _ heads: [Step], _ position: Int, _ entry: Int?, _ cost: Float) {
    for (rank, head) in heads.enumerated() {
      let total = head.cost + cost
      if steps.count == Costs.width, let last = steps.last, total >= last.cost { return }
      let place = steps.firstIndex { $0.cost > total } ?? steps.count
      steps.insert(Step(cost: total, from: position, rank: rank, entry: entry), at: place)
      if steps.count > Costs.width { steps.removeLast() }
    }
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
