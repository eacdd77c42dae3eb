import IntentParser
import ParserTrials
import Testing

/// Which stops are micro stops is the machines' own matter: 120 s on all of them but those of SMT line 1.
struct MicroStopLimitTests {
  private static let parser = Result {
    var lexicon = DemoLexicon.lexicon
    for index in lexicon.entries.indices where lexicon.entries[index].parents[.line] == "SMT-1" {
      lexicon.entries[index].microStopLimit = 60
    }
    return IntentParser(grammars: [try Grammar(directory: Parser.folder + "/en")], lexicon: lexicon)
  }

  private func metrics(_ text: String) throws -> [String]? {
    guard case .understood(let frame) = try Self.parser.get().interpret(Utterance(text)).outcome else {
      return nil
    }
    return frame.metrics
  }

  @Test(arguments: [
    "how many stops under 2 minutes did SMT 2 have yesterday",
    "number of stops shorter than 60 seconds on SMT 1 yesterday",
  ]) func countsThemByTheLimit(_ text: String) throws {
    #expect(try metrics(text) == ["micro_stops"])
  }

  @Test(arguments: [
    "how many stops under 2 minutes did we have yesterday", "how many stops under 1 minute did SMT 2 have yesterday",
    "number of stops shorter than 30 seconds on SMT 1 yesterday",
  ]) func refusesAnotherLimit(_ text: String) throws {
    #expect(try metrics(text) == nil)
  }

  @Test func countsLongerStopsAsStops() throws {
    #expect(try metrics("how many stops under 2 minutes did SMT 1 have yesterday") == ["stops"])
  }
}
