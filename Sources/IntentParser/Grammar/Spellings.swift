extension Pattern {
  /// Every way through the brackets, as flat sequences.
  ///
  /// Hyphens are left out, because matching reads "first-pass" and "first pass" alike.
  var spellings: [[PatternElement]] {
    switch self {
    case .word(let word): return word == "-" ? [[]] : [[.word(word)]]
    case .slot(let name): return SlotKind.mask(named: name).map { [[.slot($0)]] } ?? []
    case .sequence(let parts):
      return parts.reduce([[]]) { heads, part in
        let tails = part.spellings
        return heads.flatMap { head in tails.map { head + $0 } }
      }
    case .choice(let parts): return parts.flatMap(\.spellings)
    case .optional(let part): return part.spellings + [[]]
    }
  }

  /// Whether there are no more of them than a limit.
  func hasSpellings(upTo limit: Int) -> Bool { spellingCount(limit: limit) != nil }

  /// How many there are; nil for more than the limit.
  private func spellingCount(limit: Int) -> Int? {
    switch self {
    case .word, .slot: return 1
    case .sequence(let parts):
      var count = 1
      for part in parts {
        guard let some = part.spellingCount(limit: limit), count * some <= limit else { return nil }
        count *= some
      }
      return count
    case .choice(let parts):
      var count = 0
      for part in parts {
        guard let some = part.spellingCount(limit: limit), count + some <= limit else { return nil }
        count += some
      }
      return count
    case .optional(let part): return part.spellingCount(limit: limit).map { $0 + 1 }
    }
  }

  /// Its words in the order in which its spellings, one after another, come to have them.
  var wordsAsSpelled: [String] {
    var words: [(word: String, spelling: Int)] = []
    _ = collect(into: &words)
    let order = words.indices.sorted { (words[$0].spelling, $0) < (words[$1].spelling, $1) }
    return order.map { words[$0].word }
  }

  /// Adds its words with the first spelling that has each.
  ///
  /// - Returns: how many spellings there are.
  private func collect(into words: inout [(word: String, spelling: Int)]) -> Int {
    switch self {
    case .word(let word):
      if word != "-" { words.append((word, 0)) }
      return 1
    case .slot: return 1
    case .sequence(let parts):
      // The last part varies first: a spelling of one before it comes after all of those that follow it.
      let start = words.count
      var count = 1
      for part in parts {
        let first = words.count
        let some = part.collect(into: &words)
        for index in start..<first { words[index].spelling *= some }
        count *= some
      }
      return count
    case .choice(let parts):
      var count = 0
      for part in parts {
        let first = words.count
        let some = part.collect(into: &words)
        for index in first..<words.count { words[index].spelling += count }
        count += some
      }
      return count
    case .optional(let part): return part.collect(into: &words) + 1
    }
  }

  /// What its spellings begin with.
  struct Openings {
    var words: [String] = []
    var hasSlot = false
    /// Whether it may be left out altogether.
    var isOptional = false
  }

  var openings: Openings {
    switch self {
    case .word(let word): return word == "-" ? Openings(isOptional: true) : Openings(words: [word])
    case .slot: return Openings(hasSlot: true)
    case .sequence(let parts):
      var all = Openings(isOptional: true)
      for part in parts where all.isOptional {
        let some = part.openings
        all = Openings(
          words: all.words + some.words, hasSlot: all.hasSlot || some.hasSlot, isOptional: some.isOptional)
      }
      return all
    case .choice(let parts):
      return parts.map(\.openings).reduce(Openings()) { all, some in
        Openings(
          words: all.words + some.words, hasSlot: all.hasSlot || some.hasSlot,
          isOptional: all.isOptional || some.isOptional)
      }
    case .optional(let part):
      var openings = part.openings
      openings.isOptional = true
      return openings
    }
  }

  var hasSlots: Bool {
    switch self {
    case .word: false
    case .slot: true
    case .sequence(let parts), .choice(let parts): parts.contains(where: \.hasSlots)
    case .optional(let part): part.hasSlots
    }
  }
}
