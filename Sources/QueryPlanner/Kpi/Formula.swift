/// A KPI's formula over measures: `run / planned`, `(setup + down + idle)`.
///
/// Division by zero has no value (the answer says why in words); a measure without rows is zero.
public indirect enum Formula: Sendable, Hashable {
  case measure(String)
  case number(Double)
  case sum(Formula, Formula)
  case difference(Formula, Formula)
  case product(Formula, Formula)
  case quotient(Formula, Formula)

  public init(_ source: String) throws(FormulaError) {
    var reader = FormulaReader(source)
    self = try reader.whole()
  }

  /// Names of the measures, in the order of their first use.
  public var measures: [String] {
    switch self {
    case .measure(let name): return [name]
    case .number: return []
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b), .quotient(let a, let b):
      return b.measures.reduce(into: a.measures) { if !$0.contains($1) { $0.append($1) } }
    }
  }

  /// The denominator of the outermost division, if the formula is one.
  public var denominator: Formula? {
    switch self {
    case .quotient(_, let divisor): divisor
    case .product(let a, let b): a.denominator ?? b.denominator
    default: nil
    }
  }

  /// Whether values of parts add up to the value of the whole: nothing is multiplied or divided.
  public var isSum: Bool {
    switch self {
    case .measure: true
    case .sum(let a, let b): a.isSum && b.isSum
    case .number, .difference, .product, .quotient: false
    }
  }

  /// SQL over columns named as the measures, prefixed with `m_`.
  var sql: String {
    switch self {
    case .measure(let name): "m_\(name)"
    case .number(let value): "\(value)"
    case .sum(let a, let b): "(\(a.sql) + \(b.sql))"
    case .difference(let a, let b): "(\(a.sql) - \(b.sql))"
    case .product(let a, let b): "(\(a.sql) * \(b.sql))"
    case .quotient(let a, let b): "(\(a.sql) / nullif(\(b.sql), 0))"
    }
  }

  /// The value for given measures; nil where a denominator is zero or a measure has no value.
  public func value(_ measures: (String) -> Double?) -> Double? {
    func both(_ a: Formula, _ b: Formula, _ combine: (Double, Double) -> Double?) -> Double? {
      guard let a = a.value(measures), let b = b.value(measures) else { return nil }
      return combine(a, b)
    }
    switch self {
    case .measure(let name): return measures(name)
    case .number(let value): return value
    case .sum(let a, let b): return both(a, b, +)
    case .difference(let a, let b): return both(a, b, -)
    case .product(let a, let b): return both(a, b, *)
    case .quotient(let a, let b): return both(a, b) { $1 == 0 ? nil : $0 / $1 }
    }
  }
}

public enum FormulaError: Error, Sendable, Hashable {
  case unexpected(String, column: Int)
  case unfinished
}

private struct FormulaReader {
  private let characters: [Character]
  private var position = 0
  init(_ source: String) { characters = Array(source) }

  mutating func whole() throws(FormulaError) -> Formula {
    let formula = try sum()
    skipSpaces()
    if position < characters.count { throw .unexpected(String(characters[position]), column: position + 1) }
    return formula
  }

  private mutating func sum() throws(FormulaError) -> Formula {
    var left = try product()
    while let sign = take(["+", "-"]) {
      let right = try product()
      left = sign == "+" ? .sum(left, right) : .difference(left, right)
    }
    return left
  }

  private mutating func product() throws(FormulaError) -> Formula {
    var left = try factor()
    while let sign = take(["*", "/"]) {
      let right = try factor()
      left = sign == "*" ? .product(left, right) : .quotient(left, right)
    }
    return left
  }

  private mutating func factor() throws(FormulaError) -> Formula {
    skipSpaces()
    if take(["("]) != nil {
      let inner = try sum()
      guard take([")"]) != nil else { throw .unfinished }
      return inner
    }
    let word = takeWhile { $0.isLetter || $0 == "_" || $0.isNumber || $0 == "." }
    guard !word.isEmpty else {
      if position < characters.count { throw .unexpected(String(characters[position]), column: position + 1) }
      throw .unfinished
    }
    return Double(word).map { .number($0) } ?? .measure(word)
  }

  private mutating func skipSpaces() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }
  private mutating func take(_ signs: Set<Character>) -> Character? {
    skipSpaces()
    guard position < characters.count, signs.contains(characters[position]) else { return nil }
    position += 1
    return characters[position - 1]
  }
  private mutating func takeWhile(_ belongs: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, belongs(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }
}
