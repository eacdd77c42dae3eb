/// Parts of names of three words and more, of two words at least: people leave out "Ltd" and "Co.".
///
/// A large factory has many of them, so they are told apart by a hash. Two that share one count as a part that several
/// names have, and as such are not read.
struct NameParts {
  private struct Place {
    var start: Int
    var count: Int
    /// Nil where several names have the part.
    var entry: Int?
  }
  /// The spellings that have parts, one behind the other.
  private var words: [Int32] = []
  private var places: [UInt64: Place] = [:]
  /// Names that are whole: what is one of them is no part of another.
  private var whole: Set<UInt64> = []
  /// Nobody says a part of a sentence.
  private static let longest = 6

  mutating func take(_ spelling: [Int32]) {
    if spelling.count > 1 { whole.insert(Self.hash(spelling[...])) }
  }

  mutating func add(of spelling: [Int32], entry: Int) {
    guard spelling.count > 2, spelling.count <= Self.longest else { return }
    for count in 2..<spelling.count {
      for start in 0...(spelling.count - count) {
        let hash = Self.hash(spelling[start..<(start + count)])
        if let place = places[hash], place.entry != entry {
          places[hash]?.entry = nil
        } else {
          places[hash] = Place(start: words.count + start, count: count, entry: entry)
        }
      }
    }
    words += spelling
  }

  /// Parts that only one name has, in the order in which they were added.
  var own: [(part: ArraySlice<Int32>, entry: Int)] {
    places.lazy.filter { hash, place in place.entry != nil && !whole.contains(hash) }
      .map(\.value).sorted { ($0.start, $0.count) < ($1.start, $1.count) }
      .map { (words[$0.start..<($0.start + $0.count)], $0.entry ?? 0) }
  }

  private static func hash(_ part: ArraySlice<Int32>) -> UInt64 {
    part.reduce(0xcbf2_9ce4_8422_2325) { (($0 ^ UInt64(UInt32(bitPattern: $1))) &* 0x9e37_79b9_7f4a_7c15).byteSwapped }
  }
}
