public import IntentParser

/// A key performance indicator as `kpis.yaml` declares it.
public struct Kpi: Sendable, Hashable {
  public enum Better: String, Sendable, Hashable, CaseIterable { case high, low, none }
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// A fraction, shown in percent.
    case ratio
    case seconds, units, count
    case unitsPerHour = "units_per_hour"
    case money
    case perMillion = "per_million"
    /// A unit of one's own; its words stand in ``Kpi/unitText``.
    case other
  }

  /// Name in the interpretation, e.g. `scrap_rate`.
  public var name: String
  /// What people read, by language.
  public var label: [String: String]
  public var formula: Formula
  public var formulaText: String
  /// The per-item measure of which it is the mean, where other statistics of it can be asked for.
  public var items: String?
  public var unit: Unit
  /// What stands behind the number, for a unit of one's own: "kWh per board".
  public var unitText = ""
  /// What people call it besides what the grammars say, by language: patterns as there.
  public var words: [String: KpiWords] = [:]
  public var better: Better
  /// One sentence that explains it, by language.
  public var text: [String: String]
  /// Why there is no value, in words, when the denominator is zero, by language.
  public var empty: [String: String]

  public func label(in language: String) -> String { label[language] ?? label["en"] ?? name }
  public func text(in language: String) -> String { text[language] ?? text["en"] ?? "" }
  public func empty(in language: String) -> String? { empty[language] ?? empty["en"] }
}

/// What a language calls a KPI, and where that stands.
public struct KpiWords: Sendable, Hashable {
  public var pattern: String
  public var place: GrammarPlace
}
