/// Names of channels, people and mailboxes, which are known by their sign and not by a list.
enum Address {
  private static let nameJoints: Set = ["-", "_", "."]
  private static let boxJoints: Set = ["-", "_", ".", "+"]
  private static let hostJoints: Set = ["-", "."]

  /// The token after "#production-hanoi", "@anna" or "anna.b@example.com"; nil where none begins here.
  static func end(in tokens: [Token], from start: Int) -> Int? {
    if tokens[start].isAddressSign {
      let end = self.end(ofName: tokens, from: start + 1, after: tokens[start], joints: Self.nameJoints)
      // "# 24017" is a number of an order.
      guard let end, tokens[(start + 1)..<end].contains(where: { $0.kind == .word }) else { return nil }
      return end
    }
    guard tokens[start].kind == .word, start == 0 || !touches(tokens[start - 1], tokens[start]),
      let at = self.end(ofName: tokens, from: start, after: nil, joints: Self.boxJoints), at < tokens.count,
      tokens[at].text == "@", touches(tokens[at - 1], tokens[at]),
      let end = self.end(ofName: tokens, from: at + 1, after: tokens[at], joints: Self.hostJoints),
      tokens[at..<end].contains(where: { $0.text == "." })
    else { return nil }
    return end
  }

  /// Words and numbers joined without a space.
  private static func end(ofName tokens: [Token], from start: Int, after sign: Token?, joints: Set<String>) -> Int? {
    var end = start
    var last = sign
    while end < tokens.count, last.map({ touches($0, tokens[end]) }) ?? true {
      let isJoint = joints.contains(tokens[end].text)
      if tokens[end].kind == .sign, !isJoint || end == start { break }
      if isJoint, end + 1 == tokens.count || !touches(tokens[end], tokens[end + 1]) || tokens[end + 1].kind == .sign {
        break
      }
      last = tokens[end]
      end += 1
    }
    return end > start ? end : nil
  }

  /// Halves of a split word share a span.
  private static func touches(_ a: Token, _ b: Token) -> Bool {
    a.span.upperBound == b.span.lowerBound || a.span == b.span
  }
}

extension Token {
  /// The sign of a channel, a person or a mailbox; without one no address is in a question.
  var isAddressSign: Bool { kind == .sign && (text == "#" || text == "@") }
}
