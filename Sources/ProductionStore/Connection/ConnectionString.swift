import CLibPQ
internal import Foundation

/// A libpq connection string or URI with what Shoptalk adds to it.
///
/// All settings of the session travel with the start-up packet (`options`), so that a new connection costs no round
/// trip beyond its own. What the caller's string says in `options` comes first and ours last: ours wins.
struct ConnectionString: Sendable, Hashable {
  /// Keywords and values; `dbname` first holds the caller's whole string, which libpq expands.
  private(set) var parameters: [(keyword: String, value: String)]

  init(dsn: String, settings: [(name: String, value: String)], connectTimeout: Duration) throws(DatabaseError) {
    let given = try Self.parse(dsn)
    var options = given["options"].map { [$0] } ?? []
    options += settings.map { "-c \($0.name)=\(Self.escaped($0.value))" }
    parameters = [
      (keyword: "dbname", value: dsn.isEmpty ? "dbname=''" : dsn),
      (keyword: "options", value: options.joined(separator: " ")),
      (keyword: "client_encoding", value: "UTF8"),
      (keyword: "fallback_application_name", value: "shoptalk"),
    ]
    if given["connect_timeout"] == nil {
      parameters.append((keyword: "connect_timeout", value: String(max(2, connectTimeout.components.seconds))))
    }
  }

  /// The values that the string sets itself, by keyword.
  static func parse(_ dsn: String) throws(DatabaseError) -> [String: String] {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(dsn, &message) else {
      defer { PQfreemem(message) }
      throw .connection(message: message.map { String(cString: $0) } ?? "the connection string cannot be read")
    }
    defer { PQconninfoFree(options) }
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return values
  }

  /// Within `options` a space separates, unless a backslash stands before it.
  private static func escaped(_ value: String) -> String {
    value.flatMap { $0 == " " || $0 == "\\" ? ["\\", $0] : [$0] }.reduce(into: "") { $0.append($1) }
  }

  /// Calls `body` with the arrays that libpq takes.
  func withArrays<R>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> R?
  ) -> R? {
    let keywords = parameters.map { strdup($0.keyword) }
    let values = parameters.map { strdup($0.value) }
    defer { for pointer in keywords + values { free(pointer) } }
    let keywordArray = keywords.map { $0.map { UnsafePointer($0) } } + [nil]
    let valueArray = values.map { $0.map { UnsafePointer($0) } } + [nil]
    return keywordArray.withUnsafeBufferPointer { keywords in
      valueArray.withUnsafeBufferPointer { values in
        guard let keywords = keywords.baseAddress, let values = values.baseAddress else { return nil }
        return body(keywords, values)
      }
    }
  }

  static func == (a: ConnectionString, b: ConnectionString) -> Bool {
    a.parameters.elementsEqual(b.parameters) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for parameter in parameters { hasher.combine(parameter.value) }
  }
}
