internal import QueryPlanner

/// Lays the states of one machine side by side: a machine is in one state at a time, a log may say otherwise.
///
/// Breakdowns are kept whole. Every other interval keeps what no breakdown and no earlier interval of the log has
/// taken; of two that start together the one that stands first in the file is the earlier. What an interval loses is
/// said with the lines that have it.
struct StateCutter {
  struct Piece {
    var event: EventLog.Event
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
    let inTurn = lasting.sorted {
      if $0.state.isBreakdown != $1.state.isBreakdown { return $0.state.isBreakdown }
      return ($0.start, $0.line) < ($1.start, $1.line)
    }
    for event in inTurn { lay(event) }
    pieces.sort { $0.from < $1.from }
  }

  /// Takes what is free. Pieces are kept in the order of time and do not overlap, so those in the way stand together.
  private mutating func lay(_ event: EventLog.Event) {
    let first = firstIndex(endingAfter: event.start)
    var free: [Piece] = []
    var inTheWay: [Piece] = []
    var from = event.start
    var index = first
    while index < pieces.count, pieces[index].from < event.end {
      let piece = pieces[index]
      inTheWay.append(piece)
      if from < piece.from { free.append(Piece(event: event, from: from, to: piece.from)) }
      from = max(from, piece.to)
      index += 1
    }
    if from < event.end { free.append(Piece(event: event, from: from, to: event.end)) }
    if !inTheWay.isEmpty { report(event, keeps: free, inTheWay) }
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

  private mutating func report(_ event: EventLog.Event, keeps free: [Piece], _ inTheWay: [Piece]) {
    let whole = event.end.seconds - event.start.seconds
    let kept = free.reduce(0) { $0 + $1.to.seconds - $1.from.seconds }
    let lines = Set(inTheWay.map(\.event.line)).sorted()
    let named = lines.prefix(3).map(String.init).joined(separator: ", ") + (lines.count > 3 ? ", …" : "")
    let others = "\(lines.count == 1 ? "line" : "lines") \(named) \(lines.count == 1 ? "has" : "have")"
    let reason = "\(others) \((whole - kept) / 60) of its \(whole / 60) min on \(event.machine)"
    exceptions.append(.init(line: event.line, effect: free.isEmpty ? .noState : .cut, reason: reason))
  }
}
