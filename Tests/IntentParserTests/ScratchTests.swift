import Foundation
import Testing

@testable import IntentParser

@Suite struct ScratchTests {
  @Test func scratch() throws {
    guard let text = try? String(contentsOfFile: "/tmp/special_q.txt", encoding: .utf8) else { return }
    var out = ""
    for line in text.split(separator: "\n") {
      out += "\(line)\n    → \(try Parser.reading(String(line)))\n"
      if let file = ProcessInfo.processInfo.environment["SP_TRACE"], !file.isEmpty {
        let trace = try Parser.shared.get().trace(Utterance(String(line)))
        for c in trace.candidates { out += "   * \(c.cost) \(c.frame): " + c.pieces.map { "[\($0.words)|\($0.rule)|\($0.cost)]" }.joined(separator: " ") + "\n" }
        out += "   - " + trace.cover.map { "[\($0.words)|\($0.rule)|\($0.cost)]" }.joined(separator: " ") + "\n"
      }
      if case .understood(let frame) = try Parser.interpret(String(line)).outcome {
        if !frame.change.isEmpty { out += "      change \(frame.change)\n" }
        if !frame.condition.isEmpty { out += "      condition \(frame.condition)\n" }
        if !frame.schedule.isEmpty { out += "      schedule \(frame.schedule)\n" }
        if let channel = frame.channel { out += "      channel \(channel)\n" }
      }
    }
    try out.write(toFile: "/tmp/special_out.txt", atomically: true, encoding: .utf8)
  }
}
