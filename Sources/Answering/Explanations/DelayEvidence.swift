import QueryPlanner

/// The rows of a ``DelayInput`` by what they are looked up with, in whole seconds.
struct DelayEvidence {
  struct State {
    var range: SecondRange
    var state: DelayState
  }
  struct Occupation {
    var range: SecondRange
    var occupation: DelayOccupation
  }
  private var states: [String: [State]] = [:]
  private var statesOfOperation: [Int64: [State]] = [:]
  private var occupations: [String: [Occupation]] = [:]
  private var shortages: [Int64: [(range: SecondRange, material: String)]] = [:]
  private var working: [String: WorkingTime] = [:]
  private var orderOfOperation: [Int64: String] = [:]
  let materialReasons: Set<String>

  init(_ input: DelayInput) {
    materialReasons = input.materialReasons
    for state in input.states {
      let entry = State(range: SecondRange(state.from, state.to ?? input.now), state: state)
      states[state.machine, default: []].append(entry)
      if let operation = state.operation { statesOfOperation[operation, default: []].append(entry) }
    }
    for occupation in input.occupations {
      orderOfOperation[occupation.operation] = occupation.order
      occupations[occupation.machine, default: []].append(
        Occupation(range: SecondRange(occupation.from, occupation.to ?? input.now), occupation: occupation))
    }
    for operation in input.operations { orderOfOperation[operation.id] = operation.order }
    for shortage in input.shortages {
      shortages[shortage.operation, default: []].append(
        (SecondRange(shortage.from, shortage.to ?? input.now), shortage.material))
    }
    working = input.workingTime.mapValues { WorkingTime($0) }
  }

  func workingTime(of line: String) -> WorkingTime { working[line] ?? WorkingTime(nil) }
  func order(of operation: Int64) -> String? { orderOfOperation[operation] }

  /// What is known about an operation's machine within a range.
  func view(of operation: DelayOperation, in range: SecondRange) -> View {
    let near: (State) -> Bool = { $0.range.from < range.to && range.from < $0.range.to }
    let own = operation.machine.flatMap { states[$0] } ?? []
    return View(
      own: own.filter(near),
      others: (statesOfOperation[operation.id] ?? []).filter { near($0) && $0.state.machine != operation.machine },
      occupations: (operation.machine.flatMap { occupations[$0] } ?? []).filter {
        $0.occupation.operation != operation.id && $0.range.from < range.to && range.from < $0.range.to
      },
      shortages: shortages[operation.id] ?? [])
  }

  struct View {
    var own: [State]
    /// States of the same operation at the stage's other machines.
    var others: [State]
    var occupations: [Occupation]
    var shortages: [(range: SecondRange, material: String)]

    /// The range cut wherever something begins or ends, so that nothing changes within a piece.
    func pieces(of range: SecondRange, alsoAt cuts: [Int64] = []) -> [SecondRange] {
      var edges = Set(cuts)
      for each in own + others { edges.formUnion([each.range.from, each.range.to]) }
      for each in occupations { edges.formUnion([each.range.from, each.range.to]) }
      for each in shortages { edges.formUnion([each.range.from, each.range.to]) }
      let inner = edges.filter { range.from < $0 && $0 < range.to }.sorted()
      return zip([range.from] + inner, inner + [range.to]).map { SecondRange($0, $1) }.filter { !$0.isEmpty }
    }

    func state(at second: Int64) -> DelayState? { own.first { $0.range.contains(second) }?.state }
    func otherDown(at second: Int64) -> DelayState? {
      others.first { $0.range.contains(second) && $0.state.category == "down" }?.state
    }
    func otherState(at second: Int64) -> DelayState? { others.first { $0.range.contains(second) }?.state }
    func occupation(at second: Int64) -> DelayOccupation? {
      occupations.first { $0.range.contains(second) }?.occupation
    }
    func shortage(at second: Int64) -> String? { shortages.first { $0.range.contains(second) }?.material }
  }
}
