/// A frame of the grammar that a cover fits, and what the two cost together.
struct Reading: Sendable {
  var frame: Frame
  var rule: FrameRule
  var cover: Cover
  var cost: Float
}

extension FrameRule {
  /// Whether every piece has a place in this frame and all it needs is there.
  func fits(_ pieces: [ChartEntry]) -> Bool {
    for piece in pieces where !piece.isAside {
      guard piece.mask & allowed != 0 else { return false }
      if !takes.contains(where: { $0.holds(piece) }), !needs.contains(where: { $0.contains { $0.holds(piece) } }) {
        return false
      }
    }
    return needs.allSatisfy { need in need.contains { label in pieces.contains { label.holds($0) } } }
  }
}

extension SlotLabel {
  func holds(_ piece: ChartEntry) -> Bool {
    piece.mask & mask != 0 && (value == nil || value == piece.label)
  }
}
