import IntentParser

extension TimeResolver {
  /// One shift of the day, over the lines asked about.
  private struct Slot {
    var name: String
    var day: Int
    var from: Instant
    var to: Instant
  }

  /// The shifts of the line asked about, in order; without a line one per name and day over all lines.
  private var slots: [Slot] {
    var slots: [Slot] = []
    var places: [String: [Int: Int]] = [:]  // by name and day
    for shift in calendar.shifts where line == nil || shift.line == line {
      let day = shift.productionDay.dayNumber
      if let same = places[shift.shift]?[day] {
        slots[same].from = min(slots[same].from, shift.from)
        slots[same].to = max(slots[same].to, shift.to)
      } else {
        places[shift.shift, default: [:]][day] = slots.count
        slots.append(Slot(name: shift.shift, day: day, from: shift.from, to: shift.to))
      }
    }
    return slots
  }

  private func extent(_ slots: some Collection<Slot>, or what: MissingShift) throws(CalendarError) -> Extent {
    guard let from = slots.map(\.from).min(), let to = slots.map(\.to).max() else { throw .noShift(what) }
    return Extent(from: from, to: to, days: nil, grain: .shift)
  }

  /// The running shift and those around it. While none runs, "this" is the latest that ran.
  func relativeShift(_ offset: Int) throws(CalendarError) -> Extent {
    let slots = slots
    let running = slots.lastIndex { $0.from <= now }
    let isRunning = running.map { slots[$0].to > now } ?? false
    let index: Int
    switch offset {
    case 0: index = running ?? -1
    case ..<0: index = isRunning ? (running ?? 0) + offset : (running ?? -1) + offset + 1
    default: index = (running ?? -1) + offset
    }
    guard slots.indices.contains(index) else { throw .noShift(offset > 0 ? .next : .beforeNow) }
    return try extent([slots[index]], or: .beforeNow)
  }

  func completeShifts(_ count: Int) throws(CalendarError) -> Extent {
    let found = count < 0 ? slots.filter { $0.to <= now }.suffix(-count) : slots.filter { $0.from > now }.prefix(count)
    guard found.count == abs(count) else {
      throw .noShift(.complete(count))
    }
    return try extent(found, or: .complete(count))
  }

  /// The last so many that ended before an instant, or at it.
  func shiftsBefore(_ end: Instant, _ count: Int) throws(CalendarError) -> Extent {
    let found = slots.filter { $0.to <= end }.suffix(count)
    guard found.count == count else { throw .noShift(.beforeNow) }
    return try extent(found, or: .beforeNow)
  }

  /// A named shift: of one day its instance, of a longer time that time (its name is then a filter), without a
  /// day the one now running or the latest that ran, for plans the next.
  func shift(_ name: String, of: TimeExpression?) throws(CalendarError) -> Extent {
    let wanted = name.lowercased()
    let known = Set(calendar.shifts.map(\.shift))
    let letters = Dictionary(calendar.shifts.map { ($0.letter.lowercased(), $0.shift) }) { first, _ in first }
    guard let real = known.first(where: { $0.lowercased() == wanted }) ?? letters[wanted] else {
      if known.isEmpty, let part = DayPart(rawValue: wanted) {
        let today = try extent(of: .part(part, of: of))
        guard of == nil, case .past = anchor, let from = today.from, from > now else { return today }
        return try extent(of: .part(part, of: .relative(.day, offset: -1)))
      }
      throw .unknownShift(name, known: known.sorted())
    }
    let named = slots.filter { $0.name == real }
    if let of {
      let whole = try extent(of: of)
      guard let days = whole.days, days.count == 1 else {
        return Extent(from: whole.from, to: whole.to, days: whole.days, grain: .shift)
      }
      return try extent(
        named.filter { $0.day == days.lowerBound }, or: .named(real, of: of))
    }
    let found: Slot?
    switch anchor {
    case .future: found = named.first { $0.to > now && $0.from > now } ?? named.first { $0.to > now }
    case .past: found = named.last { $0.from <= now }
    case .from(let day): found = named.first { $0.day >= day }
    case .upTo(let day): found = named.last { $0.day <= day }
    }
    return try extent(found.map { [$0] } ?? [], or: .named(real, of: nil))
  }

  /// The n-th shifts of one day.
  func shifts(_ first: Int, _ count: Int, on days: Range<Int>) throws(CalendarError) -> Extent {
    let all = slots.filter { days.contains($0.day) }
    let start = first > 0 ? first - 1 : all.count + first
    guard start >= 0, count > 0, start + count <= all.count else {
      throw .outside(count: abs(first), unit: .unit(.shift))
    }
    return try extent(all[start..<(start + count)], or: .beforeNow)
  }
}
