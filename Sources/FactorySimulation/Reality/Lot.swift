/// What a machine's counter says: units since its last count.
struct LotCount {
  /// On the working clock.
  var at: Int
  var good: Int
  var scrap: Int
  var rework: Int
}

/// A lot that a machine has done.
struct Lot {
  /// Units that came in.
  var units: Int
  /// Units of a whole lot of the product on this line.
  var size: Int
  /// Seconds that the machine ran for it.
  var runsFor: Int
  var findings: [Finding]
  /// The counts of the machine before; nil at the first one.
  var before: [LotCount]?

  /// A count every third of a whole lot, which the slowest machine does in about 100 seconds, and one at the end.
  ///
  /// A third is counted with the next where the machine before has not yet counted its boards: here the two run side by
  /// side through a lot, and only its end is known to come after the other's.
  func counts(by track: MachineTrack) -> [LotCount] {
    guard units > 0 else { return [] }
    let third = (size + 2) / 3
    var counts: [LotCount] = []
    var done = 0
    var last = 0
    for through in Array(stride(from: third, to: units, by: third)) + [units] {
      let seconds = runsFor * through / units
      let at = through == units ? track.time : track.time(intoRun: seconds)
      if through < units {
        // Two counts of a machine are two seconds apart, so that the last of a shift can be a second before its end.
        guard seconds >= last + 2, seconds <= runsFor - 2, through <= arrived(by: at) else { continue }
      }
      let found = findings.filter { $0.place > done && $0.place <= through }
      let scrap = found.count { $0.disposition == .scrap }
      counts.append(
        LotCount(
          at: at, good: through - done - scrap, scrap: scrap, rework: found.count { $0.disposition == .rework }))
      (done, last) = (through, seconds)
    }
    return counts
  }

  private func arrived(by time: Int) -> Int {
    guard let before else { return units }
    return before.reduce(0) { $0 + ($1.at <= time ? $1.good : 0) }
  }
}
