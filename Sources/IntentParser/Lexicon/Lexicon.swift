/// One name of the factory: what people may call a line, machine, product, …
public struct LexiconEntry: Sendable, Hashable {
  public var dimension: Dimension
  public var code: String
  /// Ways of saying it besides the code, e.g. "SMT line 1", "Power Board".
  public var names: [String]
  /// What it belongs to, for names that are unique only within it (a machine's line and stage, a line's site).
  public var parents: [Dimension: String]
  /// What sort of its kind it is, where that changes what a question means: of a stop reason its time category
  /// (`setup`, `down`, `idle`, `planned_stop`), of a stage `inspects` where it only inspects or tests, of a shift the part of the day in which it begins.
  public var category: String?
  /// Of a machine, the seconds below which a stop of it is a micro stop; 120 where the data do not say.
  public var microStopLimit: Int
  public init(
    dimension: Dimension, code: String, names: [String], parents: [Dimension: String] = [:], category: String? = nil,
    microStopLimit: Int = 120
  ) {
    self.dimension = dimension
    self.code = code
    self.names = names
    self.parents = parents
    self.category = category
    self.microStopLimit = microStopLimit
  }
}

/// Orders, work orders and lots are known by their shape only ("SO-" and digits), so that a million of them
/// cost the parser nothing.
public struct CodeShape: Sendable, Hashable {
  public var dimension: Dimension
  /// What stands before the digits, e.g. "SO-" or "Case ".
  public var prefix: String
  /// How many digits, e.g. 5...5.
  public var digits: ClosedRange<Int>
  public init(dimension: Dimension, prefix: String, digits: ClosedRange<Int>) {
    self.dimension = dimension
    self.prefix = prefix
    self.digits = digits
  }
}

/// The names of this factory, as values.
public struct Lexicon: Sendable {
  public var entries: [LexiconEntry]
  public var shapes: [CodeShape]
  public init(entries: [LexiconEntry], shapes: [CodeShape]) {
    self.entries = entries
    self.shapes = shapes
  }
}
