import Foundation
import IntentParser
import ParserTrials

/// The same questions written otherwise, as people write: how many are read the same, not read, or read as something
/// else. What is read as something else is worst: it gives an answer to a question that nobody asked.
struct VariantRun {
  var seed: UInt64

  func printTable() throws {
    let parser = IntentParser(grammars: try Grammar.all(in: "grammars"), lexicon: DemoLexicon.lexicon)
    let questions = try FixtureQuestions.all(in: "fixtures")
    var generator = SeededGenerator(seed: seed)
    let understood = questions.compactMap { text -> (text: String, language: String, frame: Frame)? in
      let reading = parser.interpret(Utterance(text))
      guard case .understood(let frame) = reading.outcome else { return nil }
      return (text, reading.language, Self.bare(frame))
    }
    print("variant", "texts", "same", "not read", "otherwise", separator: "\t")
    for variant in Variant.allCases {
      var counts = (all: 0, same: 0, unread: 0)
      var examples: [String] = []
      for (text, language, frame) in understood {
        guard let other = variant.text(of: text, language, using: &generator), other != text else { continue }
        counts.all += 1
        switch parser.interpret(Utterance(other, language: language)).outcome {
        case .understood(let read) where Self.bare(read) == frame:
          if variant.isMeantToBeRead { counts.same += 1 } else { examples.append(other) }
        case .understood: examples.append(other)
        default: counts.unread += 1
        }
      }
      print(variant.rawValue, counts.all, counts.same, counts.unread, examples.count, separator: "\t")
      for example in examples.shuffled(using: &generator).prefix(40) { print("  ", example.debugDescription) }
    }
  }

  private static func bare(_ frame: Frame) -> Frame {
    var frame = frame
    (frame.sources, frame.ignored) = ([], [])
    return frame
  }
}

/// A way in which a question is written otherwise.
enum Variant: String, CaseIterable {
  case upperCase, noSigns, noMarks, polite, swapped, dropped, doubled, mistyped, joined, split, alien, alienFilter

  /// A word that means nothing here must not be passed over.
  var isMeantToBeRead: Bool { self != .alien && self != .alienFilter }

  func text(of text: String, _ language: String, using generator: inout SeededGenerator) -> String? {
    switch self {
    case .upperCase: return text.uppercased()
    case .noSigns: return String(text.drop { $0 == "?" }.reversed().drop { "?!. ".contains($0) }.reversed())
    case .noMarks:
      guard language == "vi" else { return nil }
      let bare = text.folding(options: .diacriticInsensitive, locale: nil)
      return bare.replacing("đ", with: "d").replacing("Đ", with: "D")
    case .polite:
      let around = language == "vi" ? Self.courtesiesVietnamese : Self.courtesies
      let (before, after) = around.randomElement(using: &generator) ?? ("", "")
      return before + text + after
    case .swapped, .dropped, .doubled, .mistyped:
      return changingALetter(of: text, using: &generator)
    case .joined:
      var words = text.split(separator: " ").map(String.init)
      guard words.count > 1 else { return nil }
      let place = Int.random(in: 1..<words.count, using: &generator)
      words[place - 1] += words.remove(at: place)
      return words.joined(separator: " ")
    case .split:
      var words = text.split(separator: " ").map(String.init)
      let long = words.indices.filter { words[$0].count > 6 && words[$0].allSatisfy(\.isLetter) }
      guard let place = long.randomElement(using: &generator) else { return nil }
      let middle = words[place].index(words[place].startIndex, offsetBy: words[place].count / 2)
      words[place].insert(" ", at: middle)
      return words.joined(separator: " ")
    case .alienFilter:
      let filters = language == "vi" ? Self.alienFiltersVietnamese : Self.alienFilters
      return text.trimmingCharacters(in: ["?", ".", "!", " "]) + (filters.randomElement(using: &generator) ?? "")
    case .alien:
      var words = text.split(separator: " ").map(String.init)
      let alien = ["giraffe", "umbrella", "xylophone", "pancake"].randomElement(using: &generator) ?? ""
      words.insert(alien, at: Int.random(in: 0...words.count, using: &generator))
      return words.joined(separator: " ")
    }
  }

  private static let keys = Array("qwertyuiop asdfghjkl zxcvbnm ")
  private static let courtesies = [
    ("hi, could you please tell me ", ", thanks"), ("can you show me ", " please"), ("quick question: ", ""),
    ("good morning, ", ""), ("I'd like to know ", ""), ("for the meeting: ", ""), ("pls ", " thx"), ("hey ", " ?"),
    ("", " (asking for my boss)"), ("my manager wants to know: ", ""), ("sorry to bother you, ", " - many thanks"),
  ]
  private static let courtesiesVietnamese = [
    ("cho em hỏi ", " ạ"), ("anh ơi ", " vậy"), ("em chào anh, ", " ạ"), ("cho mình xem ", " với"),
    ("sếp hỏi: ", ""), ("giúp em với, ", " nhé"), ("", " nhỉ"), ("check giùm em ", ""),
    ("nhờ anh cho biết ", " ạ, em cảm ơn"),
  ]
  private static let alienFilters = [
    " for umbrella", ", customer umbrella", " except umbrella", " by umbrella", " on umbrella", ", umbrella only",
    " without umbrella", " at the umbrella station", " and umbrella", " vs umbrella", " in umbrella mode",
  ]
  private static let alienFiltersVietnamese = [
    " cho umbrella", ", khách umbrella", " trừ umbrella", " theo umbrella", " ở umbrella", ", chỉ umbrella",
    " không tính umbrella", " tại trạm umbrella", " và umbrella", " so với umbrella", " của umbrella",
  ]

  /// One slip within a word of six letters or more, not at its beginning.
  private func changingALetter(of text: String, using generator: inout SeededGenerator) -> String? {
    var words = text.split(separator: " ").map(String.init)
    let long = words.indices.filter { words[$0].count > 5 && words[$0].utf8.allSatisfy { $0 > 96 && $0 < 123 } }
    guard let place = long.randomElement(using: &generator) else { return nil }
    var letters = Array(words[place])
    let at = Int.random(in: 1..<letters.count - 2, using: &generator)
    switch self {
    case .swapped: letters.swapAt(at, at + 1)
    case .dropped: letters.remove(at: at)
    case .mistyped:
      // The key beside it.
      guard let key = Self.keys.firstIndex(of: letters[at]), Self.keys[key + 1] != " " else { return nil }
      letters[at] = Self.keys[key + 1]
    default: letters.insert(letters[at], at: at)
    }
    words[place] = String(letters)
    return words.joined(separator: " ")
  }
}
