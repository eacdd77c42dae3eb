// "all lines", "for all customers": what was narrowed before is no longer.
extension Frame {
  /// Whether only some of one of these dimensions are meant.
  func isNarrowed(by dimensions: Set<Dimension>) -> Bool {
    dimensions.contains { !filters[$0].isEmpty || !exclude[$0].isEmpty }
  }

  /// The same without what narrows the dimensions to some of them; nil where nothing does.
  func lifting(_ dimensions: Set<Dimension>) -> Frame? {
    var frame = self
    var gone = dimensions
    // Below a place that is named as a whole nothing stays narrowed.
    if dimensions.contains(.site) { gone.formUnion([.lineKind, .line, .stage, .machine]) }
    if dimensions.contains(.line) { gone.formUnion(filters[.line].isEmpty ? [.lineKind, .machine] : [.machine]) }
    frame.filters = filters.without(Array(gone))
    frame.exclude = exclude.without(Array(gone))
    if compare.contains(where: { !gone.isDisjoint(with: $0.dimensions) }) { frame.compare = [] }
    if gone.contains(.shift), !filters[.shift].isEmpty, case .shift(_, let day)? = period { frame.period = day }
    // "show all lines" of those under a threshold, or of the worst three.
    let isTable = by.contains { grouping in
      if case .dimension(let dimension) = grouping { dimensions.contains(dimension) } else { false }
    }
    if isTable {
      frame.having = []
      frame.rank?.limit = nil
    }
    return frame == self ? nil : frame
  }
}
