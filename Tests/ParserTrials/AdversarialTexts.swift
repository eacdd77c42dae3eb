/// Texts made to cost as much as they can, each with what it tries.
package enum AdversarialTexts {
  package struct Text: Sendable {
    package var name: String
    package var text: String
  }

  package static let all: [Text] = [
    Text(name: "garbage, 4,096 bytes", text: repeated("x9 qwv#k ", to: 4096)),
    Text(name: "garbage, 1,000 bytes", text: repeated("xkqwv zzgh, 9f ", to: 1000)),
    Text(name: "one word, 1,000 bytes", text: repeated("a", to: 1000)),
    Text(name: "unknown words", text: repeated("asdfgh ", to: 1000)),
    Text(name: "line line line", text: repeated("line ", to: 1000)),
    Text(name: "1 1 1 1", text: repeated("1 ", to: 1000)),
    Text(name: "between between", text: repeated("between ", to: 1000)),
    Text(name: "SMT 1 and SMT 1 and", text: repeated("SMT 1 and ", to: 1000)),
    Text(name: "top 3 of the top 3", text: repeated("oee of the top 3 ", to: 1000)),
    Text(name: "last 3 days of", text: repeated("last 3 days of ", to: 1000)),
    Text(name: "near misses", text: repeated("dowmtime chageover prodcut mashine ", to: 1000)),
    Text(name: "first words of names", text: repeated("solder final burn power led motor ", to: 1000)),
    Text(name: "crowded near misses", text: repeated("badorlinkat moransiltir vezanplagru ", to: 1000)),
    Text(name: "signs", text: repeated("-#@<>%", to: 1000)),
    Text(name: "combining marks", text: repeated("e\u{301}\u{302}o ", to: 1000)),
    Text(name: "emoji and right to left", text: repeated("\u{1F3ED} \u{5E7}\u{5D5} \u{202E}oee ", to: 1000)),
  ]

  /// The text again and again, cut at a whole character.
  private static func repeated(_ text: String, to bytes: Int) -> String {
    var long = ""
    while long.utf8.count < bytes { long += text }
    while long.utf8.count > bytes { long.removeLast() }
    return long
  }
}
