import Answering
import IntentParser
import QueryPlanner

extension Conversation.Turn {
  /// What a next question can lean on; nil where nothing was read, so that a slip of the pen ends no conversation.
  init?(of interpretation: Interpretation, answeredBy answer: Answer) {
    switch interpretation.outcome {
    case .notUnderstood: return nil
    case .ambiguous(let ambiguity):
      self.init(frame: nil, language: interpretation.language, choices: ambiguity.choices.map(\.frame))
    case .understood(var frame):
      frame.looksAhead = answer.reading?.frame.looksAhead
      self.init(frame: frame, language: interpretation.language, things: answer.things)
    }
  }
}

extension Answer {
  /// The things that the rows of the first table are about, by column.
  fileprivate var things: [Conversation.Things] {
    let tables = blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    guard let table = tables.first else { return [] }
    return table.columns.enumerated().compactMap { index, column in
      guard let dimension = Dimension(rawValue: column.name) else { return nil }
      var codes: [String] = []
      for row in table.rows {
        guard case .text(let code) = row[index], !codes.contains(code) else { continue }
        codes.append(code)
      }
      return Conversation.Things(dimension: dimension, codes: codes, isComplete: table.more == 0)
    }
  }
}
