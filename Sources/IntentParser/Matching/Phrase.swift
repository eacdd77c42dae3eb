/// What matching needs of a rule of the grammar.
struct Phrase: Sendable {
  let kind: SlotKind
  let mask: UInt64
  let value: String
  /// What it means, where that is the same in every question: it has no slots and points at nothing.
  private(set) var constant: [Composition.Composed]?
  /// The bits of its label, where it has a constant meaning.
  private(set) var values: UInt64?

  init(_ rule: PhraseRule, names: NameIndex, bits: LabelBits) {
    (kind, mask, value) = (rule.kind, rule.kind.mask, rule.value)
    if rule.pattern.hasSlots || kind == .reference { return }
    constant = Composition(factory: names, rule: self, tokens: [], conversation: Conversation()).meanings(of: [])
    values = constant?.reduce(0) { $0 | ($1.meaning.label.map { bits[$0] } ?? 0) }
  }
}
