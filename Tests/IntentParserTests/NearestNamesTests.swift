import ParserTrials
import Testing

@testable import IntentParser

/// The quick searches against plain ones that look at everything.
struct NearestNamesTests {
  /// The whole matrix of edits, as textbooks have it.
  static func plainDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  @Test(arguments: 0...6) func distancesWithinTheLimitAreThoseOfTheWholeMatrix(limit: Int) {
    var random = SeededGenerator(seed: UInt64(limit) + 3)
    let letters: [Unicode.Scalar] = ["a", "b", "c", "ê"]
    func word() -> [Unicode.Scalar] {
      (0..<Int.random(in: 0...9, using: &random)).map { _ in letters[Int.random(in: 0..<4, using: &random)] }
    }
    for _ in 0..<3000 {
      let (a, b) = (word(), word())
      let expected = min(Self.plainDistance(a, b), limit + 1)
      #expect(Spelling.distance(a, b, limit: limit) == expected, "\(a) \(b)")
      b.withUnsafeBufferPointer { #expect(SoughtSpelling(a).distance(to: $0, limit: limit) == expected, "\(a) \(b)") }
    }
  }

  /// Every name compared, the nearest three by distance and name.
  private func plainNearest(_ entries: [LexiconEntry], _ text: String) -> [String] {
    let wanted = Array(text.lowercased().unicodeScalars)
    let isLarge = entries.count > 5000
    var found: [(distance: Double, name: String)] = []
    for entry in entries where entry.dimension != .shift {
      let name = entry.names.first ?? entry.code
      for spelling in Set([entry.code, name]) {
        let letters = Array(spelling.lowercased().unicodeScalars)
        if isLarge, let first = wanted.first, letters.first != first { continue }
        let longest = max(letters.count, wanted.count)
        guard abs(letters.count - wanted.count) <= Int(0.42 * Double(longest)) else { continue }
        let distance = Double(Self.plainDistance(letters, wanted)) / Double(longest)
        if distance <= 0.42 { found.append((distance, name)) }
      }
    }
    var names: [String] = []
    for item in found.sorted(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) where !names.contains(item.name) {
      names.append(item.name)
    }
    return Array(names.prefix(3))
  }

  @Test(arguments: [false, true]) func theNearestNamesAreThoseOfComparingThemAll(many: Bool) {
    let lexicon = many ? CrowdedLexicon.lexicon(names: 6000) : DemoLexicon.lexicon
    let index = NearestNames(lexicon.entries)
    var random = SeededGenerator(seed: 11)
    var matched = 0
    for _ in 0..<(many ? 25 : 150) {
      let entry = lexicon.entries[Int.random(in: 0..<lexicon.entries.count, using: &random)]
      var letters = Array(entry.names.first ?? entry.code)
      for _ in 0..<Int.random(in: 0...3, using: &random) where letters.count > 2 {
        let place = Int.random(in: 1..<letters.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("x", at: place)
        default: letters.swapAt(place, place - 1)
        }
      }
      let text = String(letters)
      let expected = plainNearest(lexicon.entries, text)
      matched += expected.isEmpty ? 0 : 1
      #expect(index.nearest(to: text, limit: 3) == expected, "\(text)")
    }
    #expect(matched > 10)
  }
}
