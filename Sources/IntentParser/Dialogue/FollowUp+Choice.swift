// What is said after "which one do you mean?".
extension FollowUp {
  /// The one of the readings to choose from that the turn names; nil where it names none, or does more than naming.
  ///
  /// It is looked for before anything else: "the DIP one" is none of line 1 then.
  func chosen(among covers: some Sequence<Cover>, _ best: Cover) -> Reading? {
    guard let choices = conversation.last?.choices, choices.count > 1 else { return nil }
    for cover in covers {
      guard cover.cost - best.cost < Costs.turn else { break }
      let turn = TurnPieces(cover, reader.grammar)
      guard !turn.content.isEmpty else { continue }
      let meant = choices.filter { choice in turn.content.allSatisfy { isPart($0, of: choice) } }
      guard meant.count == 1, var frame = meant.first else { continue }
      frame.inherited = TurnMerge.keys(of: frame)
      return Reading(frame: frame, cover: cover)
    }
    return nil
  }

  /// "2": the second in the list of what was offered.
  func chosenByNumber() -> Reading? {
    let words = reader.tokens.filter { $0.kind != .sign }
    guard let choices = conversation.last?.choices, words.count == 1, words[0].kind == .number,
      let place = Int(words[0].text), choices.indices.contains(place - 1), let cover = reader.covers.first
    else { return nil }
    var frame = choices[place - 1]
    frame.inherited = TurnMerge.keys(of: frame)
    return Reading(frame: frame, cover: cover)
  }

  private func isPart(_ piece: ChartEntry, of choice: Frame) -> Bool {
    switch piece.meaning {
    case .names(.lineKind, let kinds):
      let ofLines = choice.filters[.line].compactMap { reader.grammar.names.entry(.line, $0)?.parents[.lineKind] }
      return (choice.filters[.lineKind] + ofLines).contains(where: kinds.contains)
    case .names(let dimension, let codes): return choice.filters[dimension].contains(where: codes.contains)
    case .value(let value):
      return choice.metrics.contains(value) || choice.terms.contains(value) || choice.entity?.rawValue == value
    case .time(let time):
      guard case .shift(let shift, of: nil) = time.expression else { return false }
      return choice.filters[.shift].contains(shift)
    // "the stage" of a word that is a stage and a kind of line.
    case .entity(let name, _):
      let kind = Dimension(rawValue: name)
      return choice.filters.dimensions.contains { $0 == kind || $0 == .lineKind && kind == .line }
    default: return false
    }
  }

  /// What the turn goes on with where it names something that was not offered: "SMT 3" where line 2 was asked about.
  func askedBack(_ turn: TurnPieces) -> Frame? {
    guard let things = conversation.last?.thingsToChoose,
      turn.content.contains(where: { if case .names(things.dimension, _) = $0.meaning { true } else { false } })
    else { return nil }
    return conversation.last?.choices.first
  }
}
