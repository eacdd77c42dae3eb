import Testing

@testable import IntentParser

@Suite struct CorrectionTests {
  @Test(arguments: [
    ("oee of SMT 1 todya", "todya", "today"), ("scrp rate of SMT 1", "scrp", "scrap"),
    ("downtme by machine", "downtme", "downtime"), ("otuput of SMT 1", "otuput", "output"),
    ("downtime by machne", "machne", "machine"), ("orders for Aurroa", "aurroa", "aurora"),
    ("tombstnoes this week", "tombstnoes", "tombstones"),
  ])
  func reportsWhatItReadAsWhat(question: String, from: String, to: String) throws {
    let interpretation = try Parser.interpret(question)
    guard case .understood = interpretation.outcome else {
      Issue.record("not understood: \(interpretation.outcome)")
      return
    }
    #expect(interpretation.corrections == [Correction(from: from, to: to)])
  }

  /// Short words, numbers, codes and real words are never taken for others.
  @Test(arguments: ["ship 1 oee", "oee of SMX 1", "eoe of SMT 1", "status of order SX-24017", "painting oee today"])
  func leavesAlone(question: String) throws {
    guard case .notUnderstood = try Parser.interpret(question).outcome else {
      Issue.record("was understood")
      return
    }
  }

  @Test(arguments: [("kitten", "sitten", 1), ("abcd", "abdc", 1), ("abc", "abc", 0), ("flaw", "lawn", 2)])
  func distances(a: String, b: String, distance: Int) {
    #expect(Spelling.distance(a, b, limit: 3) == distance)
    #expect(Spelling.distance(b, a, limit: 3) == distance)
  }

  /// Fingers swap letters, leave them out and double them; another key, or one more, is hit less often.
  @Test(arguments: [
    ("stauts", "status", true), ("stauts", "starts", false), ("lonest", "longest", true), ("lonest", "lowest", false),
    ("custoomer", "customer", true), ("lowst", "lost", false), ("tnight", "night", false), ("tnight", "tonight", true),
  ])
  func slips(typed: String, meant: String, isUsual: Bool) {
    #expect(Spelling.isUsualSlip(Array(typed.unicodeScalars), of: Array(meant.unicodeScalars)) == isUsual)
  }
}
