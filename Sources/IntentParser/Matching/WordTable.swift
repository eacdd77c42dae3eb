/// Words and their numbers, which are found by the bytes of a word.
///
/// A question looks up each of its words several times. Strings are equal where they are canonically equivalent, which
/// takes a dictionary of them long to find out; words of European and Vietnamese keyboards are equal where their bytes
/// are. Any other word, such as one typed with its marks apart, is looked for in a dictionary as well.
struct WordTable: Sendable {
  private struct Slot {
    var hash: UInt32 = 0
    /// -1 in a free slot.
    var number: Int32 = -1
  }

  /// By their numbers.
  private(set) var words: [String] = []
  private var slots = Array(repeating: Slot(), count: 16)
  private var numbers: [String: Int32] = [:]
  /// Whether a word is in it with its marks apart, which may be typed together.
  private var hasMarksApart = false

  subscript(word: String) -> Int32? {
    var hash = WordHash()
    hash.add(word)
    if hash.isOfPlainBytes {
      if let number = number(hash.value, where: { $0 == word }) { return number }
      if !hasMarksApart { return nil }
    }
    return numbers[word]
  }

  /// The number of the word that two words are together.
  subscript(first: String, second: String) -> Int32? {
    var hash = WordHash()
    hash.add(first)
    hash.add(second)
    if hash.isOfPlainBytes, !hasMarksApart {
      return number(hash.value) { $0.utf8.count == first.utf8.count + second.utf8.count && $0 == first + second }
    }
    return numbers[first + second]
  }

  private func number(_ hash: UInt32, where isWord: (String) -> Bool) -> Int32? {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place].number >= 0 {
      if slots[place].hash == hash, isWord(words[Int(slots[place].number)]) { return slots[place].number }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Gives a word that is not there yet the next number.
  mutating func add(_ word: String) -> Int32 {
    let number = Int32(words.count)
    words.append(word)
    numbers[word] = number
    var hash = WordHash()
    hash.add(word)
    guard hash.isOfPlainBytes else {
      let marks = word.unicodeScalars.contains { $0.properties.canonicalCombiningClass != .notReordered }
      hasMarksApart = hasMarksApart || marks
      return number
    }
    // At most half full, so that a search ends soon.
    if words.count * 2 > slots.count {
      let old = slots
      slots = Array(repeating: Slot(), count: old.count * 2)
      for slot in old where slot.number >= 0 { insert(slot) }
    }
    insert(Slot(hash: hash.value, number: number))
    return number
  }

  private mutating func insert(_ slot: Slot) {
    let mask = slots.count - 1
    var place = Int(slot.hash) & mask
    while slots[place].number >= 0 { place = (place + 1) & mask }
    slots[place] = slot
  }
}

/// A number for the bytes of a word (Fowler, Noll and Vo).
private struct WordHash {
  private var bits: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Whether the bytes are those of letters and signs that are written in one way only: U+0000 to U+024F and U+1E00 to
  /// U+1EFF, of which none joins with another.
  private(set) var isOfPlainBytes = true

  var value: UInt32 { UInt32(truncatingIfNeeded: bits ^ bits >> 32) }

  mutating func add(_ word: String) {
    var word = word
    word.withUTF8 { bytes in
      for (index, byte) in bytes.enumerated() {
        bits = (bits ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        if byte < 0xC0 || (0xC2...0xC9).contains(byte) { continue }
        let isMarkedLetter = byte == 0xE1 && (0xB8...0xBB).contains(bytes[index + 1])
        isOfPlainBytes = isOfPlainBytes && isMarkedLetter
      }
    }
  }
}
