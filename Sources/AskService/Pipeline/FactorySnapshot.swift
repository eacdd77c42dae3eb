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

  /// Zone of the first site; UTC where there is none.
  public var timeZone: String { factory.sites.first?.timeZone ?? "UTC" }
  public var languages: [String] { parser.languages }

  /// The files are read while the database answers: each takes about as long as the other.
  static func read(
    from store: ProductionStore, _ resources: ResourceLocator, isPrivate: Bool
  ) async throws(ServiceError) -> FactorySnapshot {
    let reading = Task { () -> Result<LanguageFiles, ServiceError> in
      do throws(ServiceError) { return .success(try LanguageFiles.read(resources)) } catch { return .failure(error) }
    }
    let (factory, range) = try await FactoryReading.factory(from: store, isPrivate: isPrivate)
    let files = try await reading.value.get()
    return FactorySnapshot(
      factory: factory, dataWindow: range, planner: Planner(kpis: files.kpis, factory: factory),
      answerer: Answerer(kpis: files.kpis, factory: factory),
      parser: FactoryParser(grammars: files.grammars, lexicon: Lexicon(factory: factory)))
  }

  func interpretation(
    of utterance: Utterance, in conversation: Conversation
  ) throws(ServiceError) -> Interpretation {
    if let language = utterance.language, !languages.contains(language) {
      throw .unknownLanguage(language, known: languages)
    }
    return parser.interpretation(of: utterance, in: conversation)
  }

  func trace(of utterance: Utterance) -> String { parser.trace(of: utterance) }
}
