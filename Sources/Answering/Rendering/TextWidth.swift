/// Widths in terminal cells: combining marks take none, East Asian wide characters and emoji take two.
///
/// Vietnamese names come composed or decomposed; both are as wide as their letters.
enum TextWidth {
  static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

  static func of(_ character: Character) -> Int {
    guard let base = character.unicodeScalars.first else { return 0 }
    if base.isASCII { return base.value < 0x20 || base.value == 0x7F ? 0 : 1 }
    switch base.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    let isEmoji = base.properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xFE0F }
    return isEmoji || wide.contains { $0.contains(base.value) } ? 2 : 1
  }

  /// East Asian Width W and F of Unicode Standard Annex 11, joined to blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// The text cut to a width, with "…" where something was cut off.
  func fitted(to width: Int) -> String {
    if TextWidth.of(self) <= width { return String(self) }
    guard width > 0 else { return "" }
    var result = ""
    var used = 0
    for character in self {
      used += TextWidth.of(character)
      if used > width - 1 { break }
      result.append(character)
    }
    return result + "…"
  }

  func leftAligned(in width: Int) -> String { self + spaces(width - TextWidth.of(self)) }
  func rightAligned(in width: Int) -> String { spaces(width - TextWidth.of(self)) + self }

  /// Lines of at most `width`, broken between words; a longer word stands on a line of its own.
  func wrapped(to width: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
        if !line.isEmpty, TextWidth.of(line) + 1 + TextWidth.of(word) > width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      return lines + [line]
    }
  }
}

func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
