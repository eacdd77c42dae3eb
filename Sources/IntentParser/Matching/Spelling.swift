/// How far two spellings are apart.
enum Spelling {
  /// Damerau-Levenshtein distance with adjacent swaps; anything above `limit` is `limit + 1`.
  static func distance(_ a: String, _ b: String, limit: Int) -> Int {
    distance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
  }

  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 0..<a.count {
      current[0] = i + 1
      var best = current[0]
      for j in 0..<b.count {
        var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        current[j + 1] = cost
        best = min(best, cost)
      }
      if best > limit { return limit + 1 }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return min(last[b.count], limit + 1)
  }

  /// How many slips a word of a length may have: none below 4 letters, where another word is always near.
  static func tolerance(length: Int, isName: Bool) -> Int {
    if length < 4 { return 0 }
    return length < (isName ? 10 : 8) ? 1 : 2
  }
}
