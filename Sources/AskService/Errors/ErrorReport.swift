import ProductionStore

/// What a person reads of a ``ServiceError``: the wording, in one place.
///
/// `message` carries no data; `detail` does; `hint` says what to do next.
public struct ErrorReport: Sendable, Hashable, Codable {
  public var code: String
  public var message: String
  public var detail: String?
  public var hint: String?
}

extension ServiceError {
  public var report: ErrorReport {
    let (message, detail, hint) = wording
    return ErrorReport(code: code.rawValue, message: message, detail: detail, hint: hint)
  }

  private var wording: (message: String, detail: String?, hint: String?) {
    switch self {
    case .emptyQuestion:
      ("There is no question.", nil, "Ask for instance: what is today's OEE by line")
    case .questionTooLong(let limit):
      ("The question is too long.", "At most \(limit) characters.", "Ask one thing at a time.")
    case .unknownLanguage(let language, let known):
      ("There is no grammar for this language.", "\u{201C}\(language)\u{201D}", "Known: \(list(known)).")
    case .unreadableInstant(let text):
      (
        "The time cannot be read.", "\u{201C}\(text)\u{201D}",
        "Write date, time and offset, as in 2026-03-18T14:30:00+07:00."
      )
    case .unreadableGrammar(let detail):
      ("The grammar cannot be read.", detail, "See the notation at the top of the grammar files.")
    case .unreadableKpis(let detail):
      ("kpis.yaml cannot be read.", detail, nil)
    case .database(let error): (error.title, error.message, error.hint)
    case .noProductionSchema(let privateCluster):
      (
        "There are no production data yet.", "The database has no schema production.",
        privateCluster
          ? "Run `ask demo` for a demo factory, or `ask import FILE --mapping MAPPING.yaml` for your own data."
          : "Create the schema of schema/production.sql there, or views of its names; then run `ask check`."
      )
    case .contractNotKept(let detail):
      ("The database does not keep the contract.", detail, "Run `ask check` for what is missing.")
    case .malformedBody(let detail):
      ("The body is not a JSON object.", detail, "Send {\"question\": \"…\"}.")
    case .unknownKeys(let keys, let known):
      ("The request has keys that are not known.", list(keys), "Known: \(list(known)).")
    case .wrongType(let key, let expected):
      ("A value of the request has the wrong type.", "\(key) is to be \(expected).", nil)
    case .missingKey(let key):
      ("The request lacks a key.", key, "Send {\"question\": \"…\"}.")
    case .noSuchResource(let path):
      ("There is nothing at this address.", path, "Questions go to POST /v1/ask.")
    case .methodNotAllowed(let method, let allowed):
      ("This address does not take this method.", method, "Use \(list(allowed)).")
    case .bodyTooLarge(let limit):
      ("The body is too large.", "At most \(limit) bytes.", nil)
    case .unsupportedMediaType(let type):
      ("The body has a type that is not read.", type.isEmpty ? nil : type, "Send application/json in UTF-8.")
    case .resourcesNotFound(let looked):
      (
        "The grammars and kpis.yaml were not found.", "Looked in \(list(looked)).",
        "Set ASK_HOME to the directory that holds kpis.yaml and grammars/."
      )
    case .unreadableSettings(let file, let detail):
      ("The settings cannot be read.", "\(file): \(detail)", nil)
    case .unreadableFixture(let file, let line, let detail):
      ("The fixture cannot be read.", "\(file):\(line): \(detail)", "fixtures/README.md has the format.")
    case .unreadableFile(let file, let detail):
      ("A file cannot be read.", "\(file): \(detail)", nil)
    case .unexpectedFault:
      ("The service met a fault that it does not know.", nil, "The log of the service has it, by the request's id.")
    case .cancelled:
      ("The question was cancelled.", nil, nil)
    }
  }
}

extension DatabaseError {
  /// What happened, without data.
  fileprivate var title: String {
    switch self {
    case .connection, .closed: "The database cannot be reached."
    case .sql: "The database refused a statement."
    case .timeout: "The database took too long."
    case .poolExhausted: "All connections to the database are busy."
    case .decoding: "A value from the database has another type than the contract says."
    case .cluster: "The private database cannot be used."
    case .importing: "The file was not imported; nothing was changed."
    case .cancelled: "The question was cancelled."
    }
  }
}

private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
