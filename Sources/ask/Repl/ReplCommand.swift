import AskService
import QueryPlanner

/// A line that speaks to the program instead of the factory.
enum ReplCommand: Equatable {
  case help, sql, quit
  case format(AnswerFormat?)
  case asOf(String?)
  case unknown(String)

  static let names = [":help", ":sql", ":format", ":as-of", ":quit"]

  static let manual = """
    Ask in plain words, e.g. what is today's OEE on SMT line 1
      :sql             the SQL of the last answer
      :format FORM     text, json, markdown or csv
      :as-of TIME      ask as if it were that time, e.g. 2026-03-18T14:30:00+07:00; without TIME: now
      :quit            leave, as does Ctrl-D
    Ctrl-C stops a running question; tab completes names.
    """

  /// Nil where the line is a question.
  init?(_ line: String) {
    guard line.hasPrefix(":") else { return nil }
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    let value = parts.count > 1 ? parts[1] : nil
    switch (parts.first, value) {
    case (":help", nil): self = .help
    case (":sql", nil): self = .sql
    case (":quit", nil), (":q", nil): self = .quit
    case (":as-of", let time): self = .asOf(time)
    case (":format", let name?): self = AnswerFormat(rawValue: name).map { .format($0) } ?? .unknown(line)
    case (":format", nil): self = .format(nil)
    default: self = .unknown(line)
    }
  }
}
