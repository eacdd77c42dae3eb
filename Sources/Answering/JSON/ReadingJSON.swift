import IntentParser
public import QueryPlanner

extension Reading {
  /// The `interpretation` object of an answer. Absent keys mean "not asked"; times carry the clock's offset.
  public func json(clock: SiteClock) -> JSONValue {
    .members([
      "intent": .string(frame.intent.rawValue),
      "entity": frame.entity.map { .string($0.rawValue) },
      "metrics": strings(frame.metrics),
      "aspect": frame.aspect.map { .string($0.rawValue) },
      "filters": scope(askedFilters ?? frame.filters),
      "exclude": scope(frame.exclude),
      "period": period.map { $0.json(clock: clock) },
      "compare_period": comparePeriod.map { $0.json(clock: clock) },
      "excluded_period": excludedPeriod.map { Reading.Period(window: $0).json(clock: clock) },
      "by": strings(frame.by.map(\.name)),
      "having": array(frame.having.map(\.json)),
      "rank": frame.rank?.json,
      "statistic": frame.statistic.map { .string($0.rawValue) },
      "compare": array(frame.compare.map(\.json)),
      "term": frame.terms.count == 1 ? .string(frame.terms[0]) : strings(frame.terms),
      "change": values(frame.change, times: changeTimes, clock: clock),
      "action": frame.action.map(JSONValue.string),
      "condition": values(frame.condition, clock: clock),
      "schedule": values(frame.schedule, clock: clock),
      "channel": frame.channel.map(JSONValue.string),
      "show": frame.show.map { .string($0.rawValue) },
      "hours": frame.hours.map(\.json),
      "inherited": strings(frame.inherited),
      "defaulted": strings(defaulted),
      "ignored": strings(frame.ignored),
    ])
  }
}

extension Grouping {
  /// Name as in an interpretation's `by`.
  var name: String {
    switch self {
    case .dimension(let dimension): dimension.rawValue
    case .grain(let grain): grain.rawValue
    }
  }
}

private func strings(_ values: [String]) -> JSONValue? { values.isEmpty ? nil : .strings(values) }
private func array(_ values: [JSONValue]) -> JSONValue? { values.isEmpty ? nil : .array(values) }
private func scope(_ scope: Scope) -> JSONValue? { scope.isEmpty ? nil : scope.json }

private func values(
  _ values: [String: FrameValue], times: [String: Instant] = [:], clock: SiteClock
) -> JSONValue? {
  guard !values.isEmpty else { return nil }
  // Sorted, since a dictionary's order changes from run to run; what kind of change it is comes first.
  let names = values.keys.sorted { ($0 == "kind" ? "" : $0) < ($1 == "kind" ? "" : $1) }
  return .object(
    names.compactMap { name in
      switch values[name] {
      // An end that is open is not there.
      case .time: times[name].map { JSONValue.Member(name, .string(clock.rfc3339($0))) }
      case let value: value?.json.map { JSONValue.Member(name, $0) }
      }
    })
}

extension Reading.Period {
  fileprivate func json(clock: SiteClock) -> JSONValue {
    .members([
      "from": (instant ?? window.from).map { .string(clock.rfc3339($0)) } ?? .null,
      "to": (instant ?? window.to).map { .string(clock.rfc3339($0)) } ?? .null,
      "of": of.map { .string($0.rawValue) },
    ])
  }
}

extension Scope {
  fileprivate var json: JSONValue {
    .object(dimensions.map { JSONValue.Member($0.rawValue, .strings(self[$0])) })
  }
}

extension Threshold {
  fileprivate var json: JSONValue {
    let bound: JSONValue =
      switch value {
      case .number(let number): .number(number)
      case .target: .string("target")
      }
    return .members(["metric": .string(metric), "op": .string(comparison.rawValue), "value": bound])
  }
}

extension Rank {
  fileprivate var json: JSONValue {
    .members([
      "metric": .string(metric), "direction": .string(direction.rawValue),
      "limit": limit.map { .integer(Int64($0)) },
      "within": strings(within.map(\.rawValue)),
    ])
  }
}

extension ClockTime {
  fileprivate var json: JSONValue { .string(pad(hour) + ":" + pad(minute)) }
}

extension ClockRange {
  fileprivate var json: JSONValue { .members(["from": from.json, "to": to.json]) }
}

extension FrameValue {
  /// Nil for a time, which is not resolved here.
  fileprivate var json: JSONValue? {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .number(number)
    case .list(let list): .strings(list)
    case .time: nil
    }
  }
}
