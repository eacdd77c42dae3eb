/// Parts of names of three words and more, of two words at least: people leave out "Ltd" and "Co.".
struct NameParts {
  /// The entry of each part; nil where several names have it.
  private var owners: [[Int32]: Int?] = [:]
  /// Names that are whole: what is one of them is no part of another.
  private var whole: Set<[Int32]> = []
  /// Nobody says a part of a sentence.
  private static let longest = 6

  mutating func take(_ spelling: [Int32]) {
    if spelling.count > 1 { whole.insert(spelling) }
  }

  mutating func add(of spelling: [Int32], entry: Int) {
    guard spelling.count > 2, spelling.count <= Self.longest else { return }
    for count in 2..<spelling.count {
      for start in 0...(spelling.count - count) {
        let part = Array(spelling[start..<(start + count)])
        if let owner = owners[part], owner != entry { owners[part] = .some(nil) } else { owners[part] = entry }
      }
    }
  }

  /// Parts that only one name has.
  var own: [(part: [Int32], entry: Int)] {
    owners.compactMap { part, entry in whole.contains(part) ? nil : entry.map { (part, $0) } }
  }
}
