/// A character of one scalar that never joins with its neighbours: what European and Vietnamese keyboards type.
///
/// What each of them is stands in a table: to cut a text into characters, and to ask Unicode of each, takes longer than
/// to find its words in the grammar.
struct PlainCharacter {
  enum Role { case letter, digit, apostrophe, space, sign }
  let role: Role
  /// As words have it.
  let lowercased: Unicode.Scalar

  /// By scalar; nil for those that only ``Character`` knows what to do with.
  static let all: [PlainCharacter?] = {
    var all = [PlainCharacter?](repeating: nil, count: 0x20C0)
    // Latin letters, those with Vietnamese marks, dashes and quotation marks, currencies.
    for range in [0..<0x250, 0x1E00..<0x1F00, 0x2010..<0x2028, 0x20A0..<0x20C0] as [Range<UInt32>] {
      for value in range { all[Int(value)] = Unicode.Scalar(value).flatMap(PlainCharacter.init) }
    }
    return all
  }()

  /// Nil for a capital that has no small letter of one scalar.
  private init?(_ scalar: Unicode.Scalar) {
    let character = Character(scalar)
    var small = scalar
    if character.isASCIIDigit {
      role = .digit
    } else if character.isLetter {
      let scalars = character.lowercased().unicodeScalars
      guard let first = scalars.first, scalars.count == 1 else { return nil }
      (role, small) = (.letter, first)
    } else if character.isApostrophe {
      role = .apostrophe
    } else {
      role = character.isWhitespace ? .space : .sign
    }
    lowercased = small
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
  var isApostrophe: Bool { self == "'" || self == "\u{2019}" || self == "\u{2018}" || self == "`" }
}
