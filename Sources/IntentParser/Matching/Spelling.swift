/// How far two spellings are apart.
enum Spelling {
  /// Damerau-Levenshtein distance with adjacent swaps; anything above `limit` is `limit + 1`.
  static func distance(_ a: String, _ b: String, limit: Int) -> Int {
    distance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
  }

  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in distance(a, b, limit: limit) } }
  }

  /// Only the diagonal band is looked at in which a distance within the limit can be.
  static func distance(
    _ a: UnsafeBufferPointer<Unicode.Scalar>, _ b: UnsafeBufferPointer<Unicode.Scalar>, limit: Int
  ) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    let width = b.count + 1
    let far = limit + 1
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
      var (beforeLast, last, current) = (0, width, 2 * width)
      for column in 0..<width {
        rows[last + column] = column
        rows[beforeLast + column] = far
        rows[current + column] = far
      }
      for i in 0..<a.count {
        let (low, high) = (max(0, i - limit), min(b.count - 1, i + limit))
        rows[current + low] = low == 0 ? i + 1 : far
        var best = rows[current + low]
        if low <= high {
          for j in low...high {
            var cost = min(
              rows[last + j + 1] + 1, rows[current + j] + 1, rows[last + j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[beforeLast + j - 1] + 1) }
            rows[current + j + 1] = cost
            best = min(best, cost)
          }
          // What the next row looks at beyond this one's band.
          if high + 2 < width { rows[current + high + 2] = far }
        }
        if best > limit { return far }
        (beforeLast, last, current) = (last, current, beforeLast)
      }
      return min(rows[last + b.count], far)
    }
  }

  /// Whether a word one slip away from another has two letters swapped, one left out or one doubled.
  static func isUsualSlip(_ typed: [Unicode.Scalar], of meant: some Collection<Unicode.Scalar>) -> Bool {
    let meant = Array(meant)
    let same = zip(typed, meant).prefix { $0 == $1 }.count
    switch typed.count - meant.count {
    case 0:
      return same + 1 < typed.count && typed[same] == meant[same + 1] && typed[same + 1] == meant[same]
    case -1: return true
    // Of a doubled letter the first one is the same in both.
    case 1: return same > 0 && typed[same] == typed[same - 1]
    default: return false
    }
  }

  /// Which letters a spelling has, as bits. A slip changes two of them at most, so that most spellings are seen to be
  /// too far apart without being compared.
  static func letters(of word: some Sequence<Unicode.Scalar>) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
  }

  /// How many slips a word of a length may have: none below 4 letters, where another word is always near.
  static func tolerance(length: Int, isName: Bool) -> Int {
    if length < 4 { return 0 }
    return length < (isName ? 10 : 8) ? 1 : 2
  }
}
