/// What the pieces of a cover cost, and which of them mean something.
extension Chart {
  /// Tells pieces that mean something apart, nil for others; "in the last 3 shifts" is the same time as "last 3 shifts"
  /// after two empty words.
  func content(ofEntry index: Int, at position: Int) -> UInt64? {
    let (kind, meaning) = (entries[position][index].kind, entries[position][index].meaning)
    if kind == .polite { return nil }
    if kind == .stop, !(meaning.label.map(Self.pointing.contains) ?? false) { return nil }
    guard case .time(let phrase) = meaning else { return UInt64(position) << 16 | UInt64(index + 1) }
    return UInt64(bitPattern: Int64(phrase.hashValue)) ^ UInt64(entries[position][index].end)
  }

  /// What an entry costs as a piece of a cover; nil for numbers, quantities and letters, which mean nothing outside a
  /// pattern.
  func cost(ofEntry index: Int, at position: Int) -> Float? {
    let (kind, extra) = (entries[position][index].kind, entries[position][index].extra)
    switch kind {
    case .number, .quantity, .letter, .person, .occasion: return nil
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
  private static let pointing = Pronoun.all.union(["whole", "end"])

  func skipCost(_ position: Int) -> Float {
    let token = prepared.tokens[position]
    guard token.kind == .sign else { return Costs.unknown }
    // The sign of a channel or a person is part of a name, and no punctuation.
    if token.isAddressSign, Address.end(in: prepared.tokens, from: position) != nil {
      return Costs.unknown
    }
    return token.isMeaningfulSign ? Costs.unknown : Costs.sign
  }
}
