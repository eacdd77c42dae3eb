/// What matching needs of a rule of the grammar.
final class Phrase: Sendable {
  let rule: RuleValue
  let mask: UInt64
  /// What it means, where that is the same in every question: it has no slots and points at nothing.
  let constant: [Composition.Composed]?
  /// The bits of its label, where it has a constant meaning.
  let values: UInt64?

  var kind: SlotKind { rule.kind }
  var value: String { rule.value }

  init(_ rule: PhraseRule, names: NameIndex, bits: LabelBits) {
    let value = RuleValue(kind: rule.kind, value: rule.value)
    (self.rule, mask) = (value, rule.kind.mask)
    let isConstant = !rule.pattern.hasSlots && rule.kind != .reference
    constant =
      isConstant
      ? Composition(factory: names, rule: value, tokens: [], conversation: Conversation()).meanings(of: []) : nil
    values = constant?.reduce(0) { $0 | ($1.meaning.label.map { bits[$0] } ?? 0) }
  }
}

/// The value that a grammar file gives a rule, taken apart once and not in every question.
struct RuleValue: Sendable {
  let kind: SlotKind
  let value: String
  let words: [String]
  /// What names of the kind are of.
  let dimension: Dimension?
  /// The quantity that it is, or of which the number in the pattern says how many.
  let quantity: (amount: Double, unit: QuantityUnit)?

  init(kind: SlotKind, value: String) {
    (self.kind, self.value, dimension) = (kind, value, kind.dimension)
    words = value.split(separator: " ").map(String.init)
    quantity = QuantityUnit.fixed(value)
  }
}
