/// The spellings of the factory's names, laid out for the search of those nearest to an unknown word.
struct NearestNames: Sendable {
  private struct Item {
    var name: Int32
    /// Where its small letters stand, and how many there are.
    var start: Int32
    var count: Int32
    /// As it is written, before it was made small.
    var writtenCount: Int32
    var letters: UInt64
  }
  private var items: [Item] = []
  private var scalars: [Unicode.Scalar] = []
  private var names: [String] = []
  /// Items by the letter with which they begin, as it is written and small.
  private var byFirst: [Unicode.Scalar: [Int32]] = [:]
  private let isLarge: Bool

  /// More names than any person knows by heart.
  private static let manyNames = 5000
  /// How much of a name may be another: beyond that nobody would have meant it.
  private static let farthest = 0.42

  init(_ entries: [LexiconEntry]) {
    isLarge = entries.count > Self.manyNames
    for entry in entries where entry.dimension != .shift {
      let name = entry.names.first ?? entry.code
      names.append(name)
      add(entry.code)
      if name != entry.code { add(name) }
    }
  }

  private mutating func add(_ spelling: String) {
    let start = scalars.count
    scalars += spelling.lowercased().unicodeScalars
    let index = Int32(items.count)
    items.append(
      Item(
        name: Int32(names.count - 1), start: Int32(start), count: Int32(scalars.count - start),
        writtenCount: Int32(spelling.unicodeScalars.count), letters: Spelling.letters(of: scalars[start...])))
    guard let first = spelling.unicodeScalars.first else { return }
    byFirst[first, default: []].append(index)
    if let small = first.properties.lowercaseMapping.unicodeScalars.first, small != first {
      byFirst[small, default: []].append(index)
    }
  }

  /// Names nearest to unknown words, for "did you mean", the nearest first.
  ///
  /// Among very many names only those that begin alike are compared, which a person would not miss.
  func nearest(to text: String, limit: Int) -> [String] {
    let wanted = Array(text.lowercased().unicodeScalars)
    let letters = Spelling.letters(of: wanted)
    let sought = SoughtSpelling(wanted)
    var best = Best(limit: limit, farthest: Self.farthest)
    let places = isLarge ? wanted.first.map { byFirst[$0] ?? [] } : nil
    scalars.withUnsafeBufferPointer { scalars in
      for index in 0..<(places?.count ?? items.count) {
        let item = items[places.map { Int($0[index]) } ?? index]
        let written = Int(item.writtenCount)
        let reach = Int(Self.farthest * Double(max(written, wanted.count)))
        guard abs(written - wanted.count) <= reach + 1 else { continue }
        let longest = Double(max(Int(item.count), wanted.count))
        // A little more than the bound, which may have been rounded; what is farther is not taken below.
        let allowed = min(reach, Int(best.bound * longest + 0.001))
        guard (item.letters ^ letters).nonzeroBitCount <= 2 * allowed else { continue }
        let spelling = UnsafeBufferPointer(rebasing: scalars[Int(item.start)..<Int(item.start + item.count)])
        let slips = sought.distance(to: spelling, limit: allowed)
        guard slips <= allowed || allowed == reach else { continue }
        best.add(names[Int(item.name)], Double(slips) / longest)
      }
    }
    return best.names
  }

  /// The nearest of the names that were seen, each once.
  private struct Best {
    let limit: Int
    let farthest: Double
    private var found: [(distance: Double, name: String)] = []

    init(limit: Int, farthest: Double) { (self.limit, self.farthest) = (limit, farthest) }

    var names: [String] { found.map(\.name) }
    /// What is farther than this is not among them.
    var bound: Double { found.count < limit ? farthest : found[found.count - 1].distance }

    mutating func add(_ name: String, _ distance: Double) {
      guard distance <= farthest else { return }
      if let same = found.firstIndex(where: { $0.name == name }) {
        guard distance < found[same].distance else { return }
        found.remove(at: same)
      }
      let place = found.firstIndex { (distance, name) < ($0.distance, $0.name) } ?? found.count
      found.insert((distance, name), at: place)
      if found.count > limit { found.removeLast() }
    }
  }
}
