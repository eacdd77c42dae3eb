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
        let isEmpty = places(in: inner).contains { values[$0, default: ""].isEmpty }
        if !isEmpty { text += fill(inner, values) }
      }
    }
    return text
  }

  // Parsing -----------------------------------------------------------------------------------------

  private static func pieces(of source: String) throws(TemplateSlip) -> [Piece] {
    var rest = Substring(source)
    let pieces = try pieces(in: &rest, isInner: false)
    return pieces
  }

  private static func pieces(in rest: inout Substring, isInner: Bool) throws(TemplateSlip) -> [Piece] {
    var pieces: [Piece] = []
    while !rest.isEmpty {
      let words = rest.prefix { !"{}[]".contains($0) }
      if !words.isEmpty {
        pieces.append(.text(String(words)))
        rest = rest[words.endIndex...]
      }
      guard let sign = rest.first else { break }
      rest = rest.dropFirst()
      switch sign {
      case "{":
        guard let end = rest.firstIndex(of: "}") else { throw .unbalanced("{") }
        let name = String(rest[..<end])
        guard let place = Place(rawValue: name) else { throw .unknownPlace(name) }
        pieces.append(.place(place))
        rest = rest[rest.index(after: end)...]
      case "[" where !isInner: pieces.append(.optional(try Self.pieces(in: &rest, isInner: true)))
      case "]" where isInner: return pieces
      default: throw .unbalanced(sign)
      }
    }
    if isInner { throw .unbalanced("[") }
    return pieces
  }
}

/// What is wrong with a text.
enum TemplateSlip: Error, Sendable, Hashable {
  /// A bracket without its partner, or one within another.
  case unbalanced(Character)
  /// A place that no text has.
  case unknownPlace(String)
}
