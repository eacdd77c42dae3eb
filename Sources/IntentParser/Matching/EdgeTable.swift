/// Where words lead from the nodes of a tree.
///
/// Every step of matching asks it, so it is a table of integers with open addressing: keys need no better mixing than a
/// multiplication, and nothing is allocated for a node.
struct EdgeTable: Sendable {
  private struct Slot {
    var key: UInt64
    var next: Int32
  }
  /// No node has this key: it would be the last word of node -1.
  private static let free = UInt64.max

  private var slots = Array(repeating: Slot(key: free, next: 0), count: 16)
  private var count = 0

  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  /// The slot that holds a key, or the free one where it belongs.
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[place].key != key, slots[place].key != Self.free { place = (place + 1) & mask }
    return place
  }

  /// The node after a word; nil where no pattern goes on with it.
  subscript(node: Int32, word: Int32) -> Int32? {
    let key = Self.key(node, word)
    let slot = slots[place(of: key)]
    return slot.key == key ? slot.next : nil
  }

  var all: [(node: Int32, word: Int32, next: Int32)] {
    slots.lazy.filter { $0.key != Self.free }.map { slot in
      (Int32(truncatingIfNeeded: slot.key >> 32), Int32(truncatingIfNeeded: slot.key), slot.next)
    }
  }

  /// Adds an edge that is not there yet.
  mutating func add(_ next: Int32, from node: Int32, by word: Int32) {
    // At most half full, so that a search ends soon.
    if (count + 1) * 2 > slots.count {
      let old = slots
      slots = Array(repeating: Slot(key: Self.free, next: 0), count: old.count * 2)
      for slot in old where slot.key != Self.free { slots[place(of: slot.key)] = slot }
    }
    let key = Self.key(node, word)
    slots[place(of: key)] = Slot(key: key, next: next)
    count += 1
  }
}
