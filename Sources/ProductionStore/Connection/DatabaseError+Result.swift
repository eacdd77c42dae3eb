import CLibPQ
internal import Foundation

extension DatabaseError {
  /// The error that a failed result reports.
  init(result: OpaquePointer, handle: OpaquePointer) {
    func field(_ field: clibpq_diagnostic) -> String? {
      PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) }
    }
    guard let state = field(clibpq_sqlstate), PQstatus(handle) == CONNECTION_OK else {
      let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
      self = .connection(message: message.trimmingCharacters(in: .whitespacesAndNewlines))
      return
    }
    let context = field(clibpq_context)
    let copy = context.flatMap(CopyContext.init)
    self = .sql(
      SQLFailure(
        state: state, message: field(clibpq_message) ?? "", detail: field(clibpq_detail), hint: field(clibpq_hint),
        position: field(clibpq_position).flatMap { Int($0) }, context: context,
        table: field(clibpq_table) ?? copy?.table, column: field(clibpq_column),
        constraint: field(clibpq_constraint), copyLine: copy?.line))
  }
}

/// Where a COPY stood: PostgreSQL says it only in words, `COPY machine_states, line 3, column category: "x"`.
private struct CopyContext {
  var table: String
  var line: Int

  init?(_ context: String) {
    for text in context.split(separator: "\n") {
      guard text.hasPrefix("COPY "), let comma = text.range(of: ", line ") else { continue }
      guard let line = Int(text[comma.upperBound...].prefix { $0.isNumber }) else { continue }
      table = String(text[text.index(text.startIndex, offsetBy: 5)..<comma.lowerBound])
      self.line = line
      return
    }
    return nil
  }
}
