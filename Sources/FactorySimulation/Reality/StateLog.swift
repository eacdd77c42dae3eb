/// Turns states on the working clock into intervals on the wall, with the off time between, cut at the as-of.
final class StateLog {
  private let calendars: [WorkCalendar]
  private let lineOf: [Int]
  private let asOf: Int
  private let start: Int
  /// Per machine: the segment of its calendar that it is in.
  private var segments: [Int]
  private let isOn: Bool
  private let codes: [String]
  var rows = CopyBuffer()

  init(_ model: FactoryModel, isOn: Bool) {
    calendars = model.lines.indices.map { model.calendar(of: $0) }
    lineOf = model.machines.map(\.line)
    codes = model.machines.map(\.code)
    asOf = model.asOf
    start = model.start
    segments = model.machines.map { _ in -1 }
    self.isOn = isOn
    rows.utcOffset = model.configuration.utcOffset
  }

  /// Adds work `from ..< to` of a machine; the work of a machine comes in order, without gaps.
  func add(machine: Int, _ state: MachineTrack.State, from: Int, to: Int) {
    guard isOn, to > from else { return }
    let calendar = calendars[lineOf[machine]]
    var segment = segments[machine]
    if segment < 0 {
      segment = 0
      off(machine, start, calendar.segments[0].from)
    }
    var at = from
    while at < to {
      let current = calendar.segments[segment]
      let wall = current.from + at - current.before
      guard wall < asOf else { break }
      let end = min(to, current.after)
      write(machine, wall, current.from + end - current.before, state)
      at = end
      if end == current.after {
        segment += 1
        off(machine, current.to, calendar.segments[segment].from)
      }
    }
    segments[machine] = segment
  }

  /// The off time before the first work of a machine that has none yet.
  func finish(machine: Int) {
    guard isOn, segments[machine] < 0 else { return }
    segments[machine] = 0
    off(machine, start, calendars[lineOf[machine]].segments[0].from)
  }

  private func off(_ machine: Int, _ from: Int, _ to: Int) {
    write(machine, from, to, MachineTrack.State(category: .off, reason: nil, operation: nil))
  }

  private func write(_ machine: Int, _ from: Int, _ to: Int, _ state: MachineTrack.State) {
    guard from < asOf, to > from else { return }
    rows.text(codes[machine])
    rows.time(from)
    rows.time(to < asOf ? to : nil)
    rows.text(state.category.rawValue)
    rows.text(state.reason?.rawValue)
    rows.integer(state.operation.map { $0 + 1 })
    rows.endRow()
  }
}
