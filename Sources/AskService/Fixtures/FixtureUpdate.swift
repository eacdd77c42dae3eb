/// What `ask test --update` rewrites.
public enum FixtureUpdate {
  /// The text of a fixture file with the interpretations that came.
  ///
  /// A case whose phrasings were read in different ways is left alone: one of them is wrong.
  ///
  /// - Returns: the text, and the outcomes that were written into it.
  public static func rewriting(_ text: String, _ failed: [FixtureOutcome]) -> (String, changed: [FixtureOutcome]) {
    var rewriter = FixtureRewriter(text)
    var changed: [FixtureOutcome] = []
    for (line, outcomes) in Dictionary(grouping: failed, by: \.line).sorted(by: { $0.key > $1.key }) {
      let readings = Set(outcomes.map(\.found))
      guard readings.count == 1, let found = readings.first, let reads = found,
        rewriter.rewrite(caseAt: line, reads: reads)
      else { continue }
      changed += outcomes
    }
    return (rewriter.text, changed)
  }
}
