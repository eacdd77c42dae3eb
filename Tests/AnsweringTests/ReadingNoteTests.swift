import IntentParser
import QueryPlanner
import Testing

@testable import Answering

/// What was read otherwise than it stands there is said below the headline.
@Suite struct ReadingNoteTests {
  private static var factory: FactoryCatalogue {
    var factory = FactoryCatalogue()
    factory.lines = [
      .init(code: "SMT-1", name: "SMT line 1", site: "A", kind: "SMT"),
      .init(code: "SMT-2", name: "SMT line 2", site: "A", kind: "SMT"),
    ]
    return factory
  }

  private func notes(
    _ messages: Messages, _ frame: Frame, corrections: [Correction] = [], previous: [Frame] = []
  ) -> [String] {
    let today = TimeWindow(from: SampleAnswers.hours(-8.5), to: SampleAnswers.hours(15.5))
    let note = ReadingNote(
      kpis: TestLanguages.kpis, factory: Self.factory,
      format: ValueFormat(messages: messages, clock: SampleAnswers.clock, now: SampleAnswers.now))
    return note.notes(
      Reading(frame: frame, period: .init(window: today)), corrections: corrections, previous: previous
    ).compactMap { if case .note(let text) = $0 { text } else { nil } }
  }

  private func frame(_ line: String, _ metrics: [String], customer: String? = nil) -> Frame {
    var frame = Frame(intent: .kpi)
    frame.metrics = metrics
    frame.filters = Scope([.line: [line], .customer: customer.map { [$0] } ?? []])
    frame.period = .relative(.day, offset: 0)
    return frame
  }

  @Test func correctionsAreSaid() {
    let corrections = [Correction(from: "otuput", to: "output")]
    #expect(
      notes(TestLanguages.english, frame("SMT-1", ["output"]), corrections: corrections)
        == ["I read “otuput” as “output”."])
    #expect(
      notes(TestLanguages.vietnamese, frame("SMT-1", ["output"]), corrections: corrections)
        == ["Tôi đọc “otuput” là “output”."])
  }

  @Test func whatWasKeptIsSaid() {
    var turn = frame("SMT-2", ["oee"])
    turn.inherited = ["metrics", "period"]
    let before = frame("SMT-1", ["oee"])
    #expect(notes(TestLanguages.english, turn, previous: [before]) == ["Kept from before: OEE, today (Wed 18 Mar)."])
    #expect(
      notes(TestLanguages.vietnamese, turn, previous: [before])
        == ["Giữ từ câu trước: OEE, hôm nay (thứ Tư 18/3)."])
    #expect(notes(TestLanguages.english, before) == [])
  }

  /// "scrap too", "for Aurora": what the turn itself named was not kept, though the key was taken over in part.
  @Test func whatTheTurnNamedWasNotKept() {
    var turn = frame("SMT-1", ["oee", "scrap"], customer: "Aurora")
    turn.inherited = ["metrics", "filters"]
    #expect(
      notes(TestLanguages.english, turn, previous: [frame("SMT-1", ["oee"])]) == ["Kept from before: OEE, SMT line 1."])
  }

  /// "back to line 1" takes up an older turn than the latest.
  @Test func anOlderTurnCanBeTakenUp() {
    var turn = frame("SMT-1", ["oee"])
    turn.inherited = ["filters"]
    #expect(
      notes(TestLanguages.english, turn, previous: [frame("SMT-1", ["oee"]), frame("SMT-2", ["oee"])])
        == ["Kept from before: SMT line 1."])
  }
}
