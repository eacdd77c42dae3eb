import FactoryReference
import IntentParser
import QueryPlanner
import Testing

/// What must hold when time goes on, or when the same things happen on other days.
@Suite struct TimeTests {
  /// Everything three weeks earlier: the same answers three weeks earlier.
  @Test func movingAllDataMovesTheAnswer() async throws {
    let proof = Proof(place: .hanoi, seed: 3)
    let made = try await proof.make()
    let moved = made.reference.factory.moved(byDays: -21)
    let other = try await ProofDatabase.factory("proof_moved", script: moved.script)
    print("moved: \(try await compare(made, other, moved)) values")
  }

  /// What happened after the clock of a question changes nothing: a database that ends there gives the same answers.
  @Test(arguments: Proof.all) func whatComesLaterChangesNothing(_ proof: Proof) async throws {
    let made = try await proof.make()
    let past = made.reference.factory.asOfNow
    let other = try await ProofDatabase.factory("proof_past_\(proof.place)", script: past.script)
    print("as of then, \(proof.testDescription): \(try await compare(made, other, past)) values")
  }

  private func compare(_ made: Proof.Made, _ other: FactoryUnderTest, _ factory: ReferenceFactory) async throws -> Int {
    var checked = Checked()
    for cut in [nil, "line", "shift", "reason", "product"] {
      for window in [(6 * 3600, factory.now), (30 * 3600, factory.now - 7200)] {
        var query = ReferenceQuery(from: window.0, to: window.1)
        query.by = cut
        for family in Families.all {
          let own = made.reference.factory
          guard let a = try await made.database.askIfSensible(query.frame(family, in: own), at: own.instant),
            let b = try await other.askIfSensible(query.frame(family, in: factory), at: factory.instant)
          else { continue }
          for metric in family {
            checked.one()
            #expect(a.whole[metric] == b.whole[metric], "\(metric) by \(cut ?? "nothing") in \(window)")
            for group in Set(a.groups.keys).union(b.groups.keys) {
              checked.one()
              #expect(a.groups[group]?[metric] == b.groups[group]?[metric], "\(metric) \(group) in \(window)")
            }
          }
        }
      }
    }
    #expect(checked.count > 500)
    return checked.count
  }
}
