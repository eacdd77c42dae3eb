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
  /// What stands within a name or a compound and means nothing there: "SMT-1", "SMT_1".
  var isHyphen: Bool { kind == .sign && ["-", "_", "\u{2010}", "\u{2011}", "\u{2013}"].contains(text) }
}
