/// A text with places for values: "{kpi} of {scope}[ {period}]: {value}".
///
/// What stands in square brackets is left out where a value in it is empty. Brackets do not nest.
struct MessageTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case text(String)
    case place(Place)
    case optional([Piece])
  }

  /// The text for any number.
  private(set) var other: [Piece]
  /// Texts for the numbers of a plural category.
  private(set) var forms: [PluralCategory: [Piece]] = [:]

  init(_ source: String) throws(TemplateSlip) { other = try Self.pieces(of: source) }

  /// A text that varies with a number; `forms` has one for ``PluralCategory/other``.
  init(forms: [PluralCategory: String]) throws(TemplateSlip) {
    try self.init(forms[.other] ?? "")
    for (category, source) in forms where category != .other { self.forms[category] = try Self.pieces(of: source) }
  }

  func filled(_ values: [Place: String], category: PluralCategory) -> String {
    Self.fill(forms[category] ?? other, values)
  }

  /// Places of the text; of every form where it has several.
  var places: Set<Place> { forms.values.reduce(into: Self.places(in: other)) { $0.formUnion(Self.places(in: $1)) } }

  private static func places(in pieces: [Piece]) -> Set<Place> {
    pieces.reduce(into: []) { places, piece in
      switch piece {
      case .text: break
      case .place(let place): places.insert(place)
      case .optional(let inner): places.formUnion(Self.places(in: inner))
      }
    }
  }

  private static func fill(_ pieces: [Piece], _ values: [Place: String]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let words): text += words
      case .place(let place): text += values[place] ?? ""
      case .optional(let inner):
        // Brackets do not nest: the places stand right here.
        let isComplete = inner.allSatisfy {
          if case .place(let place) = $0 { values[place]?.isEmpty == false } else { true }
        }
        if isComplete { text += fill(inner, values) }
      }
    }
    return text
  }

  // Parsing -----------------------------------------------------------------------------------------

  private static func pieces(of source: String) throws(TemplateSlip) -> [Piece] {
    // Most words have no values.
    guard source.utf8.contains(where: TemplateReader.isBracket) else { return source.isEmpty ? [] : [.text(source)] }
    var reader = TemplateReader(source)
    return try reader.pieces(isInner: false)
  }
}

/// Reads bytes: brackets are ASCII, and these files are read each time the program starts.
private struct TemplateReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ source: String) { bytes = Array(source.utf8) }

  mutating func pieces(isInner: Bool) throws(TemplateSlip) -> [MessageTemplate.Piece] {
    var pieces: [MessageTemplate.Piece] = []
    while position < bytes.count {
      let start = position
      while position < bytes.count, !Self.isBracket(bytes[position]) { position += 1 }
      if start < position { pieces.append(.text(String(decoding: bytes[start..<position], as: UTF8.self))) }
      guard position < bytes.count else { break }
      let sign = bytes[position]
      position += 1
      switch sign {
      case UInt8(ascii: "{"): pieces.append(.place(try place()))
      case UInt8(ascii: "[") where !isInner: pieces.append(.optional(try self.pieces(isInner: true)))
      case UInt8(ascii: "]") where isInner: return pieces
      default: throw .unbalanced(Character(Unicode.Scalar(sign)))
      }
    }
    if isInner { throw .unbalanced("[") }
    return pieces
  }

  private mutating func place() throws(TemplateSlip) -> Place {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else { throw .unbalanced("{") }
    let name = String(decoding: bytes[position..<end], as: UTF8.self)
    guard let place = Place.named[name] else { throw .unknownPlace(name) }
    position = end + 1
    return place
  }

  static func isBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: false
    }
  }
}

/// What is wrong with a text.
enum TemplateSlip: Error, Sendable, Hashable {
  /// A bracket without its partner, or one within another.
  case unbalanced(Character)
  /// A place that no text has.
  case unknownPlace(String)
}
