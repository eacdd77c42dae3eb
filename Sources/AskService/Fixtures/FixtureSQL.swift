import QueryPlanner

/// A hand-written SQL file of a fixture.
struct FixtureSQL {
  var statement: SQLStatement
  /// Whether the rows' order is part of what it says.
  var ordered: Bool

  /// `:as_of` is bound to the question's clock, as psql would with `-v`; a cast `::as_of` is no parameter.
  init(text: String, now: Instant) {
    let code = Self.withoutComments(text)
    var statement: SQLStatement = ""
    var rest = code[...]
    while let match = rest.firstMatch(of: /:as_of\b/) {
      let isCast = match.range.lowerBound > rest.startIndex && rest[rest.index(before: match.range.lowerBound)] == ":"
      let head = SQLStatement(unsafeSQL: String(rest[..<match.range.lowerBound]))
      if isCast {
        statement = "\(statement)\(head)\(SQLStatement(unsafeSQL: ":as_of"))"
      } else {
        statement = "\(statement)\(head)\(now)"
      }
      rest = rest[match.range.upperBound...]
    }
    self.statement = "\(statement)\(SQLStatement(unsafeSQL: String(rest)))"
    ordered = Self.hasOuterOrder(code)
  }

  private static func withoutComments(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.firstRange(of: "--").map { range in line[..<range.lowerBound] } ?? line
    }
    let code = String(lines.joined(separator: "\n"))
    let end = code.lastIndex { !$0.isWhitespace && $0 != ";" }
    return end.map { String(code[...$0]) } ?? ""
  }

  /// `order by` outside of every parenthesis.
  private static func hasOuterOrder(_ code: String) -> Bool {
    var depth = 0
    var outer = ""
    for character in code.lowercased() {
      if character == "(" { depth += 1 }
      if depth == 0 { outer.append(character) }
      if character == ")" { depth -= 1 }
    }
    return outer.contains(/order\s+by/)
  }
}
