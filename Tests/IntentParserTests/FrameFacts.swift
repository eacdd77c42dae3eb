import IntentParser

/// A frame as one line of text: `kpi metrics=oee line=SMT-1 period=day0`. Tables of expected readings are written
/// in it; it leaves out what is not asked.
func facts(_ frame: Frame) -> String {
  var parts = [frame.intent.rawValue]
  func add(_ key: String, _ values: [String]) {
    if !values.isEmpty { parts.append("\(key)=\(values.joined(separator: ","))") }
  }
  add("entity", [frame.entity?.rawValue].compactMap { $0 })
  add("metrics", frame.metrics)
  add("aspect", [frame.aspect?.rawValue].compactMap { $0 })
  for dimension in frame.filters.dimensions { add(dimension.rawValue, frame.filters[dimension]) }
  for dimension in frame.exclude.dimensions { add("not.\(dimension.rawValue)", frame.exclude[dimension]) }
  add("period", [frame.period.map(text)].compactMap { $0 })
  add("of", [frame.periodOf?.rawValue].compactMap { $0 })
  add("than", [frame.comparePeriod.map(text)].compactMap { $0 })
  add("not.period", [frame.excludedPeriod.map(text)].compactMap { $0 })
  if let hours = frame.hours { add("hours", ["\(hours.from.hour)-\(hours.to.hour)"]) }
  add("by", frame.by.map(text))
  add("having", frame.having.map(text))
  if let rank = frame.rank {
    let within = rank.within.isEmpty ? "" : "/" + rank.within.map(\.rawValue).joined(separator: "+")
    add("rank", ["\(rank.metric):\(rank.direction.rawValue):\(rank.limit.map(String.init) ?? "all")\(within)"])
  }
  add("statistic", [frame.statistic?.rawValue].compactMap { $0 })
  add(
    "compare",
    frame.compare.map { scope in scope.dimensions.map { scope[$0].joined(separator: "+") }.joined(separator: "&") })
  add("term", frame.terms)
  if case .text(let kind)? = frame.change["kind"] { add("change", [kind]) }
  add("action", [frame.action].compactMap { $0 })
  add("show", [frame.show?.rawValue].compactMap { $0 })
  return parts.joined(separator: " ").replacing(" ", with: " ")
}

private func text(_ grouping: Grouping) -> String {
  switch grouping {
  case .dimension(let dimension): dimension.rawValue
  case .grain(let grain): grain.rawValue
  }
}

private func text(_ threshold: Threshold) -> String {
  switch threshold.value {
  case .target: "\(threshold.metric)\(threshold.comparison.rawValue)target"
  case .number(let number): "\(threshold.metric)\(threshold.comparison.rawValue)\(number)"
  }
}

/// The times that these tests use; others in Swift's own words.
func words(for time: TimeExpression) -> String { text(time) }
private func text(_ time: TimeExpression) -> String {
  switch time {
  case .now: "now"
  case .relative(let unit, let offset): "\(unit.rawValue)\(offset)"
  case .complete(let unit, let count): "\(unit.rawValue)*\(count)"
  case .rolling(let seconds): "rolling\(seconds)"
  case .toDate(let unit): "\(unit.rawValue)-to-date"
  case .weekday(let day): "weekday\(day)"
  case .month(let month, let year): "month\(month)" + (year.map { "/\($0)" } ?? "")
  case .week(let week, let year): "week#\(week)" + (year.map { "/\($0)" } ?? "")
  case .shift(let name, let day): "shift:\(name)" + (day.map { "@\(text($0))" } ?? "")
  case .part(let part, let day): "\(part.rawValue)" + (day.map { "@\(text($0))" } ?? "")
  case .clock(let clock, let day): "\(clock.hour):\(clock.minute)" + (day.map { "@\(text($0))" } ?? "")
  case .hours(let hours, let day):
    "\(hours.from.hour)-\(hours.to.hour)" + (day.map { "@\(text($0))" } ?? "")
  case .since(let time): "since:\(text(time))"
  case .until(let time): "until:\(text(time))"
  case .before(let time): "before:\(text(time))"
  case .after(let time): "after:\(text(time))"
  default: "\(time)"
  }
}
