/// A frame of the grammar that a cover fits, and what the two cost together.
///
/// An object, because it has many parts and is handed on whole.
final class Reading: Sendable {
  let frame: Frame
  let rule: FrameRule
  let cover: Cover
  let cost: Float

  init(frame: Frame, rule: FrameRule, cover: Cover, cost: Float) {
    (self.frame, self.rule, self.cover, self.cost) = (frame, rule, cover, cost)
  }
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

/// What tells most frames apart, in a few words of bits: all frames of a grammar are looked at in every question.
struct FrameGlance: Sendable {
  /// Of a need the kinds that meet it whatever their value is, and the bits of the values that do.
  struct Need: Sendable {
    var kinds: UInt64
    var values: UInt64
    func isMet(by pieces: PieceKinds) -> Bool { kinds & (pieces.all | Self.always) != 0 || values & pieces.values != 0 }

    /// No kind has this bit.
    private static let always: UInt64 = 1 << 63
    /// Of a frame that needs nothing.
    static let none = Need(kinds: always, values: 0)
  }
  /// Kinds that have a place.
  let allowed: UInt64
  /// The first of its needs: most frames fail by it.
  let need: Need

  func mayFit(_ kinds: PieceKinds) -> Bool { kinds.content & ~allowed == 0 && need.isMet(by: kinds) }

  /// False where some word can only be a piece that the frame cannot hold.
  func mayHoldOne(ofEach kinds: [UInt64]) -> Bool { kinds.allSatisfy { $0 & allowed != 0 } }
}

/// What shows at a glance that a frame does not fit: most frames are told apart by the kinds of their slots alone.
struct FrameOutline: Sendable {
  let cost: Float
  let glance: FrameGlance
  private let others: [FrameGlance.Need]
  /// Kinds that have a place whatever their value is.
  private let taken: UInt64

  init(_ rule: FrameRule, bits: LabelBits) {
    cost = Float(rule.cost)
    let needs = rule.needs.map { need in
      need.reduce(into: FrameGlance.Need(kinds: 0, values: 0)) { sum, label in
        if let value = label.value { sum.values |= bits[value] } else { sum.kinds |= label.mask }
      }
    }
    glance = FrameGlance(allowed: rule.allowed, need: needs.first ?? .none)
    others = Array(needs.dropFirst())
    taken = (rule.takes + rule.needs.flatMap(\.self)).reduce(0) { $1.value == nil ? $0 | $1.mask : $0 }
  }

  /// False where the frame cannot hold these pieces; true where it is worth a closer look.
  func mayFit(_ kinds: PieceKinds) -> Bool {
    glance.mayFit(kinds) && (others.isEmpty || others.allSatisfy { $0.isMet(by: kinds) })
  }

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
