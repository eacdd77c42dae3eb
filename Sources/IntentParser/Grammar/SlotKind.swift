/// The kinds of thing that words of a question can be: the slots of a grammar file.
///
/// The kinds are Swift because the code gives them their meaning; the words are data.
public enum SlotKind: String, Sendable, Hashable, CaseIterable {
  /// A KPI: its values are the names of ``Metric``.
  case metric
  /// A kind of thing: an ``Entity`` or a ``Dimension``; a value that ends in `*` is its plural.
  case entity
  case state, statistic, aspect, term, show
  /// "boards", "made": production without a KPI of its own; alone it asks for output.
  case unit
  /// Which date is meant ("due", "finished"): a ``PeriodOf``.
  case date
  /// A grain of time to break down by ("daily"): a ``Grain``.
  case grain
  /// A breakdown ("per line").
  case by
  case rank, threshold, quantity
  /// Built in: digits, and the words of `numbers`.
  case number
  case exclude, compare
  /// A word that hints at an intent; frames name the ones they need or take.
  case cue
  /// Words that ask for one kind of answer and no other ("tell me when"); named by frames like a cue.
  case request
  /// A word without a meaning of its own.
  case stop
  /// Greetings and politeness: reported as ignored.
  case polite
  /// Who wants to know ("my boss"), and what for ("the audit"): they mean something in talk around a question only.
  case person, occasion
  /// Words of a conversation: `opening`, `follow`, `only`, `also`, `correct`, `back`.
  case turn
  /// What points into the last answer: `that`, `those`, or a place in its rows.
  case reference
  /// A wish to change data.
  case change
  /// Words for what cannot be answered, though each of them is understood: the question is refused.
  case unanswerable
  /// How long something lasts ("for 10 minutes"), in what-ifs and watches.
  case duration
  /// How long a watch counts ("20 in an hour").
  case window
  /// What happens in a what-if ("goes down", "an extra shift").
  case event
  /// What an event needs besides names and times ("to SMT 4", "500 PB-100").
  case detail
  /// When a report is sent ("every Friday").
  case every
  /// Where a report is sent; built in for "#name", "@name" and mail addresses.
  case channel
  /// Built in: a shift's letter, which means a shift only beside that word.
  case letter
  /// Built in: what the time grammar reads, with or without a date word around it.
  case time
  /// Built in: a name that looks like one of the factory's and is not.
  case missing
  case site, line
  case lineKind = "line_kind"
  case stage
  case foundStage = "found_stage"
  case machine, product, customer, order
  case workOrder = "work_order"
  case shift, reason, defect, severity, tag, lot
  case documentKind = "document_kind"
  case priority, weekday

  /// The dimension whose codes a slot of this kind holds.
  public var dimension: Dimension? { self == .state ? nil : Dimension(rawValue: rawValue) }

  /// One bit of its own; there are fewer than 64 kinds.
  var mask: UInt64 { Self.masks[self] ?? 0 }

  /// Kinds that a name in a pattern or a frame stands for: `scope` is every dimension.
  static func mask(named name: String) -> UInt64? {
    if name == "scope" { return scopeMask }
    return SlotKind(rawValue: name)?.mask
  }

  static let scopeMask = allCases.reduce(0 as UInt64) { $1.dimension == nil ? $0 : $0 | $1.mask }
  private static let masks = Dictionary(
    uniqueKeysWithValues: zip(allCases, (0 as UInt64)...).map { ($0, UInt64(1) << $1) })
}
