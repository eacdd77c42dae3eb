public import Answering
public import Foundation
import IntentParser
public import QueryPlanner
import Synchronization

/// The words of answers in every language that has an `answers.yaml`, each read when it is first needed.
public final class AnswerLanguages: Sendable {
  /// What other languages fall back to for what they leave out.
  public static let fallback = "en"

  private let folders: [URL]
  private let kpis: KpiCatalogue
  private let read = Mutex<[String: Messages]>([:])

  /// - Parameter folders: each holds a folder a language; of one that stands in several the first counts.
  public init(folders: [URL], kpis: KpiCatalogue) { (self.folders, self.kpis) = (folders, kpis) }

  /// The words of a language; of ``fallback`` where it has no file.
  ///
  /// - Throws: ``ServiceError/unreadableGrammar(detail:)`` with file, line and what to write instead.
  public func messages(in language: String) throws(ServiceError) -> Messages {
    // Read within the lock: whoever comes meanwhile would only read the same file again.
    try read.withLock { read throws(ServiceError) in try messages(in: language, &read) }
  }

  /// Reads a language while there is something else to wait for. A slip in its file shows when it is needed.
  public func prepare(_ language: String) {
    Task { _ = try? messages(in: language) }
  }

  public func has(_ language: String) -> Bool { file(language) != nil }

  private func messages(in language: String, _ read: inout [String: Messages]) throws(ServiceError) -> Messages {
    if let messages = read[language] { return messages }
    let messages: Messages
    if language == Self.fallback {
      messages = try whole()
    } else if let file = file(language) {
      let own = try parsed(file, language)
      messages =
        own.missing(kpis: kpis).isEmpty ? own : own.completed(by: try self.messages(in: Self.fallback, &read))
    } else {
      return try self.messages(in: Self.fallback, &read)
    }
    read[language] = messages
    return messages
  }

  private func whole() throws(ServiceError) -> Messages {
    guard let file = file(Self.fallback) else { throw unreadable(.unreadable(path: name(Self.fallback))) }
    let messages = try parsed(file, Self.fallback)
    let missing = messages.missing(kpis: kpis)
    guard missing.isEmpty else {
      throw unreadable(.missingKeys(file: name(Self.fallback), keys: missing))
    }
    return messages
  }

  private func parsed(_ file: URL, _ language: String) throws(ServiceError) -> Messages {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw unreadable(.unreadable(path: file.path))
    }
    do {
      return try Messages(
        yaml: String(decoding: data, as: UTF8.self), file: name(language), language: language, kpis: kpis)
    } catch { throw unreadable(error) }
  }

  private func unreadable(_ error: MessagesError) -> ServiceError { .unreadableGrammar(detail: "\(error)") }
  private func name(_ language: String) -> String { "\(language)/\(Grammar.answersFile)" }

  private func file(_ language: String) -> URL? {
    guard !language.contains("/"), !language.hasPrefix(".") else { return nil }
    return folders.map { $0.appending(path: name(language)) }.first { FileManager.default.fileExists(atPath: $0.path) }
  }
}

extension AnswerLanguages {
  /// Those of a service. A folder of grammars of one's own need not say how to answer in the fallback language.
  convenience init(_ resources: ResourceLocator, kpis: KpiCatalogue) {
    self.init(folders: [resources.grammars, resources.home.appending(path: "grammars")], kpis: kpis)
  }

  /// Those of a service, without asking a database anything.
  public convenience init(_ resources: ResourceLocator) throws(ServiceError) {
    self.init(resources, kpis: try LanguageFiles.kpis(at: resources.kpis))
  }
}
