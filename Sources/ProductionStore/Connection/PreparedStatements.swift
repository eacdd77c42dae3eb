/// What the server of one connection has already parsed, by the text of the statement.
///
/// A text is prepared when it comes the second time: most questions of a conversation come once, and a prepared
/// statement keeps memory in the server. Of too many the one that was used longest ago is given up. Names are never
/// used again, so that a statement whose preparation failed half-way is in nobody's way.
struct PreparedStatements {
  enum Use: Equatable {
    /// Sent with its text and forgotten.
    case once
    /// Parsed under this name first.
    case prepare(String)
    case prepared(String)
  }

  /// Statements kept; a large one takes half a megabyte in its server process.
  private let limit: Int
  private var names: [String: (name: String, lastUse: Int)] = [:]
  /// Hashes of texts that came once: two that agree by chance are prepared a little early.
  private var seen: Set<Int> = []
  private var uses = 0
  /// False where a name got lost between here and the server, as behind a pooler that changes sessions.
  private var isTrusted = true

  init(limit: Int = 64) { self.limit = limit }

  mutating func use(of text: String) -> Use {
    guard isTrusted else { return .once }
    uses += 1
    if let known = names[text] {
      names[text]?.lastUse = uses
      return .prepared(known.name)
    }
    guard seen.contains(text.hashValue) else {
      if seen.count >= 64 * limit { seen = [] }
      seen.insert(text.hashValue)
      return .once
    }
    return .prepare("s\(uses)")
  }

  /// The server has parsed a text.
  ///
  /// - Returns: the name of a statement that has to go for it, if one has.
  mutating func note(_ text: String, named name: String) -> String? {
    seen.remove(text.hashValue)
    names[text] = (name, uses)
    guard names.count > limit, let oldest = names.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
    names[oldest.key] = nil
    return oldest.value.name
  }

  /// After an error that speaks of a prepared statement: forgets them all.
  ///
  /// - Returns: true where the same statements may be sent again.
  mutating func recover(from state: String) -> Bool {
    switch state {
    // "cached plan must not change result type": a view has got another column.
    case "0A000" where !names.isEmpty: break
    // Names that the server does not have, or has from somebody else.
    case "26000", "42P05": isTrusted = false
    default: return false
    }
    (names, seen) = ([:], [])
    return true
  }
}
