import Answering
import AskService

extension AnswerFormat {
  func text(of answer: Answer, colour: Bool, width: Int) -> String {
    switch self {
    case .text: TextRenderer(width: width, colour: colour).render(answer)
    case .json: answer.json.text()
    case .markdown: MarkdownRenderer().render(answer)
    case .csv: CSVRenderer().render(answer)
    }
  }
}
