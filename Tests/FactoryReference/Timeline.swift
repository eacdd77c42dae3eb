import Foundation

/// What every machine and every line did, minute by minute: the walk over the events from which all KPIs are taken.
struct Timeline {
  /// Seconds of a step; every event but a count lies on a step.
  static let step = 60
  let steps: Int
  /// By machine: index of the state, or -1 where nothing was logged.
  var state: [[Int]]
  /// By line: index of the shift, or -1.
  var shift: [[Int]]
  /// By line: within a shift and not in a break.
  var isWorking: [[Bool]]
  private let factory: ReferenceFactory
  /// Codes of the production day and of the hour, and clock minutes on the wall.
  var day: [String]
  var hour: [String]
  var minute: [Int]
  var weekday: [String]

  init(_ factory: ReferenceFactory) {
    self.factory = factory
    let length = (factory.days + 3) * 1440
    steps = length
    state = factory.machines.map { _ in [Int](repeating: -1, count: length) }
    for (index, interval) in factory.states.enumerated() {
      let last = min((interval.to ?? .max / 2) / Self.step, length)
      for step in (interval.from / Self.step)..<max(last, interval.from / Self.step) {
        state[interval.machine][step] = index
      }
    }
    shift = factory.lines.map { _ in [Int](repeating: -1, count: length) }
    isWorking = factory.lines.map { _ in [Bool](repeating: false, count: length) }
    for (index, interval) in factory.shifts.enumerated() {
      for step in (interval.from / Self.step)..<(interval.to / Self.step) {
        shift[interval.line][step] = index
        isWorking[interval.line][step] = !interval.breaks.contains { $0.contains(step * Self.step) }
      }
    }
    let zone = TimeZone(identifier: factory.zone) ?? .gmt
    (day, hour, minute, weekday) = ([], [], [], [])
    for step in 0..<length {
      let instant = factory.anchor + step * Self.step
      let local = instant + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      let production = Self.date(local - 6 * 3600)
      day.append(production.text)
      weekday.append(production.weekday)
      hour.append("\(Self.date(local).text)T\(Self.two(local / 3600 % 24)):00")
      minute.append(local / 60 % 1440)
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
  private static func date(_ local: Int) -> (text: String, weekday: String) {
    // Once a day is enough; the calendar is slow.
    let number = local / 86_400
    let parts = calendar.dateComponents(
      [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number * 86_400)))
    let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    return ("\(parts.year ?? 0)-\(two(parts.month ?? 0))-\(two(parts.day ?? 0))", names[(parts.weekday ?? 1) - 1])
  }
}
