/// What happens in a what-if: the words of the grammar's `event` slot.
enum ChangeKind: String, CaseIterable, Sendable {
  /// A line, machine or stage stands; which of them decides the kind of the change.
  case down
  case extraShift = "extra_shift"
  case rushOrder = "rush_order"
  /// "put", "run": an order that goes elsewhere, or before another.
  case place
  case moveOrder = "move_order"
  case resequence
  case orderSlips = "order_slips"
  case speed
  /// "drops to 90 %": of the speed or the yield, whichever is named beside it.
  case level
  case yield

  static let words = allCases.map(\.rawValue)
  /// Keys that a `detail` may give to what is named in it.
  static let details = [
    "line", "to_line", "machine", "before", "after", "quantity", "product", "due", "share", "level",
  ]

  /// The kind of the public vocabulary.
  func name(ofLine isLine: Bool) -> String {
    switch self {
    case .down: isLine ? "line_down" : "machine_down"
    default: rawValue
    }
  }

  /// What a change of this kind may be told of. Anything more has no place, and there is no reading.
  var dimensions: Set<Dimension> {
    switch self {
    case .down: [.line, .lineKind, .site, .stage, .machine, .shift]
    case .extraShift: [.line, .lineKind, .site, .stage, .machine, .shift]
    case .rushOrder: [.product, .customer, .line, .order, .priority]
    case .moveOrder: [.order, .workOrder, .line, .machine, .stage]
    case .resequence: [.order, .workOrder, .line, .machine, .stage]
    case .orderSlips: [.order, .workOrder, .customer, .product]
    case .speed: [.line, .lineKind, .site, .stage, .machine, .product, .shift]
    case .yield: [.line, .lineKind, .site, .stage, .machine, .product, .shift]
    case .level, .place: []
    }
  }

  /// What a `detail` may tell of it.
  var details: Set<String> {
    switch self {
    case .rushOrder: ["quantity", "product", "due"]
    case .moveOrder: ["line", "to_line", "machine", "quantity"]
    case .resequence: ["before", "after"]
    case .extraShift: ["quantity"]
    case .speed, .yield: ["share", "level"]
    case .down, .orderSlips, .level, .place: []
    }
  }

  /// Keys of which one is needed for the change to be one: each set once.
  var needed: [Set<String>] {
    switch self {
    case .down: [["line", "line_kind", "site", "stage", "machine"]]
    case .extraShift, .level, .place: []
    case .rushOrder: [["product", "customer", "quantity", "order"]]
    case .moveOrder: [["order", "work_order"], ["to_line", "machine"]]
    case .resequence: [["order", "work_order"]]
    case .orderSlips: [["order", "work_order", "customer", "product"], ["duration", "to"]]
    case .speed, .yield: [["factor"]]
    }
  }
}

/// "goes down", "20 % faster", "an extra night shift on Saturday".
struct EventPhrase: Sendable, Hashable {
  var kind: ChangeKind
  /// "not running": not in any one state.
  var isVague = false
  var factor: Double?
  /// Whether it becomes more or less by a share, or comes to one; nil where no share is spoken of.
  var sign: Sign?
  var duration: Double?
  var quantity: Double?
  var times: [TimePhrase] = []
  var names = Scope()

  var name: String { kind.rawValue }

  enum Sign: String, Sendable {
    case more = "+"
    case less = "-"
    case level = "="
  }

  /// What a share makes of the whole: 20 % more is 1.2.
  func factor(of share: Double) -> Double {
    let factor =
      switch sign {
      case .more: 1 + share
      case .less: 1 - share
      default: share
      }
    // Sums of shares leave 0.07 as 0.07000000000000001.
    return (factor * 1e9).rounded() / 1e9
  }
}

/// How often a report goes out: the words of the grammar's `every` slot.
enum ReportInterval: String, CaseIterable, Sendable {
  case day, weekday, week, month, shift
  /// Said, and no interval that a report has.
  case hour
  static let words = allCases.map(\.rawValue)
}

/// "every morning", "every Monday and Thursday at 8", "on the 1st of each month".
struct IntervalPhrase: Sendable, Hashable {
  var interval: ReportInterval
  var part: DayPart?
  /// At the end of each: "at the end of every shift".
  var isEnd = false
  /// At the start of each.
  var isStart = false
  var times: [TimePhrase] = []

  /// Marks intervals at which no report is sent: every hour, at the start of every shift, on the last day of a month.
  static let never = "never"
  var isNever: Bool {
    interval == .hour || isEnd && interval != .shift || isStart && (interval == .shift || interval == .day)
  }
}
