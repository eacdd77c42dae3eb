import IntentParser
import QueryPlanner
import Testing

@testable import AskService

struct FactoryLexiconTests {
  @Test func carriesNamesAndWhatTheyBelongTo() {
    var factory = FactoryCatalogue()
    factory.sites = [.init(code: "DA-NANG", name: "Da Nang", region: "Central", timeZone: "Asia/Ho_Chi_Minh")]
    factory.lines = [.init(code: "SMT-4", name: "SMT line 4", site: "DA-NANG", kind: "SMT")]
    factory.stages = [.init(name: "SPI", lineKind: "SMT", position: 2, inspects: true)]
    factory.machines = [
      .init(code: "SMT4-SPI", name: "SPI", line: "SMT-4", stage: "SPI", position: 2, microStopLimit: 60)
    ]
    factory.reasons = [.init(name: "Feeder jam", category: "down", isBreakdown: true)]
    factory.shifts = [.init(name: "Morning", letter: "A")]
    factory.codeShapes = [CodeShape(dimension: .order, prefix: "SO-", digits: 5...5)]
    let lexicon = Lexicon(factory: factory)
    let entries = Dictionary(grouping: lexicon.entries, by: \.dimension)
    #expect(entries[.site]?.first?.names == ["Da Nang", "DaNang"])
    #expect(entries[.line]?.first?.parents == [.site: "DA-NANG", .lineKind: "SMT"])
    #expect(entries[.machine]?.first?.parents == [.line: "SMT-4", .stage: "SPI"])
    #expect(entries[.machine]?.first?.microStopLimit == 60)
    #expect(entries[.stage]?.first?.category == "inspects")
    #expect(entries[.reason]?.first?.category == "down")
    #expect(entries[.shift]?.first?.names.contains("A") == true)
    #expect(lexicon.shapes == factory.codeShapes)
  }
}
