import IntentParser
import Synchronization
import Testing

@testable import AskService

struct ConversationStoreTests {
  private static let turn = Conversation.Turn(frame: Frame(intent: .help), language: "en")

  @Test func aSilentConversationExpires() async {
    let clock = Mutex(ContinuousClock.now)
    let store = ConversationStore(now: { clock.withLock { $0 } })
    await store.add(Self.turn, to: "a")
    clock.withLock { $0 += .seconds(29 * 60) }
    #expect(await store.conversation("a").turns.count == 1)
    // Looking is not speaking.
    clock.withLock { $0 += .seconds(2 * 60) }
    #expect(await store.conversation("a").turns.isEmpty)
  }

  @Test func eachTurnKeepsItAlive() async {
    let clock = Mutex(ContinuousClock.now)
    let store = ConversationStore(now: { clock.withLock { $0 } })
    for _ in 1...3 {
      await store.add(Self.turn, to: "a")
      clock.withLock { $0 += .seconds(20 * 60) }
    }
    #expect(await store.conversation("a").turns.count == 3)
  }

  @Test func onlyTheLatestTurnsAreKept() async {
    let store = ConversationStore()
    for _ in 0..<(Conversation.memory + 5) { await store.add(Self.turn, to: "a") }
    #expect(await store.conversation("a").turns.count == Conversation.memory)
  }
}
