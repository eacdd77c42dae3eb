/// A frame of the grammar that a cover fits, and what the two cost together.
struct Reading: Sendable {
  var frame: Frame
  var rule: FrameRule
  var cover: Cover
  var cost: Float
}

/// Kinds and values of some pieces as bits.
struct PieceKinds {
  /// Of all pieces.
  var all: UInt64 = 0
  /// Of the pieces that mean something by themselves.
  var content: UInt64 = 0
  var values: UInt64 = 0

  mutating func add(_ others: PieceKinds) {
    all |= others.all
    content |= others.content
    values |= others.values
  }
}

extension PieceKinds {
  init(of piece: ChartEntry) {
    (all, content, values) = (piece.mask, piece.isAside ? 0 : piece.mask, piece.values)
  }

  init(of pieces: [ChartEntry]) {
    for piece in pieces { add(PieceKinds(of: piece)) }
  }
}

/// A bit for each value that frames ask for, so that most are told apart without comparing texts. There are more values
/// than bits: a bit that is not there says for certain that the value is not.
struct LabelBits: Sendable {
  private var bits: [String: UInt64] = [:]

  init(_ rules: [FrameRule]) {
    for label in rules.lazy.flatMap({ $0.needs.flatMap(\.self) + $0.takes }) {
      guard let value = label.value, bits[value] == nil else { continue }
      bits[value] = 1 << UInt64(bits.count % 64)
    }
  }

  /// No bits for a value that no frame asks for.
  subscript(value: String) -> UInt64 { bits[value] ?? 0 }
}

/// What shows at a glance that a frame does not fit: most frames are told apart by the kinds of their slots alone.
struct FrameOutline: Sendable {
  let cost: Float
  private let allowed: UInt64
  /// Of each need the kinds that meet it whatever their value is, and the bits of the values that do. The first stands
  /// apart: most frames fail by it.
  private let first: Need?
  private let others: [Need]
  /// Kinds that have a place whatever their value is.
  private let taken: UInt64

  private struct Need: Sendable {
    var kinds: UInt64
    var values: UInt64
    func isMet(by pieces: PieceKinds) -> Bool { kinds & pieces.all != 0 || values & pieces.values != 0 }
  }

  init(_ rule: FrameRule, bits: LabelBits) {
    cost = Float(rule.cost)
    allowed = rule.allowed
    let needs = rule.needs.map { need in
      need.reduce(into: Need(kinds: 0, values: 0)) { sum, label in
        if let value = label.value { sum.values |= bits[value] } else { sum.kinds |= label.mask }
      }
    }
    first = needs.first
    others = Array(needs.dropFirst())
    taken = (rule.takes + rule.needs.flatMap(\.self)).reduce(0) { $1.value == nil ? $0 | $1.mask : $0 }
  }

  /// False where the frame cannot hold these pieces; true where it is worth a closer look.
  func mayFit(_ kinds: PieceKinds) -> Bool {
    kinds.content & ~allowed == 0 && first?.isMet(by: kinds) != false
      && (others.isEmpty || others.allSatisfy { $0.isMet(by: kinds) })
  }

  /// False where some word can only be a piece that the frame cannot hold.
  func mayHoldOne(ofEach kinds: [UInt64]) -> Bool { kinds.allSatisfy { $0 & allowed != 0 } }

  /// Whether every piece has a place in the frame and all it needs is there.
  func fits(_ pieces: [ChartEntry], of rule: FrameRule) -> Bool {
    for index in pieces.indices where !pieces[index].isAside && pieces[index].mask & taken == 0 {
      let piece = pieces[index]
      let isTaken = rule.takes.contains { $0.holds(piece) } || rule.needs.contains { $0.contains { $0.holds(piece) } }
      guard isTaken else { return false }
    }
    return rule.needs.allSatisfy { need in need.contains { label in pieces.contains { label.holds($0) } } }
  }
}

extension SlotLabel {
  func holds(_ piece: ChartEntry) -> Bool {
    piece.mask & mask != 0 && (value == nil || value == piece.label)
  }
}
