/// All outcomes of a run, put together for people and for build servers.
public struct FixtureReport: Sendable {
  public var outcomes: [FixtureOutcome]
  public init(outcomes: [FixtureOutcome]) { self.outcomes = outcomes }

  public var passed: Bool { outcomes.allSatisfy(\.passed) }

  /// Each failure with its differences, then a summary by intent and by reason.
  public var text: String {
    var lines: [String] = []
    for outcome in outcomes where !outcome.passed {
      lines.append("FAILED \(outcome.file):\(outcome.line): \(outcome.question)")
      for mismatch in outcome.mismatches {
        lines.append("  \(mismatch.reason.rawValue) (\(mismatch.place))")
        lines.append("    expected  \(mismatch.expected)")
        lines.append("    found     \(mismatch.found)")
      }
    }
    let intents = Dictionary(grouping: outcomes) { [$0.language, $0.intent].compactMap(\.self).joined(separator: " ") }
    let width = intents.keys.map(\.count).max() ?? 0
    for (intent, members) in intents.sorted(by: { $0.key < $1.key }) {
      let name = intent + String(repeating: " ", count: width - intent.count)
      lines.append("\(name)  \(members.count(where: \.passed)) of \(members.count)")
    }
    for (reason, count) in reasons { lines.append("\(reason.rawValue): \(count)") }
    lines.append("\(outcomes.count(where: \.passed)) of \(outcomes.count) questions as expected")
    return lines.joined(separator: "\n")
  }

  private var reasons: [(MismatchReason, Int)] {
    let all = outcomes.flatMap(\.mismatches)
    return MismatchReason.allCases.map { reason in (reason, all.count { $0.reason == reason }) }.filter { $0.1 > 0 }
  }

  /// JUnit's XML: one suite a file, one case a phrasing.
  public var junit: String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let failures = outcomes.count { !$0.passed }
    xml += "<testsuites tests=\"\(outcomes.count)\" failures=\"\(failures)\">\n"
    for (file, members) in Dictionary(grouping: outcomes, by: \.file).sorted(by: { $0.key < $1.key }) {
      let failed = members.count { !$0.passed }
      xml += "  <testsuite name=\"\(escaped(file))\" tests=\"\(members.count)\" failures=\"\(failed)\">\n"
      for outcome in members { xml += testcase(outcome) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private func testcase(_ outcome: FixtureOutcome) -> String {
    let seconds = (outcome.milliseconds).rounded() / 1000
    let head =
      "    <testcase classname=\"\(escaped(outcome.intent))\" name=\"\(escaped(outcome.question))\""
      + " file=\"\(escaped(outcome.file))\" line=\"\(outcome.line)\" time=\"\(seconds)\""
    guard let first = outcome.mismatches.first else { return head + "/>\n" }
    let body = outcome.mismatches.map { "\($0.place): expected \($0.expected), found \($0.found)" }
    return head + ">\n      <failure message=\"\(first.reason.rawValue)\">\(escaped(body.joined(separator: "\n")))"
      + "</failure>\n    </testcase>\n"
  }

  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.append(character)
      // XML 1.0 has no other control characters, not even escaped.
      default: result.append(character.isASCII && (character.asciiValue ?? 32) < 32 ? "\u{FFFD}" : character)
      }
    }
  }
}
