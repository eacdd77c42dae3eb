/// The messages of one part of the answers: a group of a language's `answers.yaml`, with what each may hold.
///
/// A message must have every one of its ``places`` and may have its ``options`` besides, so that no language loses a
/// value on the way.
protocol MessageKey: CaseIterable, RawRepresentable, Sendable where RawValue == String {
  /// Key of the group in the file.
  static var group: String { get }
  var places: Set<Place> { get }
  var options: Set<Place> { get }
  /// True where several texts stand in one list.
  var isList: Bool { get }
}

extension MessageKey {
  var options: Set<Place> { [] }
  var isList: Bool { false }
  /// Where the message stands in the file: `kpi.value`.
  var path: String { "\(Self.group).\(rawValue)" }
}

/// What a message must and may hold.
struct MessageShape: Sendable {
  var places: Set<Place>
  var options: Set<Place>
  var isList: Bool

  static let word = MessageShape(places: [], options: [], isList: false)
}

/// A group of messages, as the reader of the files needs it.
struct MessageGroup: Sendable {
  let name: String
  /// The shape of a message by its name; nil where the group has none of that name.
  let shape: @Sendable (String) -> MessageShape?
  let keys: @Sendable () -> [String]

  init<Key: MessageKey>(_ keys: Key.Type) {
    name = Key.group
    shape = { name in
      Key(rawValue: name).map { MessageShape(places: $0.places, options: $0.options, isList: $0.isList) }
    }
    self.keys = { Key.allCases.map(\.rawValue) }
  }

  static let all: [MessageGroup] = [
    .init(NumberMessage.self), .init(ListingMessage.self), .init(DurationMessage.self), .init(DateMessage.self),
    .init(PeriodMessage.self), .init(TimeMessage.self), .init(ImpossibleTimeMessage.self), .init(ScopeMessage.self),
    .init(KpiMessage.self), .init(ListMessage.self), .init(OrderMessage.self), .init(EquipmentMessage.self),
    .init(ScheduleMessage.self), .init(DelayMessage.self), .init(DefinitionMessage.self), .init(HelpMessage.self),
    .init(FreshnessMessage.self), .init(CoverageMessage.self), .init(OutcomeMessage.self), .init(MissingMessage.self),
    .init(TimeoutMessage.self),
    .init(ReadingMessage.self), .init(LayoutMessage.self),
  ]
}
