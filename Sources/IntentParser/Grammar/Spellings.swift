extension Pattern {
  /// Every way through the brackets, as flat sequences; nil where there are more than `limit`.
  ///
  /// Hyphens are left out, because matching reads "first-pass" and "first pass" alike.
  func spellings(limit: Int) -> [[PatternElement]]? {
    switch self {
    case .word(let word): return word == "-" ? [[]] : [[.word(word)]]
    case .slot(let name):
      guard let mask = SlotKind.mask(named: name) else { return [] }
      return [[.slot(mask)]]
    case .sequence(let parts):
      var heads: [[PatternElement]] = [[]]
      for part in parts {
        guard let tails = part.spellings(limit: limit), heads.count * tails.count <= limit else { return nil }
        heads = heads.flatMap { head in tails.map { head + $0 } }
      }
      return heads
    case .choice(let parts):
      var all: [[PatternElement]] = []
      for part in parts {
        guard let some = part.spellings(limit: limit), all.count + some.count <= limit else { return nil }
        all += some
      }
      return all
    case .optional(let part):
      guard let some = part.spellings(limit: limit) else { return nil }
      return some + [[]]
    }
  }
}
