import IntentParser
import QueryPlanner
import Testing

@testable import AskService

/// Readings that are kept: which, how many, and never another's.
struct ReadingCacheTests {
  /// Reads anything as the n-th question that was read.
  private final class Reader {
    var count = 0
    func read(_ utterance: Utterance) -> Interpretation {
      count += 1
      var frame = Frame(intent: .kpi)
      frame.metrics = ["\(count)"]
      return Interpretation(outcome: .understood(frame), language: utterance.language ?? "en")
    }
  }

  private static func metrics(_ interpretation: Interpretation) -> [String] {
    if case .understood(let frame) = interpretation.outcome { frame.metrics } else { [] }
  }

  @Test func aTextIsReadOnceInEachLanguage() {
    let (cache, reader) = (ReadingCache(), Reader())
    for _ in 0..<3 {
      #expect(Self.metrics(cache.interpretation(of: Utterance("oee"), read: reader.read)) == ["1"])
    }
    #expect(Self.metrics(cache.interpretation(of: Utterance("oee", language: "vi"), read: reader.read)) == ["2"])
    #expect(Self.metrics(cache.interpretation(of: Utterance("oee", language: "en"), read: reader.read)) == ["3"])
    #expect(reader.count == 3)
  }

  /// Equal as strings, of other bytes: a reading gives places by bytes.
  @Test func spellingsOfOtherBytesAreReadByThemselves() {
    let (cache, reader) = (ReadingCache(), Reader())
    #expect("caf\u{E9}" == "cafe\u{301}")
    _ = cache.interpretation(of: Utterance("caf\u{E9}"), read: reader.read)
    _ = cache.interpretation(of: Utterance("cafe\u{301}"), read: reader.read)
    #expect(reader.count == 2)
  }

  @Test func fewAreKeptAndThoseThatAreAskedForStay() {
    let (cache, reader) = (ReadingCache(limit: 8), Reader())
    for number in 0..<100 {
      _ = cache.interpretation(of: Utterance("question \(number)"), read: reader.read)
      _ = cache.interpretation(of: Utterance("habit"), read: reader.read)
      #expect(cache.count <= 16)
    }
    #expect(reader.count == 101)
    _ = cache.interpretation(of: Utterance("question 0"), read: reader.read)
    #expect(reader.count == 102)
  }

  @Test func aLongTextIsNotKept() {
    let (cache, reader) = (ReadingCache(), Reader())
    let text = String(repeating: "a", count: ReadingCache.longestText + 1)
    for _ in 0..<2 { _ = cache.interpretation(of: Utterance(text), read: reader.read) }
    #expect(reader.count == 2)
    #expect(cache.count == 0)
  }

  @Test func aNewLexiconReadsAnew() throws {
    let grammars = try Grammar.all(in: "grammars")
    func lines(_ names: [String]) -> FactoryParser {
      let entries = names.map { LexiconEntry(dimension: .line, code: $0, names: [$0]) }
      return FactoryParser(grammars: grammars, lexicon: Lexicon(entries: entries, shapes: []))
    }
    func line(_ parser: FactoryParser) -> [String]? {
      let reading = parser.interpretation(of: Utterance("list the orders of Zaphod"), in: Conversation())
      return if case .understood(let frame) = reading.outcome { frame.filters[.line] } else { nil }
    }
    let before = lines(["Arthur"])
    #expect(line(before) != ["Zaphod"])
    #expect(line(lines(["Arthur", "Zaphod"])) == ["Zaphod"])
    #expect(line(before) != ["Zaphod"])
  }

  /// The same words after another turn mean something else, before and after they were asked alone.
  @Test func aConversationReadsInItsOwnContext() throws {
    let lexicon = Lexicon(entries: [LexiconEntry(dimension: .line, code: "L1", names: ["Zaphod"])], shapes: [])
    let parser = FactoryParser(grammars: try Grammar.all(in: "grammars"), lexicon: lexicon)
    func frame(_ text: String, after first: String? = nil) -> Frame? {
      var conversation = Conversation()
      if let first, let frame = frame(first) {
        conversation.add(Conversation.Turn(frame: frame, language: "en"))
      }
      let reading = parser.interpretation(of: Utterance(text, language: "en"), in: conversation)
      return if case .understood(let frame) = reading.outcome { frame } else { nil }
    }
    let alone = frame("and yesterday?")
    #expect(frame("and yesterday?", after: "list the orders of Zaphod")?.filters[.line] == ["L1"])
    #expect(frame("and yesterday?") == alone)
    #expect(alone?.filters[.line] != ["L1"])
  }
}
