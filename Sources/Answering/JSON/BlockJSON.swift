import QueryPlanner

extension Block {
  func json(clock: SiteClock) -> JSONValue {
    switch self {
    case .table(let table): table.json(clock: clock)
    case .chart(let chart): chart.json
    case .gantt(let gantt): gantt.json(clock: clock)
    case .explanation(let explanation): explanation.json
    case .note(let text): .members(["kind": .string("note"), "text": .string(text)])
    }
  }
}

extension TableBlock {
  func json(clock: SiteClock) -> JSONValue {
    .members([
      "kind": .string("table"),
      "title": title.map(JSONValue.string),
      "columns": .array(
        columns.map {
          .members([
            "name": .string($0.name), "label": .string($0.label), "type": .string($0.type.rawValue),
            "unit": .string($0.unit.rawValue),
          ])
        }),
      "rows": .array(rows.map { .array($0.map { $0.json(clock: clock) }) }),
      "total": total.map { .array($0.map { $0.json(clock: clock) }) } ?? .null,
      "more": .integer(Int64(more)),
    ])
  }
}

extension ChartBlock {
  var json: JSONValue {
    .members([
      "kind": .string("chart"), "form": .string(form.rawValue), "title": .string(title), "x": .strings(x),
      "series": .array(
        series.map { series in
          .members([
            "name": .string(series.name), "unit": .string(series.unit.rawValue),
            "values": .array(series.values.map { $0.map(JSONValue.number) ?? .null }),
          ])
        }),
      "target": target.map(JSONValue.number) ?? .null,
    ])
  }
}

extension GanttBlock {
  func json(clock: SiteClock) -> JSONValue {
    .members([
      "kind": .string("gantt"),
      "title": title.map(JSONValue.string),
      "from": .string(clock.rfc3339(from)), "to": .string(clock.rfc3339(to)), "now": .string(clock.rfc3339(now)),
      "rows": .array(
        rows.map { row in
          .members([
            "label": .string(row.label), "bars": .array(row.bars.map { $0.json(clock: clock) }),
            "late_by": row.lateBy.map(JSONValue.integer) ?? .null,
          ])
        }),
      "more": .integer(Int64(more)),
    ])
  }
}

extension GanttBlock.Bar {
  fileprivate func json(clock: SiteClock) -> JSONValue {
    .members([
      "kind": .string(kind.rawValue), "from": .string(clock.rfc3339(from)), "to": .string(clock.rfc3339(to)),
      "label": .optional(label),
    ])
  }
}

extension ExplanationBlock {
  var json: JSONValue {
    .members([
      "kind": .string("explanation"), "of": .string(of), "unit": .string(Unit.seconds.rawValue),
      "total": .integer(total),
      "parts": .array(
        parts.map { part in
          .members([
            "cause": .string(part.cause), "stage": .optional(part.stage), "order": .optional(part.order),
            "machine": .optional(part.machine), "reason": .optional(part.reason), "value": .integer(part.value),
            "evidence": .optional(part.evidence),
          ])
        }),
    ])
  }
}
