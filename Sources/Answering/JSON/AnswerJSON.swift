import IntentParser
import QueryPlanner

extension Answer {
  /// The answer as every surface gives it: the contract is `schema/answer.schema.json`.
  public var json: JSONValue {
    let clock = SiteClock(timeZone: provenance.timeZone)
    return .members([
      "id": .string(id),
      "status": .string(status.rawValue),
      "language": .string(language),
      "headline": .string(headline),
      "interpretation": reading.map { $0.json(clock: clock) } ?? .null,
      "blocks": .array(blocks.map { $0.json(clock: clock) }),
      "provenance": provenance.json(clock: clock),
      "suggestions": .array(
        suggestions.map { .members(["label": .string($0.label), "question": .string($0.question)]) }),
      "warnings": .strings(warnings),
      "conversation": conversation.map(JSONValue.string),
      "refused": status == .refused ? .members(["words": .strings(refusedWords)]) : nil,
    ])
  }
}

extension Cell {
  /// Instants in RFC 3339, intervals in seconds.
  func json(clock: SiteClock) -> JSONValue {
    switch self {
    case .null: .null
    case .integer(let integer): .integer(integer)
    case .number(let number), .interval(let number): .number(number)
    case .text(let text): .string(text)
    case .bool(let bool): .bool(bool)
    case .instant(let instant): .string(clock.rfc3339(instant))
    case .texts(let texts): .strings(texts)
    case .integers(let integers): .array(integers.map(JSONValue.integer))
    }
  }
}

extension SQLValue {
  func json(clock: SiteClock) -> JSONValue {
    switch self {
    case .null: .null
    case .integer(let integer): .integer(integer)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .bool(let bool): .bool(bool)
    case .instant(let instant): .string(clock.rfc3339(instant))
    case .texts(let texts): .strings(texts)
    case .integers(let integers): .array(integers.map(JSONValue.integer))
    case .instants(let instants): .strings(instants.map(clock.rfc3339))
    }
  }
}

extension Provenance {
  func json(clock: SiteClock) -> JSONValue {
    .members([
      "as_of": .string(clock.rfc3339(asOf)),
      "time_zone": .string(clock.timeZone),
      "data_from": dataFrom.map { .string(clock.rfc3339($0)) } ?? .null,
      "data_to": dataTo.map { .string(clock.rfc3339($0)) } ?? .null,
      "definitions": .array(
        definitions.map {
          .members(["name": .string($0.name), "formula": .string($0.formula), "text": .string($0.text)])
        }),
      "statements": .array(
        statements.map { statement in
          .members([
            "sql": .string(statement.sql),
            "parameters": .array(statement.parameters.map { $0.json(clock: clock) }),
            "rows": .integer(Int64(statement.rows)),
            "milliseconds": .number(statement.milliseconds),
          ])
        }),
      "parser": .string(parser),
      "corrections": .array(corrections.map { .members(["from": .string($0.from), "to": .string($0.to)]) }),
    ])
  }
}
