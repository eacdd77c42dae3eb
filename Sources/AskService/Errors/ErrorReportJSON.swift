public import Answering

extension ErrorReport {
  /// `{code, message, detail, hint}`; what there is nothing to say about is null.
  public var json: JSONValue {
    .object([
      JSONValue.Member("code", .string(code)),
      JSONValue.Member("message", .string(message)),
      JSONValue.Member("detail", detail.map(JSONValue.string) ?? .null),
      JSONValue.Member("hint", hint.map(JSONValue.string) ?? .null),
    ])
  }
}
