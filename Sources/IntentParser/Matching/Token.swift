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
