import Answering
import Foundation
import IntentParser
import QueryPlanner

/// The files that tell how questions are read and KPIs are computed; no factory in them.
struct LanguageFiles: Sendable {
  let kpis: KpiCatalogue
  let grammars: [Grammar]
  let answers: AnswerLanguages

  /// - Parameter language: that of the answers, where it is known before there is a question.
  static func read(_ resources: ResourceLocator, language: String?) throws(ServiceError) -> LanguageFiles {
    let kpis = try kpis(at: resources.kpis)
    let answers = AnswerLanguages(resources, kpis: kpis)
    answers.prepare(language ?? AnswerLanguages.fallback)
    return LanguageFiles(kpis: kpis, grammars: try grammars(in: resources.grammars, kpis), answers: answers)
  }

  private static func grammars(in folder: URL, _ kpis: KpiCatalogue) throws(ServiceError) -> [Grammar] {
    do throws(GrammarError) {
      var grammars = try Grammar.all(in: folder.path)
      for index in grammars.indices { try kpis.teach(&grammars[index]) }
      return grammars
    } catch { throw .unreadableGrammar(detail: "\(error)") }
  }

  static func kpis(at file: URL) throws(ServiceError) -> KpiCatalogue {
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
