/// A frame of the grammar that a cover fits, and what the two cost together.
struct Reading: Sendable {
  var frame: Frame
  var rule: FrameRule
  var cover: Cover
  var cost: Float
}

/// What shows at a glance that a frame does not fit: most frames are told apart by the kinds of their slots alone.
struct FrameOutline: Sendable {
  let cost: Float
  private let allowed: UInt64
  /// Kinds without which a need is not met.
  private let required: UInt64
  /// Kinds that have a place whatever their value is.
  private let taken: UInt64

  init(_ rule: FrameRule) {
    cost = Float(rule.cost)
    allowed = rule.allowed
    taken = (rule.takes + rule.needs.flatMap(\.self)).reduce(0) { $1.value == nil ? $0 | $1.mask : $0 }
    required = rule.needs.reduce(0) { kinds, need in
      let mask = need.reduce(0 as UInt64) { $0 | $1.mask }
      return mask.nonzeroBitCount == 1 ? kinds | mask : kinds
    }
  }

  /// - Parameters:
  ///   - kinds: of all pieces.
  ///   - content: of the pieces that mean something by themselves.
  func mayFit(_ kinds: UInt64, content: UInt64) -> Bool { content & ~allowed == 0 && required & ~kinds == 0 }

  /// Whether every piece has a place in the frame and all it needs is there.
  func fits(_ pieces: [ChartEntry], of rule: FrameRule) -> Bool {
    for piece in pieces where !piece.isAside && piece.mask & taken == 0 {
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
