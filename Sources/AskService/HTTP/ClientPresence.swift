import Hummingbird
import NIOCore
import Synchronization

/// Cancels what a client asked for when the client goes away, and leaves the connection of one that stays open for the
/// next question.
///
/// Hummingbird's own way of noticing reads ahead on the connection and has to close it afterwards.
final class ClientPresence: Sendable {
  private struct State {
    var cancels: [ObjectIdentifier: @Sendable () -> Void] = [:]
    /// Clients that said they will send nothing more, on connections that are still open for the answer.
    var departed: Set<ObjectIdentifier> = []
  }
  private let state = Mutex(State())
  private let executors: LoopExecutors

  init(_ executors: LoopExecutors) { self.executors = executors }

  /// Does the work of the one request that a connection has under way, as long as its client is there.
  ///
  /// - Parameter isLong: it may compute for long, and would keep the other connections of its loop waiting.
  func whileThere<R: Sendable>(
    on channel: any Channel, isLong: Bool = false, _ work: @escaping @Sendable () async throws -> R
  ) async throws -> R {
    // It begins and goes on on this thread: another one would have to be woken for it.
    let executor = isLong ? nil : executors.known(for: channel.eventLoop)
    let task = Task.immediate(executorPreference: executor) { try await work() }
    let connection = ObjectIdentifier(channel)
    let hasDeparted = state.withLock {
      $0.cancels[connection] = { task.cancel() }
      return $0.departed.contains(connection)
    }
    defer { state.withLock { $0.cancels[connection] = nil } }
    if hasDeparted || !channel.isActive { task.cancel() }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// What a connection's pipeline needs so that departures are noticed.
  func handler() -> any RemovableChannelHandler { Handler(presence: self) }

  private func departs(_ connection: ObjectIdentifier) {
    let cancel = state.withLock {
      $0.departed.insert(connection)
      return $0.cancels[connection]
    }
    cancel?()
  }

  private func ends(_ connection: ObjectIdentifier) {
    let cancel = state.withLock {
      $0.departed.remove(connection)
      return $0.cancels.removeValue(forKey: connection)
    }
    cancel?()
  }

  private final class Handler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    private let presence: ClientPresence

    init(presence: ClientPresence) { self.presence = presence }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if case .inputClosed? = event as? ChannelEvent { presence.departs(ObjectIdentifier(context.channel)) }
      context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
      presence.ends(ObjectIdentifier(context.channel))
      context.fireChannelInactive()
    }
  }
}
