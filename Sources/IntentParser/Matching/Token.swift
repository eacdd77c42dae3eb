/// A piece of the question: a word, a number or a sign.
public struct Token: Sendable, Hashable {
  public enum Kind: Sendable, Hashable { case word, number, sign }
  /// Lower-cased and without diacritics where the grammar says so; what rules compare with.
  public var text: String
  public var kind: Kind
  /// Where it stands in the original text.
  public var span: TextSpan
  public init(text: String, kind: Kind, span: TextSpan) {
    self.text = text
    self.kind = kind
    self.span = span
  }
}

extension Token {
  private static let silent: Set<String> = [
    "-", "_", "\u{2010}", "\u{2011}", "\u{2013}", "\"", "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}",
  ]

  private static let meaningful: Set<String> = ["<", ">", "=", "%", "$", "€"]

  /// A sign that is no punctuation.
  var isMeaningfulSign: Bool { kind == .sign && Self.meaningful.contains(text) }

  /// What stands within a name or a compound and means nothing there: "SMT-1", "SMT_1".
  var isHyphen: Bool { kind == .sign && Self.silent.contains(text) }
}
