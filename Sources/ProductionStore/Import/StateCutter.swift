internal import QueryPlanner

/// Lays the states of one machine side by side: a machine is in one state at a time, a log may say otherwise.
///
/// Breakdowns are kept whole. Every other interval keeps what no breakdown and no earlier interval of the log has
/// taken; of two that start together the one that stands first in the file is the earlier. What an interval loses is
/// said with the lines that have it.
struct StateCutter {
  struct Piece {
    var event: EventLog.Event
    var state: ImportMapping.State
    var from: Instant
    var to: Instant
  }
  private(set) var pieces: [Piece] = []
  private(set) var exceptions: [ImportReport.Exception] = []

  init(_ events: [EventLog.Event]) {
    let lasting = events.filter { event in
      if event.start < event.end { return true }
      exceptions.append(.init(line: event.line, effect: .noState, reason: "it lasts no time"))
      return false
    }
    let inTurn = lasting.flatMap(Self.intervals).sorted {
      if $0.state.isBreakdown != $1.state.isBreakdown { return $0.state.isBreakdown }
      return ($0.from, $0.event.line) < ($1.from, $1.event.line)
    }
    for interval in inTurn { lay(interval) }
    pieces.sort { $0.from < $1.from }
  }

  /// The states of a row, one after another.
  private static func intervals(of event: EventLog.Event) -> [Piece] {
    var from = event.start
    return event.states.map { state, seconds in
      defer { from = from + seconds }
      return Piece(event: event, state: state, from: from, to: from + seconds)
    }
  }

  /// Takes what is free. Pieces are kept in the order of time and do not overlap, so those in the way stand together.
  private mutating func lay(_ interval: Piece) {
    let first = firstIndex(endingAfter: interval.from)
    var free: [Piece] = []
    var inTheWay: [Piece] = []
    var from = interval.from
    var index = first
    func piece(to end: Instant) -> Piece {
      Piece(event: interval.event, state: interval.state, from: from, to: end)
    }
    while index < pieces.count, pieces[index].from < interval.to {
      let taken = pieces[index]
      inTheWay.append(taken)
      if from < taken.from { free.append(piece(to: taken.from)) }
      from = max(from, taken.to)
      index += 1
    }
    if from < interval.to { free.append(piece(to: interval.to)) }
    if !inTheWay.isEmpty { report(interval, keeps: free, inTheWay) }
    pieces.replaceSubrange(first..<index, with: (inTheWay + free).sorted { $0.from < $1.from })
  }

  private func firstIndex(endingAfter instant: Instant) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].to > instant { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func report(_ interval: Piece, keeps free: [Piece], _ inTheWay: [Piece]) {
    let event = interval.event
    let whole = interval.to.seconds - interval.from.seconds
    let kept = free.reduce(0) { $0 + $1.to.seconds - $1.from.seconds }
    let lines = Set(inTheWay.map(\.event.line)).sorted()
    let named = lines.prefix(3).map(String.init).joined(separator: ", ") + (lines.count > 3 ? ", …" : "")
    let others = "\(lines.count == 1 ? "line" : "lines") \(named) \(lines.count == 1 ? "has" : "have")"
    let reason = "\(others) \((whole - kept) / 60) of its \(whole / 60) min on \(event.machine)"
    exceptions.append(.init(line: event.line, effect: free.isEmpty ? .noState : .cut, reason: reason))
  }
}
