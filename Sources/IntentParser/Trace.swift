/// How a question was read: which rule took which words at which cost, and what came second.
public struct ParseTrace: Sendable {
  public struct Piece: Sendable {
    /// File, line, slot and value of the rule; for names of the factory their dimension and code.
    public var rule: String
    public var words: String
    public var cost: Double
  }
  public struct Candidate: Sendable {
    /// File, line and intent of the frame's rule.
    public var frame: String
    public var pieces: [Piece]
    public var cost: Double
  }
  public var language: String
  /// The reading taken first, then those that came after it.
  public var candidates: [Candidate]
  /// Where no frame fitted: the pieces of the best cover.
  public var cover: [Piece]
  public var unexplained: [String]
}

extension IntentParser {
  /// The reading of a question laid open, for people who write grammars.
  public func trace(_ utterance: Utterance) -> ParseTrace {
    guard utterance.text.utf8.count <= Self.lengthLimit, let reader = reader(for: utterance, reach: .infinity)
    else {
      return ParseTrace(language: "", candidates: [], cover: [], unexplained: [])
    }
    let best = reader.covers.first
    return ParseTrace(
      language: reader.grammar.language,
      candidates: reader.readings.prefix(3).map { reading in
        .init(
          frame: reading.rule.name, pieces: pieces(reading.cover, reader, utterance.text), cost: Double(reading.cost))
      },
      cover: best.map { pieces($0, reader, utterance.text) } ?? [],
      unexplained: reader.words(best?.unexplained ?? [], in: utterance.text))
  }

  private func pieces(_ cover: Cover, _ reader: QuestionReader, _ text: String) -> [ParseTrace.Piece] {
    cover.pieces.map { piece in
      let rule = piece.rule.map { reader.grammar.rules[$0].name } ?? "\(piece.kind.rawValue) \(piece.meaning.summary)"
      let words = reader.words(Array(piece.start..<piece.end), in: text).joined(separator: " ")
      let base = piece.isAside ? Costs.stop : Costs.piece
      return .init(rule: rule, words: words, cost: Double(base + piece.extra))
    }
  }
}

extension Meaning {
  fileprivate var summary: String {
    switch self {
    case .value(let value): value
    case .terms(let terms): terms.joined(separator: ", ")
    case .names(_, let codes), .machines(let codes): codes.joined(separator: ", ")
    case .time(let phrase): "\(phrase.expression)"
    default: ""
    }
  }
}
