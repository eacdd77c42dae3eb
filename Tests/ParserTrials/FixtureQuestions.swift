import Foundation
import Yams

/// The questions of the fixtures, whatever they are to mean.
package enum FixtureQuestions {
  /// Every `ask` of every file under a folder, each once, in the order of the files' names.
  package static func all(in folder: String) throws -> [String] {
    var questions: [String] = []
    var known: Set<String> = []
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for file in files.filter({ $0.hasSuffix(".yaml") }).sorted() {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      guard let cases = try Yams.compose(yaml: text)?["cases"]?.array() else { continue }
      for question in cases.flatMap({ $0["ask"]?.array().compactMap(\.string) ?? [] })
      where known.insert(question).inserted {
        questions.append(question)
      }
    }
    return questions
  }
}
