internal import Foundation
internal import QueryPlanner

/// The rows of an event log, typed, and those that cannot be used.
struct EventLog {
  struct Event: Sendable {
    var line: Int
    var order: String
    var quantity: Int
    var product: String?
    var stage: String
    var machine: String
    var start: Instant
    var end: Instant
    /// What the machine did, one state after another, over the whole interval.
    var states: [(state: ImportMapping.State, seconds: Int64)]
    /// Seconds that the product takes without a stop, where the file says so.
    var ideal: Int64?
    var good: Int
    var scrap: Int
    var rework: Int
  }
  private(set) var events: [Event] = []
  private(set) var exceptions: [ImportReport.Exception] = []

  init(_ file: DelimitedFile, _ mapping: ImportMapping) throws(DatabaseError) {
    let missing = mapping.columns.filter { !file.header.contains($0) }
    if !missing.isEmpty { throw .importing(.missingColumns(missing, present: file.header)) }
    guard let zone = TimeZone(identifier: mapping.site.timeZone) else { return }
    var reader = EventReader(mapping: mapping, header: file.header, zone: zone)
    events.reserveCapacity(file.rows.count)
    for row in file.rows {
      do throws(Unusable) {
        events.append(try reader.event(row))
      } catch {
        exceptions.append(.init(line: row.number, effect: .leftOut, reason: error.reason))
      }
    }
  }
}

/// Why a row cannot be used.
private struct Unusable: Error {
  var reason: String
}

private struct EventReader {
  let mapping: ImportMapping
  let places: [String: Int]
  let zone: TimeZone
  private var stages: [String: String] = [:]

  init(mapping: ImportMapping, header: [String], zone: TimeZone) {
    (self.mapping, self.zone) = (mapping, zone)
    places = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  mutating func event(_ row: DelimitedFile.Line) throws(Unusable) -> EventLog.Event {
    let start = try instant(row, mapping.start)
    let end = try instant(row, mapping.complete)
    if end < start { throw Unusable(reason: "it ends before it starts") }
    let quantity = try mapping.order.quantity.map { column throws(Unusable) in try units(row, column) } ?? 1
    if quantity == 0 { throw Unusable(reason: "\(mapping.order.quantity ?? "the quantity") is 0") }
    let (states, ideal) = try activity(row, seconds: end.seconds - start.seconds)
    return EventLog.Event(
      line: row.number, order: mapping.order.prefix + (try text(row, mapping.order.column)), quantity: quantity,
      product: mapping.order.product.flatMap { field(row, $0) }.flatMap { $0.isEmpty ? nil : $0 },
      stage: try stage(row), machine: try text(row, mapping.machine.text), start: start, end: end, states: states,
      ideal: ideal, good: try good(row), scrap: try unitsIfAny(row, mapping.quantities.scrap), rework: try rework(row))
  }

  private func activity(
    _ row: DelimitedFile.Line, seconds: Int64
  ) throws(Unusable) -> (states: [(state: ImportMapping.State, seconds: Int64)], ideal: Int64?) {
    switch mapping.activity {
    case .state(let column, let values):
      let code = try text(row, column)
      guard let state = values[code] else {
        throw Unusable(reason: "the mapping has no state for \(column) \"\(code)\"")
      }
      return ([(state, seconds)], nil)
    case .downtime(let downtime): return try self.downtime(row, downtime, seconds)
    }
  }

  /// The stops, one after another in the order of the mapping, and production after them: the file does not say when
  /// within its row a stop was.
  private func downtime(
    _ row: DelimitedFile.Line, _ downtime: ImportMapping.Downtime, _ seconds: Int64
  ) throws(Unusable) -> (states: [(state: ImportMapping.State, seconds: Int64)], ideal: Int64?) {
    func length(_ column: String) throws(Unusable) -> Int64 { Int64(try units(row, column) * downtime.unit) }
    if let column = downtime.whole {
      let whole = try length(column)
      if whole != seconds {
        throw Unusable(reason: "\(column) is \(whole / 60) min, from start to end it is \(seconds / 60)")
      }
    }
    var states: [(state: ImportMapping.State, seconds: Int64)] = []
    for factor in downtime.factors {
      guard let text = field(row, factor.column), !text.isEmpty else { continue }
      let length = try length(factor.column)
      if length > 0 { states.append((factor.state, length)) }
    }
    let stopped = states.reduce(0) { $0 + $1.seconds }
    let minimum = try length(downtime.minimum)
    if minimum + stopped != seconds {
      throw Unusable(
        reason: "its stops (\(stopped / 60) min) and \(downtime.minimum) (\(minimum / 60) min) do not make its "
          + "\(seconds / 60) min")
    }
    if minimum > 0 { states.append((.init(category: "run", reason: nil, isBreakdown: false), minimum)) }
    return (states, minimum)
  }

  /// A row of a file without units is one: a batch.
  private func good(_ row: DelimitedFile.Line) throws(Unusable) -> Int {
    if case .downtime = mapping.activity, mapping.quantities.good == nil { return 1 }
    return try unitsIfAny(row, mapping.quantities.good)
  }

  private mutating func stage(_ row: DelimitedFile.Line) throws(Unusable) -> String {
    let text = try text(row, mapping.stage.text)
    if let known = stages[text] { return known }
    var name = text
    for pattern in mapping.stage.remove {
      if let regex = try? Regex(pattern) { name = name.replacing(regex, with: "") }
    }
    name = name.split { $0.isWhitespace }.joined(separator: " ")
    if name.isEmpty { name = text }
    stages[text] = name
    return name
  }

  private func rework(_ row: DelimitedFile.Line) throws(Unusable) -> Int {
    guard let rework = mapping.quantities.rework else { return 0 }
    if let condition = rework.condition, field(row, condition.column) != condition.value { return 0 }
    return try units(row, rework.column)
  }

  private func field(_ row: DelimitedFile.Line, _ column: String) -> String? {
    guard let place = places[column], place < row.fields.count else { return nil }
    return row.fields[place].trimmingCharacters(in: .whitespaces)
  }

  private func text(_ row: DelimitedFile.Line, _ source: ImportMapping.Text) throws(Unusable) -> String {
    switch source {
    case .column(let column): try text(row, column)
    case .always(let text): text
    }
  }

  private func text(_ row: DelimitedFile.Line, _ column: String) throws(Unusable) -> String {
    guard let text = field(row, column), !text.isEmpty else { throw Unusable(reason: "\(column) is empty") }
    return text
  }

  private func instant(_ row: DelimitedFile.Line, _ column: String) throws(Unusable) -> Instant {
    let text = try text(row, column)
    guard let instant = mapping.file.dates.instant(of: text, in: zone) else {
      throw Unusable(reason: "\(column) \"\(text)\" is no date of the mapping's format")
    }
    return instant
  }

  private func unitsIfAny(_ row: DelimitedFile.Line, _ column: String?) throws(Unusable) -> Int {
    guard let column, let text = field(row, column), !text.isEmpty else { return 0 }
    return try units(row, column)
  }

  private func units(_ row: DelimitedFile.Line, _ column: String) throws(Unusable) -> Int {
    let text = try text(row, column)
    guard let units = Int32(text), units >= 0 else {
      throw Unusable(reason: "\(column) \"\(text)\" is no number of units")
    }
    return Int(units)
  }
}
