import Answering
import Foundation
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

  static func read(
    from store: ProductionStore, _ resources: ResourceLocator, isPrivate: Bool
  ) async throws(ServiceError) -> FactorySnapshot {
    let kpis = try kpis(at: resources.kpis)
    let (factory, window) = try await FactoryReading.factory(from: store, isPrivate: isPrivate)
    let parser = try FactoryParser(grammars: resources.grammars, lexicon: Lexicon(factory: factory))
    return FactorySnapshot(
      factory: factory, dataWindow: window, planner: Planner(kpis: kpis, factory: factory),
      answerer: Answerer(kpis: kpis, factory: factory), parser: parser)
  }

  func interpretation(of utterance: Utterance, after frame: Frame?) throws(ServiceError) -> Interpretation {
    if let language = utterance.language, !languages.contains(language) {
      throw .unknownLanguage(language, known: languages)
    }
    return parser.interpretation(of: utterance, after: frame)
  }

  func trace(of utterance: Utterance) -> String { parser.trace(of: utterance) }

  private static func kpis(at file: URL) throws(ServiceError) -> KpiCatalogue {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw .unreadableFile(file.path, detail: "no such file")
    }
    do {
      return try KpiCatalogue(yaml: String(decoding: data, as: UTF8.self), file: file.lastPathComponent)
    } catch {
      throw .unreadableKpis(detail: "\(error)")
    }
  }
}
