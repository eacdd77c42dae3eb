public import IntentParser

/// What the planner knows of the factory: its equipment, products and names, read once from the database.
///
/// It is small (hundreds of rows). Orders are not in it.
public struct FactoryCatalogue: Sendable, Hashable {
  public struct Site: Sendable, Hashable {
    public var code: String
    public var name: String
    public var region: String
    public var timeZone: String
    /// When the production day starts: minutes after midnight, 0 without shifts.
    public var dayStart: Int
    public init(code: String, name: String, region: String, timeZone: String, dayStart: Int = 0) {
      (self.code, self.name, self.region, self.timeZone) = (code, name, region, timeZone)
      self.dayStart = dayStart
    }
  }
  public struct Line: Sendable, Hashable {
    public var code: String
    public var name: String
    public var site: String
    public var kind: String
    public init(code: String, name: String, site: String, kind: String) {
      (self.code, self.name, self.site, self.kind) = (code, name, site, kind)
    }
  }
  public struct Stage: Sendable, Hashable {
    public var name: String
    public var lineKind: String
    public var position: Int
    public var inspects: Bool
    public init(name: String, lineKind: String, position: Int, inspects: Bool) {
      (self.name, self.lineKind, self.position, self.inspects) = (name, lineKind, position, inspects)
    }
  }
  public struct Machine: Sendable, Hashable {
    public var code: String
    public var name: String
    public var line: String
    public var stage: String
    public var position: Int
    /// Seconds: a shorter stop is a micro stop.
    public var microStopLimit: Int
    public init(code: String, name: String, line: String, stage: String, position: Int, microStopLimit: Int) {
      (self.code, self.name, self.line, self.stage, self.position) = (code, name, line, stage, position)
      self.microStopLimit = microStopLimit
    }
  }
  public struct Product: Sendable, Hashable {
    public var code: String
    public var name: String
    public init(code: String, name: String) { (self.code, self.name) = (code, name) }
  }
  public struct Reason: Sendable, Hashable {
    public var name: String
    /// setup, down, idle or planned_stop
    public var category: String
    public var isBreakdown: Bool
    public init(name: String, category: String, isBreakdown: Bool) {
      (self.name, self.category, self.isBreakdown) = (name, category, isBreakdown)
    }
  }

  public var sites: [Site] = []
  public var lines: [Line] = []
  public var stages: [Stage] = []
  public var machines: [Machine] = []
  public var products: [Product] = []
  public var customers: [String] = []
  public var reasons: [Reason] = []
  public var defects: [String] = []
  public var materials: [Product] = []
  public var tags: [String] = []
  /// In the order of the production day.
  public var shifts: [Shift] = []
  /// Order, work order and lot numbers by shape.
  public var codeShapes: [CodeShape] = []
  /// The database keeps the sums of `schema/rollups.sql`, and the reader may read them.
  public var hasSums = false

  public init() {}
}

extension FactoryCatalogue {
  /// A shift as it returns every day.
  public struct Shift: Sendable, Hashable {
    public var name: String
    public var letter: String
    /// When it begins, by the clock of its site; nil where that is not known.
    public var startMinute: Int?
    public init(name: String, letter: String, startMinute: Int? = nil) {
      self.name = name
      self.letter = letter
      self.startMinute = startMinute
    }

    /// The part of the day in which it begins: `morning`, `afternoon` or `night`.
    public var part: String? {
      switch startMinute.map({ $0 % 1440 / 60 }) {
      case .some(4..<11): "morning"
      case .some(11..<18): "afternoon"
      case .some: "night"
      case nil: nil
      }
    }
  }
}

/// One shift of one line, from the calendar.
public struct ShiftInstance: Sendable, Hashable {
  public var line: String
  public var shift: String
  public var letter: String
  /// Production day, as a date of the site: year, month, day.
  public var productionDay: CivilDate
  public var from: Instant
  public var to: Instant
  /// Within the shift, in order; they are no working time.
  public var breaks: [Break]

  public struct Break: Sendable, Hashable {
    public var from: Instant
    public var to: Instant
    public init(from: Instant, to: Instant) { (self.from, self.to) = (from, to) }
  }

  public init(
    line: String, shift: String, letter: String, productionDay: CivilDate, from: Instant, to: Instant,
    breaks: [Break] = []
  ) {
    (self.line, self.shift, self.letter) = (line, shift, letter)
    (self.productionDay, self.from, self.to) = (productionDay, from, to)
    self.breaks = breaks
  }
}

/// A date of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable {
  public var year: Int
  public var month: Int
  public var day: Int
  public init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
