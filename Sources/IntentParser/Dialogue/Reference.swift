/// What "that order", "the second one" and "those lines" point at: things in the rows of the last answer.
struct Reference {
  /// `that`, `those`, or a place in the rows: 1 is the first, -1 the last.
  enum Which: Hashable {
    case that
    /// With a number where it is said: "those three".
    case those(Int?)
    case place(Int)
    /// "the first two"
    case first(Int)
    /// "the second worst": a row of a ranking that was not asked for.
    case ranked
  }
  var which: Which
  /// The kind of thing named, nil for "one".
  var dimension: Dimension?
  /// "that one", "the second": words that mean nothing where they point at nothing, while "that" may be plain English.
  let mustPoint: Bool

  /// - Parameters:
  ///   - value: of the grammar's rule: `that`, `that one`, `those`, `first`, `none` or a number.
  ///   - count: the number that the words say.
  init?(value: String, entity: String?, count: Int? = nil) {
    mustPoint =
      value != "that" && value != "those" || count != nil || entity.flatMap(Dimension.init(rawValue:)) != nil
    switch value {
    case "that", "that one": which = .that
    case "those": which = .those(count)
    case "first":
      guard let count, count > 0 else { return nil }
      which = .first(count)
    case Self.bare + "ranked": which = .ranked
    default:
      guard let place = Int(value.hasPrefix(Self.bare) ? String(value.dropFirst(Self.bare.count)) : value), place != 0
      else { return nil }
      which = .place(place)
    }
    guard let entity else { return }
    guard let named = Dimension(rawValue: entity) else { return nil }
    dimension = named
  }

  /// True where a row is counted out: "the second one".
  var isPlace: Bool { if case .place = which { true } else { false } }

  /// Begins values of words that may be a date as well: "the second".
  static let bare = "bare "

  /// Marks words that point at nothing.
  static let dangling = "reference"

  /// The codes pointed at; nil where the conversation has nothing that the words could mean, or more than one thing.
  func codes(in conversation: Conversation) -> (dimension: Dimension, codes: [String])? {
    guard which != .ranked, let things = things(in: conversation) else { return nil }
    switch which {
    case .ranked: return nil
    case .that: return things.codes.count == 1 ? (things.dimension, things.codes) : nil
    case .those(let count):
      guard things.isComplete, !things.codes.isEmpty, count.map({ $0 == things.codes.count }) ?? true else {
        return nil
      }
      return (things.dimension, things.codes)
    case .first(let count):
      return things.codes.count >= count ? (things.dimension, Array(things.codes.prefix(count))) : nil
    case .place(let place):
      let index = place > 0 ? place - 1 : things.codes.count + place
      guard things.codes.indices.contains(index), place > 0 || things.isComplete else { return nil }
      // Of a single thing there is no last one.
      if place < 0, things.codes.count == 1 { return nil }
      return (things.dimension, [things.codes[index]])
    }
  }

  private func things(in conversation: Conversation) -> Conversation.Things? {
    guard let turn = conversation.last else { return nil }
    if let offered = turn.thingsToChoose, dimension ?? offered.dimension == offered.dimension { return offered }
    guard let dimension else {
      // "why is that one late" is not about the customer whose orders were listed.
      if which == .that, let spoken = Pronoun.spoken(of: conversation), let named = spoken.dimensions.first,
        [.order, .workOrder, .machine, .line, .stage].contains(named)
      {
        return .init(dimension: named, codes: spoken[named])
      }
      // The rows of a plan or a delay are stages and machines: "the second one" of them is an order.
      if let intent = turn.frame?.intent, [.schedule, .delay, .forecast].contains(intent) {
        return turn.things.first { $0.dimension == .order || $0.dimension == .workOrder } ?? namedThings(in: turn)
      }
      // A stop or an alert has no code: what its row shows is where it was.
      if turn.frame?.intent == .list, let entity = turn.frame?.entity {
        return Dimension(rawValue: entity.rawValue).flatMap { listed in turn.things.first { $0.dimension == listed } }
      }
      return turn.things.first ?? namedThings(in: turn)
    }
    // What a question was narrowed to is meant before what its rows happen to show.
    if let named = turn.frame?.filters[dimension], !named.isEmpty { return .init(dimension: dimension, codes: named) }
    return turn.things.first { $0.dimension == dimension }
  }

  /// What a turn named itself, where its answer had no rows to point into.
  private func namedThings(in turn: Conversation.Turn) -> Conversation.Things? {
    guard isPlace, let filters = turn.frame?.filters else { return nil }
    let several = filters.dimensions.filter { filters[$0].count > 1 }
    return several.count == 1 ? .init(dimension: several[0], codes: filters[several[0]]) : nil
  }
}
