import Answering
import Foundation
import JSONSchemaSupport
import IntentParser
import QueryPlanner
import Testing

private func schema() throws -> JSONSchema {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try JSONSchema(json: Data(contentsOf: root.appending(path: "schema/answer.schema.json")))
}

@Test(arguments: SampleAnswers.all, [false, true]) func answersKeepTheSchema(answer: Answer, pretty: Bool) throws {
  let errors = try schema().errors(in: Data(answer.json.text(pretty: pretty).utf8))
  #expect(errors == [])
}

@Test(arguments: [
  (#""status":"answered""#, #""status":"done""#), (#""more":4"#, #""more":-1"#), (#""total":3600"#, #""total":1.5"#),
  (#""headline""#, #""title""#), ("+07:00", "Z"), (#""unit":"ratio""#, #""unit":7"#),
  (#""line":["SMT-1"]"#, #""lane":["SMT-1"]"#), (#""kind":"plan""#, #""kind":"planned""#),
  (#""direction":"asc""#, #""direction":"worst""#),
]) func theSchemaFindsWhatIsWrong(part: String, wrong: String) throws {
  let text = SampleAnswers.all[0].json.text()
  #expect(text.contains(part))
  let errors = try schema().errors(in: Data(text.replacingOccurrences(of: part, with: wrong).utf8))
  #expect(errors != [])
}

@Test func unknownSchemaKeywordsAreErrors() {
  #expect(throws: JSONSchema.Failure.self) {
    try JSONSchema(json: Data(#"{"properties": {"a": {"type": "string", "maxLength": 3}}}"#.utf8))
  }
}

@Test func theInterpretationHasItsKeysInOrder() {
  #expect(
    SampleAnswers.today.json(clock: SampleAnswers.clock).text()
      == #"{"intent":"kpi","metrics":["oee","downtime"],"filters":{"line":["SMT-1"],"weekday":["mon"]},"#
      + #""exclude":{"reason":["Changeover"]},"period":{"from":"2026-03-18T06:00:00+07:00","#
      + #""to":"2026-03-19T06:00:00+07:00","of":"due"},"#
      + #""compare_period":{"from":null,"to":"2026-03-18T06:00:00+07:00"},"by":["machine","shift_instance"],"#
      + #""having":[{"metric":"oee","op":"<","value":0.7},{"metric":"oee","op":"<","value":"target"}],"#
      + #""rank":{"metric":"oee","direction":"asc","limit":3,"within":["line"]},"statistic":"median","#
      + #""compare":[{"line":["SMT-1"]},{"line":["SMT-2"]}],"term":"oee","show":"chart","#
      + #""hours":{"from":"06:00","to":"24:00"},"inherited":["filters"],"defaulted":["period"],"ignored":["please"]}"#)
  #expect(Reading(frame: Frame(intent: .help)).json(clock: SampleAnswers.clock).text() == #"{"intent":"help"}"#)
}

@Test(arguments: [
  (JSONValue.number(0.1), "0.1"), (.number(600), "600"), (.number(1e300), "1e+300"), (.number(.infinity), "null"),
  (.number(-0.5), "-0.5"), (.integer(.min), "-9223372036854775808"), (.string("a\"\\\n\u{1}é"), #""a\"\\\n\u0001é""#),
  (.array([]), "[]"), (.object([]), "{}"),
]) func jsonIsExact(value: JSONValue, text: String) {
  #expect(value.text() == text)
}

@Test(arguments: [
  ("UTC", 0, "1970-01-01T00:00:00+00:00"), ("Asia/Ho_Chi_Minh", 1_773_819_000_000_000, "2026-03-18T14:30:00+07:00"),
  ("America/New_York", 1_772_953_199_000_000, "2026-03-08T01:59:59-05:00"),
  ("America/New_York", 1_772_953_200_000_000, "2026-03-08T03:00:00-04:00"),
  ("Asia/Kolkata", -1_500_000, "1970-01-01T05:29:58.500+05:30"),
  ("UTC", 1_709_164_800_000_001, "2024-02-29T00:00:00.000001+00:00"),
]) func instantsHaveTheSitesOffset(zone: String, microseconds: Int64, text: String) {
  #expect(SiteClock(timeZone: zone).rfc3339(Instant(microseconds: microseconds)) == text)
}

/// What another reader of JSON makes of every kind of character.
@Test func stringsAreReadBackByAnotherReader() throws {
  let scalars =
    (0...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2027}", "\u{2028}", "\u{2029}", "\u{202A}", "€", "ệ", "😀"]
  let texts = scalars.map { "a\($0)b" } + ["", "\"\\\"", String(String.UnicodeScalarView(scalars))]
  let json = JSONValue.array(texts.map(JSONValue.string)).text()
  #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == texts)
  // Line by line readers and JavaScript see one line.
  #expect(!json.unicodeScalars.contains { $0.value == 0x2028 || $0.value == 0x2029 || $0.value < 0x20 })
}

/// Bytes are sought eight at a time: what has to be escaped may stand at any place of them, and next to each other.
@Test func escapesStandWhereverTheyAreNeeded() throws {
  let specials = ["\"", "\\", "\n", "\u{1}", "\u{1F}", "\u{2028}", "\u{7F}", "\u{80}", "\u{A0}", "\u{2027}", "ệ", ""]
  var texts: [String] = []
  for place in 0...17 {
    for first in specials {
      for second in specials {
        texts.append(
          String(repeating: "a", count: place) + first + second + String(repeating: "!", count: 16 - place % 9))
      }
    }
  }
  let json = JSONValue.array(texts.map(JSONValue.string)).text()
  #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == texts)
  #expect(!json.unicodeScalars.contains { $0.value == 0x2028 || $0.value < 0x20 })
}
