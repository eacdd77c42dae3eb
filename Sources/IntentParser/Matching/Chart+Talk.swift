/// Talk around a question: clauses and sentences that ask nothing.
///
/// They are passed over, and reported as ignored, only where no word in them could belong to the question: no name,
/// KPI, time, state, breakdown or condition, and no word that leaves something out.
extension Chart {
  /// "the boss is asking again, …": a clause that begins as the grammar says talk begins.
  mutating func addTalk(from start: Int, opening: Int) {
    let tokens = prepared.tokens
    guard start == 0 || tokens[start - 1].endsClause else { return }
    // "good, scrap and rework": the opening itself may be what is asked.
    guard (start..<opening).allSatisfy(isTalk) else { return }
    var end = opening
    while end < tokens.count, !tokens[end].endsClause {
      // "I'm preparing the daily meeting": a phrase of talk may hold words that mean something elsewhere.
      if let phrase = entries[end].lazy.filter({ $0.kind == .polite }).map(\.end).max(), phrase > end + 1 {
        end = phrase
        // "we have an audit tomorrow": the time is that of the audit.
        if end < tokens.count, let time = entries[end].lazy.filter({ $0.kind == .time }).map(\.end).max() { end = time }
        continue
      }
      guard isTalk(end) else { return }
      end += 1
    }
    // A turn that is only talk asks nothing.
    guard start > 0 || end < tokens.count - 1 else { return }
    add(.polite, .value("chatter"), start..<end, Costs.talk * Float(end - opening))
  }

  /// "Heard it was a rough one. …": a sentence of its own with words that nothing explains, however it begins.
  mutating func addSentenceOfTalk(at start: Int) {
    let tokens = prepared.tokens
    guard tokens[start].kind == .word, start == 0 || tokens[start - 1].endsSentence else { return }
    let end = tokens[start...].firstIndex(where: \.endsSentence) ?? tokens.count
    // A turn that is only talk asks nothing.
    guard end - start >= 4, start > 0 || end < tokens.count - 1, (start..<end).allSatisfy(isTalk) else { return }
    let isUnknown = (start..<end).contains { position in
      tokens[position].kind == .word && !entries[position].contains { $0.corrected.isEmpty }
    }
    guard isUnknown else { return }
    add(.polite, .value("chatter"), start..<end, Costs.talk * Float(end - start))
  }

  private func isTalk(_ position: Int) -> Bool {
    !beginsException(position)
      && entries[position].allSatisfy { Self.talk & $0.mask != 0 || !$0.corrected.isEmpty }
  }

  private func beginsException(_ position: Int) -> Bool {
    guard let following = grammar.exceptions[prepared.tokens[position].text] else { return false }
    return following.contains("")
      || position + 1 < prepared.tokens.count && following.contains(prepared.tokens[position + 1].text)
  }

  /// Kinds whose words may stand in talk without asking anything.
  private static let talk = [
    SlotKind.stop, .polite, .turn, .entity, .unit, .number, .letter, .change, .event, .detail, .request, .cue,
    .quantity,
    .duration, .priority,
  ].reduce(0 as UInt64) { $0 | $1.mask }
}

extension Token {
  private static let sentenceEnds: Set = [".", "!", "?"]
  private static let clauseEnds: Set = [".", "!", "?", ",", ":", ";", "—", "–", "-", "("]

  var endsSentence: Bool { kind == .sign && Self.sentenceEnds.contains(text) }
  var endsClause: Bool { kind == .sign && Self.clauseEnds.contains(text) }
}
