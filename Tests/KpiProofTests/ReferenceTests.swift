import FactoryReference
import IntentParser
import QueryPlanner
import Testing

/// Every KPI over generated factories, in random scopes and windows, against the walk through the events.
@Suite struct ReferenceTests {
  @Test(arguments: Proof.all) func everyKpiAgreesWithTheWalk(_ proof: Proof) async throws {
    let made = try await proof.make()
    let factory = made.reference.factory
    var random = SeededRandom(seed: proof.seed &* 7)
    var checked: [String: Int] = [:]
    for _ in 0..<24 {
      let query = RandomQuery.make(of: factory, using: &random)
      let whole = made.reference.tallies(query, whole: true)[""] ?? Tally()
      let groups = query.by == nil ? [:] : made.reference.tallies(query)
      for family in Families.all {
        let metrics = family.filter { RandomQuery.isComparable($0, query) }
        guard let found = try await made.database.askIfSensible(query.frame(metrics, in: factory), at: factory.instant)
        else { continue }
        for metric in metrics {
          expect(found.whole[metric], whole.value(of: metric), metric, query, "in all")
          checked[metric, default: 0] += 1
          for group in Set(groups.keys).union(found.groups.keys) {
            let own = groups[group]?.value(of: metric)
            // A group in which nothing happened has no row, or a row of zeros.
            if own ?? 0 == 0, found.groups[group]?[metric] ?? 0 == 0 { continue }
            expect(found.groups[group]?[metric], own, metric, query, group)
            checked[metric, default: 0] += 1
          }
        }
      }
    }
    let missing = Set(Families.all.joined()).subtracting(checked.keys)
    #expect(missing.isEmpty, "never compared: \(missing)")
    print("reference \(proof.testDescription): \(checked.values.reduce(0, +)) values of \(checked.count) KPIs")
  }

  private func expect(
    _ found: Double?, _ expected: Double?, _ metric: String, _ query: ReferenceQuery, _ group: String
  ) {
    let agrees: Bool
    if let found, let expected { agrees = near(found, expected) } else { agrees = found == nil && expected == nil }
    let (ours, theirs) = (found.map { "\($0)" } ?? "no value", expected.map { "\($0)" } ?? "no value")
    #expect(agrees, "\(metric) \(group): \(ours), not \(theirs) in \(query)")
  }
}

/// Scopes, windows and groups at random.
enum RandomQuery {
  static func make(of factory: ReferenceFactory, using random: inout SeededRandom) -> ReferenceQuery {
    let from = Int.random(in: 300...(factory.now / 60 - 10), using: &random) * 60
    let length = Int.random(in: 0..<4, using: &random) == 0 ? 2880 : Int.random(in: 5...700, using: &random)
    var query = ReferenceQuery(from: from, to: from + length * 60)
    let scopes: [[String: [String]]] = [
      [:], ["line": ["SMT-1"]], ["line": ["SMT-2", "TEST-1"]], ["line_kind": ["SMT"]], ["site": ["NORTH"]],
      ["stage": ["Placement"]], ["stage": ["AOI", "FCT"]], ["machine": ["S1-MOUNT-A", "S2-AOI"]],
      ["shift": ["Night"]], ["shift": ["Morning", "Afternoon"], "line": ["SMT-1"]], ["product": ["P1", "P3"]],
      ["customer": ["Customer 1"]], ["reason": ["Jam"]],
    ]
    let exclusions: [[String: [String]]] = [
      [:], [:], [:], [:], ["line": ["TEST-1"]], ["machine": ["S1-AOI"]], ["shift": ["Afternoon"]],
      ["reason": ["Changeover", "Jam"]], ["product": ["P2"]], ["stage": ["Printing"]],
    ]
    query.filters = scopes.randomElement(using: &random) ?? [:]
    query.exclude = exclusions.randomElement(using: &random) ?? [:]
    query.by =
      [nil, nil, "machine", "line", "stage", "shift", "day", "reason", "product", "site", "hour"]
      .randomElement(using: &random) ?? nil
    if Int.random(in: 0..<5, using: &random) == 0 {
      query.hours = [300..<480, 1320..<1800, 540..<660].randomElement(using: &random)
    }
    return query
  }

  /// What the reference takes the same way as the definitions leave it open.
  static func isComparable(_ metric: String, _ query: ReferenceQuery) -> Bool {
    let byDate: Set = [
      "orders", "late_orders", "on_time_delivery", "order_quantity", "lead_time", "lateness", "planned_output",
      "plan_attainment", "schedule_adherence", "queue_time",
    ]
    // An hour that the clocks show twice is one group here and two rows there.
    if query.by == "hour", !Families.additive.joined().contains(metric) { return false }
    // What is there at an end is there at the end of each part of time.
    if ["wip", "backlog"].contains(metric), ["day", "hour", "shift"].contains(query.by) { return false }
    if byDate.contains(metric) || ["wip", "backlog"].contains(metric) {
      guard query.hours == nil, query.filters["shift"] == nil, query.exclude["shift"] == nil else { return false }
    }
    return true
  }
}
