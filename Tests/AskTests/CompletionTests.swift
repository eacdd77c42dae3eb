import AskService
import Testing

@testable import ask

struct CompletionTests {
  let completion = Completion(words: [":sql", ":format", "SMT line 1", "SMT line 2", "Power Board"])

  @Test(arguments: [
    (":s", "ql "), ("oee of pow", "er Board "), ("oee of smt", " line "), ("oee of SMT line", " "), ("oee of x", ""),
    ("", ""),
  ])
  func addsWhatAllMatchesHaveInCommon(_ text: String, _ addition: String) {
    #expect(completion.addition(to: text) == addition)
  }
}

struct ReplCommandTests {
  @Test func readsCommands() {
    #expect(ReplCommand("what is the oee") == nil)
    #expect(ReplCommand(":format json") == .format(.json))
    #expect(ReplCommand(":format xml") == .unknown(":format xml"))
    #expect(ReplCommand(":as-of 2026-03-18T14:30:00+07:00") == .asOf("2026-03-18T14:30:00+07:00"))
    #expect(ReplCommand(":as-of") == .asOf(nil))
    #expect(ReplCommand(":quit") == .quit)
    #expect(ReplCommand(":drop") == .unknown(":drop"))
  }
}
