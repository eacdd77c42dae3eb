import Foundation
import ParserTrials
import Testing

@testable import IntentParser

/// Vietnamese beside English, as the product has them: both grammars are tried on every question.
struct VietnameseTests {
  private static let parser: Result<IntentParser, GrammarError> = {
    do throws(GrammarError) {
      return .success(IntentParser(grammars: try Grammar.all(in: Parser.folder), lexicon: DemoLexicon.lexicon))
    } catch { return .failure(error) }
  }()

  /// Letters whose marks people leave out; "đ" is a letter of its own and has no decomposition.
  private static func unmarked(_ text: String) -> String {
    let letters = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !$0.properties.isDiacritic }
    return String(String.UnicodeScalarView(letters)).replacing("đ", with: "d").replacing("Đ", with: "D")
  }

  private static func reading(_ question: String, after first: String? = nil) throws -> (String, language: String) {
    let parser = try parser.get()
    var conversation = Conversation()
    if let first, case .understood(let frame) = parser.interpret(Utterance(first)).outcome {
      conversation.add(Conversation.Turn(frame: frame, language: parser.interpret(Utterance(first)).language))
    }
    let interpretation = parser.interpret(Utterance(question), in: conversation)
    guard case .understood(let frame) = interpretation.outcome else {
      return ("\(interpretation.outcome)", interpretation.language)
    }
    return (facts(frame), interpretation.language)
  }

  static let questions = [
    ("OEE chuyền SMT 1 hôm nay", "kpi metrics=oee line=SMT-1 period=day0"),
    ("sản lượng theo ca hôm qua", "kpi metrics=output period=day-1 by=shift"),
    ("chuyền nào có OEE thấp nhất", "kpi metrics=oee by=line rank=oee:asc:1"),
    ("tỷ lệ phế phẩm theo chuyền tuần này", "kpi metrics=scrap_rate period=week0 by=line"),
    ("thời gian dừng máy của DIP 2 tháng trước", "kpi metrics=downtime line=DIP-2 period=month-1"),
    ("sản lượng SMT 1 trong 3 ngày qua", "kpi metrics=output line=SMT-1 period=day*-3"),
    ("OEE tuần trước trừ SMT 3", "kpi metrics=oee not.line=SMT-3 period=week-1"),
    ("đơn hàng nào bị trễ", "list entity=order state=late"),
    ("các lệnh sản xuất đang chờ ở trạm ICT", "list entity=work_order stage=ICT state=waiting"),
    ("vì sao SO-25084 trễ", "delay order=SO-25084"),
    ("OEE là gì", "define term=oee"),
  ]

  @Test(arguments: questions) func readsWithMarks(question: String, expected: String) throws {
    let (facts, language) = try Self.reading(question)
    #expect(facts == expected)
    #expect(language == "vi")
  }

  @Test(arguments: questions) func readsDecomposedLetters(question: String, expected: String) throws {
    #expect(try Self.reading(question.decomposedStringWithCanonicalMapping).0 == expected)
  }

  @Test(arguments: questions) func readsWithoutMarks(question: String, expected: String) throws {
    #expect(try Self.reading(Self.unmarked(question)).0 == expected)
  }

  @Test(arguments: [
    ("hôm kia", "day-2"), ("tuần này", "week0"), ("3 ngày qua", "day*-3"), ("24 giờ qua", "rolling-86400"),
    ("tháng 3", "month3"), ("tuần 10", "week#10"), ("từ đầu tuần đến giờ", "week-to-date"),
    ("thứ hai", "weekday1"), ("T2", "weekday1"), ("chủ nhật", "weekday7"), ("CN", "weekday7"),
    ("kể từ thứ hai", "since:weekday1"), ("bây giờ", "now"), ("sáng nay", "morning@day0"),
    ("đêm qua", "night@day-1"), ("ca trước", "shift-1"),
  ])
  func readsTimes(time: String, expected: String) throws {
    for spelling in [time, Self.unmarked(time)] {
      #expect(try Self.reading("sản lượng SMT 1 " + spelling).0 == "kpi metrics=output line=SMT-1 period=\(expected)")
    }
  }

  /// One short syllable is never taken for another that has other marks or another letter.
  @Test(arguments: ["OEE của robot sơn hôm nay", "thời tiết ngày mai", "lương nhân viên tháng này"])
  func refusesWhatIsNotKnown(question: String) throws {
    for spelling in [question, Self.unmarked(question)] {
      guard case .notUnderstood = try Self.parser.get().interpret(Utterance(spelling)).outcome else {
        Issue.record("understood: \(spelling)")
        continue
      }
    }
  }

  @Test func codesAloneAreInTheLanguageOfTheConversation() throws {
    #expect(try Self.reading("OEE SMT-1").language == "en")
    #expect(try Self.reading("OEE SMT-2", after: "OEE chuyền SMT 1 hôm nay").language == "vi")
    #expect(try Self.reading("downtime SMT 3 hôm qua").language == "vi")
    #expect(try Self.reading("downtime of SMT 3 yesterday", after: "OEE chuyền SMT 1 hôm nay").language == "en")
  }
}
