import IntentParser
import Synchronization

/// Readings of questions that were asked before: dashboards and habits ask the same words again and again, and to read
/// them takes longer than anything else beside the SQL.
///
/// A reading depends on nothing but text, language, grammars and lexicon. The cache belongs to one parser, so that new
/// grammars or names come with an empty one. What leans on earlier turns of a conversation is not for it.
final class ReadingCache: Sendable {
  /// As the reading gives places in the text by its bytes, texts are told apart by them: é of one character is not
  /// that of two.
  private struct Key: Hashable {
    let text: [UInt8]
    let language: String?
  }

  /// Readings of two ages: when the younger are enough, the older are forgotten. One that is asked for is young again.
  private struct Readings {
    var young: [Key: Interpretation] = [:]
    var old: [Key: Interpretation] = [:]
  }
  private let readings = Mutex(Readings())
  private let limit: Int

  /// The longest text that is kept, in bytes; long ones hardly come twice.
  static let longestText = 256

  /// - Parameter limit: keeps at most twice as many readings.
  init(limit: Int = 256) { self.limit = limit }

  /// How many there are; for tests.
  var count: Int { readings.withLock { $0.young.count + $0.old.count } }

  /// The reading of a question that stands alone. Two who ask at once may both read it, and find the same.
  func interpretation(of utterance: Utterance, read: (Utterance) -> Interpretation) -> Interpretation {
    guard utterance.text.utf8.count <= Self.longestText else { return read(utterance) }
    let key = Key(text: Array(utterance.text.utf8), language: utterance.language)
    if let known = readings.withLock({ $0.young[key] }) { return known }
    let interpretation = readings.withLock { $0.old.removeValue(forKey: key) } ?? read(utterance)
    readings.withLock {
      if $0.young.count >= limit { ($0.young, $0.old) = ([:], $0.young) }
      $0.young[key] = interpretation
    }
    return interpretation
  }
}
