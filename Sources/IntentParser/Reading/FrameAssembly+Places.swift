// Which place belongs to which part of the question.
extension FrameAssembly {
  /// "OEE of SMT 1 and scrap of DIP 2": each KPI has names of its own, and a frame has only one scope for all.
  var asksEachOfItsOwn: Bool {
    guard rule.intent == .kpi else { return false }
    let metrics = pieces.indices.filter { pieces[$0].kind == .metric }
    return zip(metrics, metrics.dropFirst()).contains { first, second in
      guard pieces[first].label != pieces[second].label,
        let joint = pieces[first..<second].lastIndex(where: { $0.isJoin || $0.kind == .compare })
      else { return false }
      let rest = pieces[(second + 1)...]
      let ofSecond = names(in: rest.prefix { $0.kind != .metric })
      let ofFirst = names(in: pieces[first..<joint])
      if !ofFirst.isEmpty, !ofSecond.isEmpty { return ofFirst != ofSecond }
      // "SMT 1 OEE and DIP 2 scrap"
      let (before, between) = (names(in: pieces[..<first]), names(in: pieces[joint..<second]))
      return ofFirst.isEmpty && ofSecond.isEmpty && !between.isEmpty && before.dimensions == between.dimensions
        && before != between
    }
  }

  /// "OEE of SMT 1 last week vs SMT 2 this week": each side has a place and a time of its own.
  var comparesBothAtOnce: Bool {
    guard let word = pieces.lastIndex(where: { $0.kind == .compare }), word > 0 else { return false }
    let sides = [pieces[..<word], pieces[(word + 1)...]]
    guard sides.allSatisfy({ side in side.contains { $0.kind == .time } }) else { return false }
    let names = sides.map(names)
    return names.allSatisfy { !$0.isEmpty } && names[0] != names[1] && names[0].dimensions == names[1].dimensions
  }

  /// "OEE of SMT 1, sorry, SMT 2": nobody can tell how far back what is taken back goes.
  var takesBack: Bool {
    pieces.indices.contains { index in
      guard pieces[index].kind == .polite, pieces[index].label == "sorry" else { return false }
      let isOpen: (ChartEntry) -> Bool = { !$0.isAside }
      guard let before = pieces[..<index].last(where: isOpen), let after = pieces[index...].first(where: isOpen) else {
        return false
      }
      return before.kind == after.kind || !names(in: [before]).isEmpty && !names(in: [after]).isEmpty
    }
  }

  private func names(in pieces: ArraySlice<ChartEntry>) -> Scope {
    var scope = Scope()
    for piece in pieces {
      switch piece.meaning {
      case .names(let dimension, let codes): for code in codes { scope.add(code, to: dimension) }
      case .machines(let codes): for code in codes { scope.add(code, to: .machine) }
      default: break
      }
    }
    return scope
  }

  /// "escapes from Reflow to FCT", "escapes to test": what they got to is where they were found.
  func placesFound() -> Set<Int> {
    guard pieces.contains(where: { $0.kind == .metric && $0.label == "escapes" }) else { return [] }
    var found: Set<Int> = []
    for index in pieces.indices {
      guard case .names(let dimension, _) = pieces[index].meaning, [.stage, .lineKind].contains(dimension) else {
        continue
      }
      let before = pieces[..<index].last { $0.label != "the" && $0.label != "those" }
      let isGoal = before.map { $0.kind == .stop && $0.label == "to" } ?? false
      if isGoal { found.insert(index) }
    }
    return found
  }

  mutating func placeFound(_ piece: ChartEntry) {
    guard case .names(let dimension, let codes) = piece.meaning else { return }
    for stage in dimension == .lineKind ? grammar.names.stages(of: codes) : codes {
      frame.filters.add(stage, to: .foundStage)
    }
    note(piece, "filters.found_stage")
  }
}
