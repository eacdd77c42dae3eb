import Answering
import AskService

/// What came of one question.
enum QuestionOutcome: Sendable {
  case answer(Answer)
  case error(ServiceError)

  /// Nil where it was answered.
  var exit: ProgramExit? {
    switch self {
    case .answer(let answer): answer.status == .answered ? nil : .notAnswered
    case .error(let error): ProgramExit(error)
    }
  }

  func throwExit() throws(ProgramExit) {
    if let exit { throw exit }
  }
}
