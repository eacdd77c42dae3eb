public import Answering
public import Foundation
import IntentParser
public import QueryPlanner

/// Asks the questions of fixtures and compares what comes.
public struct FixtureRunner: Sendable {
  private let ask: @Sendable (AskRequest) async throws(ServiceError) -> Answer
  private let rows: @Sendable (SQLStatement) async throws(ServiceError) -> ResultTable
  /// Where paths of SQL files start: the directory that holds kpis.yaml.
  private let home: URL

  public init(
    home: URL, ask: @escaping @Sendable (AskRequest) async throws(ServiceError) -> Answer,
    rows: @escaping @Sendable (SQLStatement) async throws(ServiceError) -> ResultTable
  ) {
    (self.home, self.ask, self.rows) = (home, ask, rows)
  }

  /// The outcomes of a file's phrasings, in its order.
  public func outcomes(of file: FixtureFile) async -> [FixtureOutcome] {
    var outcomes: [FixtureOutcome] = []
    for each in file.cases {
      for question in each.ask { outcomes.append(await outcome(of: question, each, in: file)) }
    }
    return outcomes
  }

  private func outcome(of question: String, _ each: FixtureCase, in file: FixtureFile) async -> FixtureOutcome {
    let expected = each.expectations
    var outcome = FixtureOutcome(
      file: file.path, line: each.line, question: question, language: each.language,
      intent: expected.intent ?? expected.status.rawValue,
      milliseconds: 0,
      mismatches: [])
    let clock = ContinuousClock()
    let start = clock.now
    do {
      var conversation = Conversation()
      for turn in each.after { conversation.add(try await answer(to: turn, in: conversation, each, file).turn) }
      outcome.request = AskRequest(question: question, language: each.language, conversation: conversation)
      let answer = try await answer(to: question, in: conversation, each, file)
      outcome.found = expected.rewritten(answer)
      outcome.milliseconds = start.duration(to: clock.now).inMilliseconds
      if let intent = answer.reading?.frame.intent, expected.intent == nil { outcome.intent = intent.rawValue }
      outcome.mismatches = expected.mismatches(in: answer)
      if outcome.mismatches.isEmpty, expected.status == .answered, !file.readsOnly {
        outcome.mismatches += try await rowMismatches(of: answer, expected, now: file.now)
      }
    } catch {
      outcome.mismatches = [
        FixtureMismatch(
          reason: .failed, place: "answer", expected: expected.status.rawValue, found: error.debugDescription)
      ]
    }
    return outcome
  }

  private func answer(
    to question: String, in conversation: Conversation, _ each: FixtureCase, _ file: FixtureFile
  ) async throws(ServiceError) -> Answer {
    var request = AskRequest(
      question: question, asOf: file.now, language: each.language, conversation: conversation)
    request.readsOnly = file.readsOnly
    return try await ask(request)
  }

  private func rowMismatches(
    of answer: Answer, _ expected: FixtureExpectations, now: Instant
  ) async throws(ServiceError) -> [FixtureMismatch] {
    guard expected.sql != nil || expected.cells != nil else { return [] }
    let tables = answer.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    guard let table = tables.first else {
      return [FixtureMismatch(reason: .wrongRows, place: "table", expected: "one", found: "none")]
    }
    let check = RowCheck(table: table)
    var mismatches: [FixtureMismatch] = []
    if let cells = expected.cells { mismatches += check.mismatches(with: cells) }
    if let path = expected.sql {
      guard let data = FileManager.default.contents(atPath: home.appending(path: path).path) else {
        throw .unreadableFile(path, detail: "no such file below \(home.path)")
      }
      let sql = FixtureSQL(text: String(decoding: data, as: UTF8.self), now: now)
      mismatches += check.mismatches(with: try await rows(sql.statement), ordered: sql.ordered)
    }
    return mismatches
  }
}

extension FixtureExpectations {
  var intent: String? {
    guard case .string(let intent) = reads?.first(where: { $0.name == "intent" })?.value else { return nil }
    return intent
  }

  func mismatches(in answer: Answer) -> [FixtureMismatch] {
    if asks, answer.status == .clarify { return [] }
    let isRead = mayBeUnsupported && reads != nil && answer.status == .unsupported
    guard answer.status == status || isRead else {
      return [
        FixtureMismatch(
          reason: statusReason(of: answer), place: "status", expected: status.rawValue,
          found: "\(answer.status.rawValue): \(answer.headline)")
      ]
    }
    let offers = answer.suggestions.flatMap { [$0.label, $0.question] }
    return mismatches(in: answer.json["interpretation"])
      + lacking(headline, in: [answer.headline], .wrongHeadline, "headline")
      + lacking(refuses, in: answer.refusedWords, .droppedWord, "refused words")
      + lacking(clarifies, in: offers, .wrongStatus, "readings offered")
      + lacking(unsupported, in: [answer.headline] + answer.warnings, .wrongHeadline, "what is missing")
  }

  private func statusReason(of answer: Answer) -> MismatchReason {
    switch (status, answer.status) {
    case (.refused, .answered): refuses.isEmpty ? .falseAccept : .droppedWord
    case (_, .answered): .falseAccept
    case (.answered, .refused), (.answered, .clarify): .falseRefusal
    default: .wrongStatus
    }
  }

  private func lacking(
    _ wanted: [String], in texts: [String], _ reason: MismatchReason, _ place: String
  ) -> [FixtureMismatch] {
    wanted.filter { word in !texts.contains { $0.lowercased().contains(word.lowercased()) } }.map {
      FixtureMismatch(reason: reason, place: place, expected: $0, found: texts.joined(separator: "; "))
    }
  }
}

extension Duration {
  /// In milliseconds, with what is below them as a fraction.
  public var inMilliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
