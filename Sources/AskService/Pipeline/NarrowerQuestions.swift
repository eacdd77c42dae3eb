import Answering
import IntentParser
import QueryPlanner

/// Questions that ask for the same over less, for one that took too long: about a shorter period, or about one line.
///
/// Each is read and planned before it is offered, and must mean what was asked but for what makes it narrower.
struct NarrowerQuestions {
  let text: String
  let frame: Frame
  let period: TimeWindow?
  let conversation: Conversation
  let snapshot: FactorySnapshot
  let messages: Messages
  let language: String?
  let now: Instant

  /// Questions that are offered at once.
  private static let limit = 3
  /// A shorter period is worth a click where it is at most this part of the one that was asked.
  private static let part = 0.5

  func suggestions() -> [Suggestion] {
    let shorter = shorterPeriods()
    let questions = shorter.isEmpty ? oneLine() : shorter
    return questions.prefix(Self.limit).map { Suggestion(label: $0, question: $0) }
  }

  /// The same with another period: in its place where one was named, else at the end. The longest first.
  private func shorterPeriods() -> [String] {
    let places = frame.sources.filter { $0.key == "period" }.map(\.span)
    let asked = length(of: period)
    var found: [(question: String, length: Double)] = []
    for words in messages.shorterPeriods {
      let question = replacing(places, by: words)
      guard let read = read(question) else { continue }
      var same = read
      (same.period, same.periodOf) = (frame.period, frame.periodOf)
      guard isSame(same), read.period != frame.period else { continue }
      let plan = try? snapshot.planner.plan(for: read, at: now, shifts: [], dataWindow: snapshot.dataWindow)
      guard let window = plan?.reading.period?.window else { continue }
      let length = length(of: window)
      if length <= Self.part * asked { found.append((question, length)) }
    }
    return found.sorted { $0.length > $1.length }.map(\.question)
  }

  /// The same for one of the lines, where none was named.
  private func oneLine() -> [String] {
    guard [.line, .machine, .order, .workOrder].allSatisfy({ frame.filters[$0].isEmpty }) else { return [] }
    var questions: [String] = []
    for line in snapshot.factory.lines where questions.count < Self.limit {
      let question = messages.question(text.trimmingPunctuation, on: line.name)
      guard var read = read(question), read.filters[.line] == [line.code] else { continue }
      read.filters[.line] = []
      if isSame(read) { questions.append(question) }
    }
    return questions
  }

  private func replacing(_ places: [TextSpan], by words: String) -> String {
    guard let first = places.map(\.lowerBound).min(), let last = places.map(\.upperBound).max() else {
      return text.trimmingPunctuation + " " + words
    }
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<first], as: UTF8.self) + words + String(decoding: bytes[last...], as: UTF8.self)
  }

  private func read(_ question: String) -> Frame? {
    let utterance = Utterance(question, language: language)
    guard case .understood(let frame)? = try? snapshot.interpretation(of: utterance, in: conversation).outcome else {
      return nil
    }
    return frame
  }

  private func isSame(_ other: Frame) -> Bool {
    func bare(_ frame: Frame) -> Frame {
      var frame = frame
      (frame.sources, frame.ignored, frame.inherited) = ([], [], [])
      return frame
    }
    return bare(other) == bare(frame)
  }

  /// In seconds, as far as there are data.
  private func length(of window: TimeWindow?) -> Double {
    guard let window else { return .infinity }
    guard let from = window.from ?? snapshot.dataWindow.from else { return .infinity }
    let to = min(window.to ?? now, max(now, from))
    return Double(to.microseconds - from.microseconds) / 1_000_000
  }
}

extension String {
  /// Without the sign that ends a sentence.
  fileprivate var trimmingPunctuation: String {
    var text = self
    while let last = text.last, last.isWhitespace || "?.!".contains(last) { text.removeLast() }
    return text
  }
}
