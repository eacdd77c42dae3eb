/// A form in which answers are written out.
public enum AnswerFormat: String, Sendable, CaseIterable {
  case text, json, markdown, csv
}
