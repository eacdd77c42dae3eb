/// Texts near to real questions, and far from them: the same ones for the same seed.
package struct Mutations {
  private let questions: [String]
  private let words: [String]
  private var generator: SeededGenerator

  /// - Parameter words: what is put in besides the words of the questions, e.g. those of a grammar.
  package init(of questions: [String], words: [String] = [], seed: UInt64) {
    self.questions = questions
    self.words = words + questions.flatMap { $0.split(separator: " ").map(String.init) } + Self.odd
    generator = SeededGenerator(seed: seed)
  }

  /// What programs stumble over: numbers beyond any type, nested signs, marks without a letter, other directions.
  private static let odd = [
    "99999999999999999999", "1e309", "-0", "--1", "0.0.0", "1,000,000,000,000", "00000000000000000001", "((((((", "))",
    "\"\"", "%%", "##", "@@", "#-", "@a-", "a@b.", "<=>=", "31/31/9999", "0/0", "25:99", "24:00", "week 99", "Q9",
    "\u{0}", "\u{301}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{202E}\u{5E9}", "\u{FEFF}", "\u{FFFD}",
    "\u{130}\u{131}", "\u{DF}", "\u{FB01}", "\u{661}\u{662}", "\u{2028}", "'s", "\u{2019}", "last -3 days",
    "last 99999999999999999999 days", "top 99999999999999999999", "hour 99", "in 1000000000 years",
    String(repeating: "a", count: 400), String(repeating: "9", count: 400), String(repeating: "-", count: 60),
  ]

  package mutating func next() -> String {
    if Int.random(in: 0..<20, using: &generator) == 0 { return salad() }
    var bytes = Array(pick(questions).utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes) }
    // Cut and changed bytes are no UTF-8 any more; they come in as any client's bytes do.
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Words without a question.
  private mutating func salad() -> String {
    (0..<Int.random(in: 1...14, using: &generator)).map { _ in pick(words) }.joined(separator: " ")
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let other = Int.random(in: place...bytes.count, using: &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: bytes.insert(contentsOf: Array((" " + pick(words) + " ").utf8), at: place)
    case 1: bytes.replaceSubrange(place..<min(other, place + 6), with: [])
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    case 3 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 4: bytes.insert(contentsOf: bytes[place..<min(other, place + 40)], at: place)
    case 5: bytes = Array(bytes[..<place]) + Array(pick(questions).utf8)
    case 6 where place + 1 < bytes.count: bytes.swapAt(place, place + 1)
    default: bytes.removeSubrange(other...)
    }
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
}
