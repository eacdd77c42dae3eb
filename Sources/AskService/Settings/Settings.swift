/// What can be set from outside, each nil where nobody set it.
///
/// Flags win over the environment, the environment over the file:
///
///     flags.over(Settings(environment: variables)).over(try Settings(yaml: text, file: path))
public struct Settings: Sendable, Hashable {
  /// libpq connection string; nil: the private cluster.
  public var dsn: String?
  /// The clock of questions, RFC 3339; nil: now.
  public var asOf: String?
  /// Code of a grammar folder; nil: the parser finds out.
  public var language: String?
  /// Folder that holds the languages' folders.
  public var grammars: String?
  /// Where the private cluster and the history are.
  public var dataDirectory: String?

  public init(
    dsn: String? = nil, asOf: String? = nil, language: String? = nil, grammars: String? = nil,
    dataDirectory: String? = nil
  ) {
    (self.dsn, self.asOf, self.language) = (dsn, asOf, language)
    (self.grammars, self.dataDirectory) = (grammars, dataDirectory)
  }

  /// These settings, filled from `lower` where nothing is set here.
  public func over(_ lower: Settings) -> Settings {
    Settings(
      dsn: dsn ?? lower.dsn, asOf: asOf ?? lower.asOf, language: language ?? lower.language,
      grammars: grammars ?? lower.grammars, dataDirectory: dataDirectory ?? lower.dataDirectory)
  }

  /// `ASK_DSN`, `ASK_AS_OF`, `ASK_LANGUAGE`, `ASK_GRAMMARS`, `ASK_DATA_DIR`; an empty variable sets nothing.
  public init(environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.init(
      dsn: value("ASK_DSN"), asOf: value("ASK_AS_OF"), language: value("ASK_LANGUAGE"),
      grammars: value("ASK_GRAMMARS"), dataDirectory: value("ASK_DATA_DIR"))
  }
}
