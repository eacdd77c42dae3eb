/// Categories of numbers that a language may tell apart, as the Unicode CLDR names them.
enum PluralCategory: String, Sendable, Hashable, CaseIterable { case zero, one, two, few, many, other }

/// Which numbers are of which category, in one language.
///
/// A rule is written as in the CLDR, for whole numbers: `n = 1`, `n % 10 = 2..4 and n % 100 != 12..14`. A number that no
/// rule takes is `other`; so is every number that is not whole.
struct PluralRules: Sendable, Hashable {
  /// `n % divisor` within the ranges, or without.
  private struct Relation: Sendable, Hashable {
    var divisor: Int64?
    var ranges: [ClosedRange<Int64>]
    var isNegated: Bool

    func holds(_ number: Int64) -> Bool {
      let value = divisor.map { number % $0 } ?? number
      return ranges.contains { $0.contains(value) } != isNegated
    }
  }

  /// Of each category: any of these, all of whose relations hold.
  private var rules: [PluralCategory: [[Relation]]] = [:]

  init() {}

  /// - Returns: false where the rule cannot be read.
  mutating func add(_ source: String, for category: PluralCategory) -> Bool {
    var alternatives: [[Relation]] = []
    for alternative in Self.parts(of: source, separatedBy: "or") {
      let relations = Self.parts(of: alternative, separatedBy: "and").map(Self.relation)
      guard !relations.contains(where: { $0 == nil }) else { return false }
      alternatives.append(relations.compactMap(\.self))
    }
    rules[category] = alternatives
    return true
  }

  func category(of number: Int64?) -> PluralCategory {
    guard let magnitude = number.map({ Int64(clamping: $0.magnitude) }) else { return .other }
    return PluralCategory.allCases.first { category in
      rules[category]?.contains { $0.allSatisfy { $0.holds(magnitude) } } ?? false
    } ?? .other
  }

  private static func parts(of source: String, separatedBy word: String) -> [String] {
    source.split(separator: " ").split(separator: word[...], omittingEmptySubsequences: false).map {
      $0.joined(separator: " ")
    }
  }

  /// "n % 10 = 2..4,7"
  private static func relation(_ source: String) -> Relation? {
    let words = source.split(separator: " ")
    guard words.first == "n" else { return nil }
    var rest = words.dropFirst()
    var divisor: Int64?
    if rest.first == "%" {
      guard let number = rest.dropFirst().first.flatMap({ Int64($0) }), number > 0 else { return nil }
      divisor = number
      rest = rest.dropFirst(2)
    }
    guard let sign = rest.first, sign == "=" || sign == "!=", rest.count == 2, let list = rest.last else { return nil }
    let ranges = list.split(separator: ",").map { item -> ClosedRange<Int64>? in
      let ends = item.split(separator: ".", omittingEmptySubsequences: true).map { Int64($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else {
        return nil
      }
      return first...last
    }
    guard !ranges.isEmpty, !ranges.contains(nil) else { return nil }
    return Relation(divisor: divisor, ranges: ranges.compactMap(\.self), isNegated: sign == "!=")
  }
}
