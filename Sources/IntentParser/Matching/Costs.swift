/// What every way of explaining words costs: the one place where readings are weighed.
///
/// The cheapest reading wins. A piece costs 1, so one long piece beats two short ones, and a word that no piece
/// explains costs more than any sentence of pieces can save: nothing is dropped to make a question fit.
enum Costs {
  /// A piece that means something.
  static let piece: Float = 1
  /// A word without meaning of its own, or politeness: nearly free, but a piece that explains it too is better.
  static let stop: Float = 0.15
  /// A content word that nothing explains.
  static let unknown: Float = 25
  /// Punctuation between words.
  static let sign: Float = 0.02
  /// Each word of a clause of talk: a reading that explains the words is better, an unknown word worse.
  static let talk: Float = 0.4
  /// What talk gains by a phrase that is said in talk only.
  static let aside: Float = -0.5
  /// A word in another form than the grammar's ("stages" for "stage").
  static let inflected: Float = 0.05
  /// Two words written apart that are one in the grammar, or the other way round.
  static let joined: Float = 0.4
  /// A word typed without its marks ("hom nay" for "hôm nay").
  static let unmarked: Float = 0.02
  /// The same between words that have theirs, of a word that is one without marks: "bo" is no "bỏ" there.
  static let unmarkedAmongMarked: Float = 0.15
  /// A usual way of writing a word short, or wrong ("yday", "teh").
  static let shorthand: Float = 0.2
  /// The first slip of a misspelt word, and each one more. Above the margin, so that a right spelling wins.
  static let correction: Float = 0.8
  static let furtherSlip: Float = 0.6
  /// A part of a name ("Aurora" for "Aurora Lighting").
  static let partialName: Float = 0.15
  /// A piece of which only some words are those of a name that stands there whole: "kiểm tra" of "Kiểm tra 2".
  static let tornName: Float = 1
  /// What a name with its number gains: the 2 of "SMT line 2 last week" is the line's.
  static let numberedName: Float = -0.2
  /// What the word for one machine gains over that for its stage in another form: "printer", "printers".
  static let oneMachine: Float = -0.2
  /// A time that may well be none ("10/3").
  static let weakTime: Float = 0.4
  /// A reading that is possible, where another one is what people mean.
  static let farFetched: Float = 0.3
  /// What words of an aspect gain over the same words without a meaning of their own.
  static let fixedPhrase: Float = -0.95
  /// What an aspect of one word gives back of that.
  static let singleAspect: Float = 0.2
  /// A bare number read as the number of an order.
  static let bareCode: Float = 0.5
  /// What a place to send to gains: "to the team" is one, and not two words without a meaning.
  static let channel: Float = -0.95
  /// What an interval gains where a breakdown has the same words: a weekly report comes every week.
  static let every: Float = -0.15
  /// Words that ask for one kind of answer: less than the words without a meaning that they consist of.
  static let request: Float = 0.25
  /// What happens in a what-if: its words are common ones, which mean something else in other questions.
  static let event: Float = 0.2
  /// A KPI after "by": a breakdown by a thing of the same word ("by defect") is nearer.
  static let sortKey: Float = 0.2
  /// A name that is not there: worse than one that is, better than an unknown word.
  static let missingName: Float = 6
  /// Two readings nearer than this are both offered.
  static let margin: Float = 0.12
  /// Readings dearer than the best by more than this decide nothing: the margin, beyond one that points at what was
  /// spoken of and wins though it is far-fetched.
  static let reach = farFetched + margin
  /// Readings dearer than that are not offered beside the best: the margin, and what sums of costs may be rounded by.
  static let choice = margin + 0.01
  /// How much dearer than the best cover one may be that goes on from the turn before.
  static let turn: Float = 1.2
  /// Covers looked at, at most. Eight lines called "line 2" and some words of many meanings fit; of texts longer than
  /// people's questions fewer are, which bounds the time that any text can take.
  static func width(tokens: Int) -> Int { min(96, max(24, 3_000 / max(tokens, 1))) }
  /// Entries kept per start of a chart, which bounds the time that any text can take.
  static let entriesPerStart = 96
}
