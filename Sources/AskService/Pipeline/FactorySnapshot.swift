import Answering
import IntentParser
import ProductionStore
public import QueryPlanner

/// What the service knows of one factory, read once: its names, its KPIs, the grammars, how far the data reach.
public struct FactorySnapshot: Sendable {
  public let factory: FactoryCatalogue
  /// First and last event in the data.
  public let dataWindow: TimeWindow
  let planner: Planner
  let answerer: Answerer
  private let parser: FactoryParser
  private let answers: AnswerLanguages

  /// Zone of the first site; UTC where there is none.
  public var timeZone: String { factory.sites.first?.timeZone ?? "UTC" }
  public var languages: [String] { parser.languages }

  /// The files are read while the database answers: each takes about as long as the other.
  static func read(
    from store: ProductionStore, _ resources: ResourceLocator, _ settings: Settings
  ) async throws(ServiceError) -> FactorySnapshot {
    let reading = Task { () -> Result<LanguageFiles, ServiceError> in
      do throws(ServiceError) {
        return .success(try LanguageFiles.read(resources, language: settings.language))
      } catch {
        return .failure(error)
      }
    }
    let (factory, range) = try await FactoryReading.factory(from: store, isPrivate: settings.dsn == nil)
    let files = try await reading.value.get()
    return FactorySnapshot(
      factory: factory, dataWindow: range, planner: Planner(kpis: files.kpis, factory: factory),
      answerer: Answerer(kpis: files.kpis, factory: factory),
      parser: FactoryParser(grammars: files.grammars, lexicon: Lexicon(factory: factory)), answers: files.answers)
  }

  func interpretation(
    of utterance: Utterance, in conversation: Conversation
  ) throws(ServiceError) -> Interpretation {
    if let language = utterance.language, !languages.contains(language), !answers.has(language) {
      throw .unknownLanguage(language, known: languages)
    }
    return parser.interpretation(of: utterance, in: conversation)
  }

  /// The words in which a question is answered: of the language that was asked for, else of the one it was read in.
  func messages(for interpretation: Interpretation, asked language: String?) throws(ServiceError) -> Messages {
    try answers.messages(in: language ?? interpretation.language)
  }

  /// Throws what is wrong with the words of any language that can be asked in.
  func requireAnswers() throws(ServiceError) {
    for language in languages { _ = try answers.messages(in: language) }
  }

  func coverage(of questions: [AskRequest]) -> GrammarCoverage { parser.coverage(of: questions) }

  func trace(of utterance: Utterance) -> String { parser.trace(of: utterance) }
}
