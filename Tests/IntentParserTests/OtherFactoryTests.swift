import IntentParser
import ParserTrials
import Testing

/// Other factories call their things otherwise: with signs, with words that questions have too, or in another language.
struct OtherFactoryTests {
  private static let names: [(Dimension, code: String, name: String, parents: [Dimension: String], category: String?)] =
    [
      (.shift, "Early", "Early", [:], "morning"), (.shift, "Late", "Late", [:], "afternoon"),
      (.shift, "Nacht", "Nacht", [:], "night"),
      (.stage, "Turning", "Turning", [.lineKind: "SMT"], nil), (.stage, "Milling", "Milling", [.lineKind: "SMT"], nil),
      (.stage, "Turning & Milling", "Turning & Milling", [.lineKind: "SMT"], nil),
      (.stage, "Final Q.C.", "Final Q.C.", [.lineKind: "SMT"], "inspects"),
      (.stage, "Test", "Test", [.lineKind: "TEST"], nil), (.stage, "Welding", "Welding", [.lineKind: "SMT"], nil),
      (.line, "LINE-A", "Line A", [.lineKind: "SMT"], nil), (.line, "LINE-B", "Line B", [.lineKind: "SMT"], nil),
      (.line, "C1", "Cell 1", [.lineKind: "SMT"], nil), (.line, "EOL-1", "EOL 1", [.lineKind: "TEST"], nil),
      (.machine, "KR-1", "KUKA robot", [.line: "LINE-A", .stage: "Welding"], nil),
      (.machine, "KR-2", "KUKA robot", [.line: "LINE-B", .stage: "Welding"], nil),
      (.machine, "ABB-1", "ABB robot", [.line: "LINE-A", .stage: "Welding"], nil),
      (.machine, "M4", "Machine 4", [.line: "C1", .stage: "Turning"], nil),
      (.machine, "M5", "Machine 5", [.line: "C1", .stage: "Turning"], nil),
      (.machine, "OVEN-1", "Oven 1", [.line: "LINE-A", .stage: "Milling"], nil),
      (.machine, "OVEN-2", "Oven 2", [.line: "LINE-B", .stage: "Milling"], nil),
      (.product, "X2", "Controller X2", [:], nil), (.product, "X3", "Controller X3", [:], nil),
      (.customer, "Night Owl Ltd", "Night Owl Ltd", [:], nil), (.customer, "May & Sons", "May & Sons", [:], nil),
      (.customer, "Hòa Phát", "Hòa Phát", [:], nil), (.customer, "Müller", "Müller", [:], nil),
      (.customer, "Target", "Target", [:], nil), (.reason, "Cleaning", "Cleaning", [:], "down"),
      (.reason, "Setup", "Setup", [:], "setup"), (.defect, "Open", "Open", [:], nil),
    ]

  private static let parser = Result {
    let entries = names.map {
      LexiconEntry(dimension: $0.0, code: $0.code, names: [$0.name], parents: $0.parents, category: $0.category)
    }
    let lexicon = Lexicon(entries: entries, shapes: [CodeShape(dimension: .order, prefix: "Case ", digits: 1...3)])
    return IntentParser(grammars: [try Grammar(directory: Parser.folder + "/en")], lexicon: lexicon)
  }

  private func frame(_ text: String) throws -> Frame? {
    guard case .understood(let frame) = try Self.parser.get().interpret(Utterance(text)).outcome else { return nil }
    return frame
  }

  @Test(arguments: [
    ("scrap at turning & milling yesterday", Dimension.stage, ["Turning & Milling"]),
    ("scrap at turning and milling yesterday", .stage, ["Turning & Milling"]),
    ("scrap at turning yesterday", .stage, ["Turning"]), ("scrap at final q.c. yesterday", .stage, ["Final Q.C."]),
    ("scrap at Final QC yesterday", .stage, []), ("scrap at Test yesterday", .stage, ["Test"]),
    ("orders of May and Sons due this week", .customer, ["May & Sons"]),
    ("may & sons orders due this week", .customer, ["May & Sons"]),
    ("night owl orders due tomorrow", .customer, ["Night Owl Ltd"]),
    ("orders of hoa phat due this week", .customer, ["Hòa Phát"]),
    ("orders for muller due this week", .customer, ["Müller"]),
    ("orders for Mueller due this week", .customer, ["Müller"]),
    ("orders of Target due this week", .customer, ["Target"]),
    ("on-time delivery of Target last month", .customer, ["Target"]),
    ("oee of line a yesterday", .line, ["LINE-A"]), ("oee of line a and b yesterday", .line, ["LINE-A", "LINE-B"]),
    ("oee of cell 1 yesterday", .line, ["C1"]), ("downtime of machines 4 and 5 last week", .machine, ["M4", "M5"]),
    ("output of controller x2 and x3 last week", .product, ["X2", "X3"]),
    ("downtime of the kuka robots last week", .machine, ["KR-1", "KR-2"]),
    ("downtime of the kuka robot on line a last week", .machine, ["KR-1"]),
    ("downtime of ovens last week", .stage, ["Milling"]), ("downtime of the oven on line b", .machine, ["OVEN-2"]),
    ("output of the late shift yesterday", .shift, ["Late"]),
    ("output of the morning shift yesterday", .shift, ["Early"]),
    ("output of the night shift yesterday", .shift, ["Nacht"]),
    ("cleaning time last week", .reason, ["Cleaning"]), ("open defects last week", .defect, ["Open"]),
  ]) func findsTheName(_ text: String, _ dimension: Dimension, _ codes: [String]) throws {
    let frame = try frame(text)
    #expect(frame?.filters[dimension] ?? [] == codes)
    #expect(codes.isEmpty || frame?.filters.dimensions == [dimension])
  }

  @Test func takesWordsOfQuestionsForThemselves() throws {
    #expect(try frame("which orders are late")?.filters == Scope([.state: ["late"]]))
    #expect(try frame("open alerts on line a")?.filters[.defect] == [])
    #expect(try frame("setup time of line a last week")?.metrics == ["setup_time"])
    #expect(try frame("which cases are open")?.entity == .order)
  }

  @Test(arguments: ["oee of smt 1 yesterday", "oee of line c yesterday", "Target on-time delivery last month"])
  func doesNotGuess(_ text: String) throws {
    #expect(try frame(text) == nil)
  }

  @Test func offersItsOwnLines() throws {
    let outcome = try Self.parser.get().interpret(Utterance("painting of trees")).outcome
    guard case .notUnderstood(let refusal) = outcome else {
      Issue.record("understood")
      return
    }
    #expect(!refusal.suggestions.contains { $0.contains("{") || $0.contains("SMT") })
  }
}
