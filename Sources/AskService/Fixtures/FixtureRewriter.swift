/// Puts what came in place of what a fixture expects to be read; everything else of the file stays as it is.
struct FixtureRewriter {
  private var lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  var text: String { lines.joined(separator: "\n") }

  /// Rewrites the `reads` of the case that begins on a line, counted from 1. Later cases go first, so that the lines
  /// of the earlier ones still hold.
  ///
  /// - Returns: false where the case has no `reads` of its own lines.
  mutating func rewrite(caseAt line: Int, reads: String) -> Bool {
    let start = line - 1
    guard lines.indices.contains(start) else { return false }
    let dash = lines[start].prefix { $0 == " " }.count
    let end = lines[(start + 1)...].firstIndex { text in
      text.prefix { $0 == " " }.count <= dash && text.contains { $0 != " " }
    }
    guard let key = (start..<(end ?? lines.count)).first(where: { Self.key(of: lines[$0]) == "reads" }) else {
      return false
    }
    let head = lines[key].prefix(
      upTo: lines[key].firstIndex(of: ":").map(lines[key].index(after:)) ?? lines[key].endIndex)
    let indent = lines[key].prefix { $0 == " " || $0 == "-" }.count
    var last = key
    while last + 1 < (end ?? lines.count), lines[last + 1].prefix(while: { $0 == " " }).count > indent { last += 1 }
    lines.replaceSubrange(key...last, with: ["\(head) \(reads)"])
    return true
  }

  private static func key(of line: Substring) -> Substring {
    line.drop { $0 == " " || $0 == "-" }.prefix { $0 != ":" }
  }
}
