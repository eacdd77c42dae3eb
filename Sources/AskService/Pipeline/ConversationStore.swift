public import IntentParser

/// Conversations that clients hold by an identifier.
///
/// One that nobody spoke in for ``idleLimit`` is forgotten: an "and yesterday?" of the next morning must not lean on
/// what somebody else asked. Of too many the one that was silent longest goes first.
public actor ConversationStore {
  /// How long a conversation may be silent.
  public static let idleLimit: Duration = .seconds(30 * 60)
  /// Conversations that are kept at once.
  public static let countLimit = 10_000

  private struct Entry {
    var conversation: Conversation
    var lastUse: ContinuousClock.Instant
  }
  private var entries: [String: Entry] = [:]
  private let now: @Sendable () -> ContinuousClock.Instant

  /// `now` is asked at each turn; tests pass a clock of their own.
  public init(now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) { self.now = now }

  /// What was said under an identifier; an empty conversation where nothing was, or it has expired.
  public func conversation(_ id: String) -> Conversation {
    forgetSilent()
    return entries[id]?.conversation ?? Conversation()
  }

  /// Adds a turn. Two turns at once are both kept, in the order in which they were answered.
  public func add(_ turn: Conversation.Turn?, to id: String) {
    var conversation = entries[id]?.conversation ?? Conversation()
    conversation.add(turn)
    if entries[id] == nil, entries.count >= Self.countLimit,
      let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
    {
      entries[oldest] = nil
    }
    entries[id] = Entry(conversation: conversation, lastUse: now())
  }

  private func forgetSilent() {
    let instant = now()
    entries = entries.filter { $0.value.lastUse.duration(to: instant) < Self.idleLimit }
  }
}
