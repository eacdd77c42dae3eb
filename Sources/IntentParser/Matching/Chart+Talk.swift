/// What the words from a place on do in talk; each is where a phrase ends, 0 for none.
struct TalkWords {
  /// One with which talk begins ("my boss").
  var opening = 0
  /// One that makes talk of its clause, whatever its words mean elsewhere ("on the phone").
  var aside = 0
  /// One after which nothing unknown is talk ("wants").
  var wish = 0
  /// A wish that tells what somebody is up to ("wants to"): any verb may follow.
  var aim = 0
  /// Whether they narrow what is asked ("only"): with them a clause is no talk.
  var narrows = false
  /// Whether talk may end before them ("but").
  var links = false
}

/// Talk around a question: clauses and sentences that ask nothing.
///
/// They are passed over, and reported as ignored, only where no word in them could belong to the question: no name,
/// KPI, time, state, breakdown or condition, no word that leaves something out, and none unknown beside a wish.
extension Chart {
  /// Takes the words of talk, which are no pieces of a question.
  mutating func addTalkWords(_ value: String, _ match: Match, start: Int) -> Bool {
    let end = match.path.end
    switch value {
    case "chatter": openings.append(end)
    case "speaker" where match.path.corrected.isEmpty: talk[start].opening = max(talk[start].opening, end)
    case "aside" where match.path.corrected.isEmpty: talk[start].aside = max(talk[start].aside, end)
    case "wish": talk[start].wish = max(talk[start].wish, end)
    case "aim": talk[start].aim = max(talk[start].aim, end)
    case "only": talk[start].narrows = talk[start].narrows || match.path.cost == 0
    case "link":
      // "SO-24315" is an order.
      let isWord = end < prepared.tokens.count && prepared.tokens[end].kind == .word
      talk[start].links = talk[start].links || match.path.cost == 0 && isWord
    case "speaker", "aside": break
    default: return false
    }
    return true
  }

  mutating func addTalk(at start: Int) {
    guard prepared.tokens[start].kind == .word else { return }
    for opening in openings where (start..<opening).allSatisfy(isTalk) {
      talk[start].opening = max(talk[start].opening, opening)
    }
    guard start == 0 || endsClause(start - 1) else { return }
    addClause(at: start)
    addSentence(at: start)
  }

  /// "the boss is asking again, …": a clause that begins as the grammar says talk begins, or has a phrase of talk.
  private mutating func addClause(at start: Int) {
    let count = prepared.tokens.count
    let end = (start..<count).first(where: endsClause) ?? count
    // A turn that is only talk asks nothing.
    if start > 0 || end < count - 1, let found = talk(in: start..<end, isSentence: false) {
      add(.polite, .value("chatter"), start..<end, found.cost)
    } else if let link = (start..<end).dropFirst().first(where: { talk[$0].links }),
      let found = talk(in: start..<link, isSentence: false), found.asides > 0
    {
      // "no idea how this works but …": before a link only what is said in talk alone.
      add(.polite, .value("chatter"), start..<link, found.cost)
    }
  }

  /// "Heard it was a rough one. …": a sentence of its own with words that nothing explains, however it begins.
  private mutating func addSentence(at start: Int) {
    let tokens = prepared.tokens
    guard start == 0 || tokens[start - 1].endsSentence else { return }
    let end = tokens[start...].firstIndex(where: \.endsSentence) ?? tokens.count
    guard end - start >= 4, start > 0 || end < tokens.count - 1, (start..<end).contains(where: isUnknown),
      let found = talk(in: start..<end, isSentence: true)
    else { return }
    add(.polite, .value("chatter"), start..<end, found.cost)
  }

  /// Nil where a word in them may belong to the question. Words of phrases of talk cost nothing, others each a little.
  ///
  /// - Parameter isSentence: whether they may be talk without a phrase of it.
  private func talk(in range: Range<Int>, isSentence: Bool) -> (cost: Float, asides: Int)? {
    var (isTalk, isHead, isWish, hasOccasion) = (isSentence, true, false, false)
    var (others, asides) = (0, 0)
    var position = range.lowerBound
    func wishes(to end: Int) -> Bool { (position..<end).contains { talk[$0].wish > talk[$0].aim } }
    while position < range.upperBound {
      let words = talk[position]
      if isHead, words.opening > 0, words.opening <= range.upperBound {
        // "customer Bosch" may be somebody whom nobody here knows.
        let isNamed = entries[position].contains { $0.kind == .entity && $0.end == words.opening }
        if isNamed, words.opening < range.upperBound, isUnknown(words.opening), talk[words.opening].aside == 0 {
          return nil
        }
        (isTalk, isHead) = (true, false)
        let opening = position..<words.opening
        hasOccasion = opening.contains { end(.occasion, at: $0) != nil }
        // "my colleague is sick today": the phrase of talk begins in the opening.
        let aside = opening.lazy.map { talk[$0].aside }.filter { $0 <= range.upperBound }.max() ?? 0
        isWish = aside < words.opening && wishes(to: words.opening)
        asides += aside > words.opening ? 1 : 0
        position = max(aside, words.opening, isWish ? opening.lazy.map { talk[$0].wish }.max() ?? 0 : 0)
      } else if words.aside > 0, words.aside <= range.upperBound {
        (isTalk, isHead, position) = (true, false, words.aside)
        asides += 1
      } else if let end = end(.occasion, at: position) {
        (isHead, hasOccasion, position) = (false, true, end)
      } else if let end = end(.person, at: position) {
        (isHead, position) = (false, end)
      } else if words.narrows {
        return nil
      } else if words.wish > 0 || words.aim > 0 {
        (isHead, isWish) = (false, words.wish > words.aim)
        (others, position) = (others + 1, max(words.wish, words.aim))
      } else if hasOccasion, let end = end(.time, at: position) ?? end(.quantity, at: position) {
        // "we have an audit tomorrow": the time is that of the audit.
        position = end
      } else if let end = end(.polite, at: position), isHead || end > position + 1 {
        // "preparing the daily meeting": a phrase of talk may hold words that mean something elsewhere.
        isWish = isWish || wishes(to: end)
        position = end
      } else {
        guard isWish ? isEmpty(position) : self.isTalk(position) else { return nil }
        isHead = isHead && prepared.tokens[position].kind == .sign
        others += 1
        position += 1
      }
    }
    guard isTalk else { return nil }
    return (Costs.talk * Float(others) + (asides > 0 ? Costs.aside : 0), asides)
  }

  private func end(_ kind: SlotKind, at position: Int) -> Int? {
    entries[position].lazy.filter { $0.kind == kind && $0.corrected.isEmpty }.map(\.end).max()
  }

  private func isTalk(_ position: Int) -> Bool {
    // "urgent: …" presses, "urgent, late orders" and "urgent orders" say which.
    if entries[position].contains(where: { $0.kind == .priority }), position + 1 < prepared.tokens.count,
      prepared.tokens[position + 1].kind != .sign || prepared.tokens[position + 1].text == ","
    {
      return false
    }
    return !beginsException(position) && !prepared.tokens[position].isMeaningfulSign
      // "oee, availability, qulaity": a word of the question that is misspelt is none of talk.
      && entries[position].allSatisfy { Self.talk & $0.mask != 0 }
  }

  /// Whether a word has no meaning of its own anywhere.
  private func isEmpty(_ position: Int) -> Bool {
    isTalk(position) && (prepared.tokens[position].kind == .sign || !isUnknown(position))
      && entries[position].allSatisfy { Self.empty & $0.mask != 0 || !$0.corrected.isEmpty }
  }

  private func isUnknown(_ position: Int) -> Bool {
    prepared.tokens[position].kind == .word && !entries[position].contains { $0.corrected.isEmpty }
  }

  private func beginsException(_ position: Int) -> Bool {
    guard let following = grammar.exceptions[prepared.tokens[position].text] else { return false }
    return following.contains("")
      || position + 1 < prepared.tokens.count && following.contains(prepared.tokens[position + 1].text)
  }

  /// Signs between clauses; the hyphen of "e-mail" is none.
  private func endsClause(_ position: Int) -> Bool {
    let tokens = prepared.tokens
    guard tokens[position].endsClause else { return false }
    guard tokens[position].text == "-", position > 0, position + 1 < tokens.count else { return true }
    return tokens[position - 1].span.upperBound < tokens[position].span.lowerBound
      || tokens[position].span.upperBound < tokens[position + 1].span.lowerBound
  }

  private static let empty = mask([.stop, .polite, .turn, .person, .occasion])
  /// Kinds whose words may stand in talk without asking anything.
  private static let talk =
    empty
    | mask([
      .entity, .unit, .number, .letter, .change, .event, .detail, .request, .cue, .quantity, .duration, .priority,
    ])

  private static func mask(_ kinds: [SlotKind]) -> UInt64 { kinds.reduce(0) { $0 | $1.mask } }
}

extension Token {
  private static let sentenceEnds: Set = [".", "!", "?"]
  private static let clauseEnds: Set = [".", "!", "?", ",", ":", ";", "—", "–", "-", "(", ")", "…"]

  var endsSentence: Bool { kind == .sign && Self.sentenceEnds.contains(text) }
  var endsClause: Bool { kind == .sign && Self.clauseEnds.contains(text) }
}
