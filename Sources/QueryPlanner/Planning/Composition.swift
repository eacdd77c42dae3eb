/// How the results of a plan's statements become an answer: one case a kind of answer.
public enum Composition: Sendable {
  case help
}
