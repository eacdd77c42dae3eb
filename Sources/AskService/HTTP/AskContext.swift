import Hummingbird
import NIOCore

/// What a route knows of its request: Hummingbird's own, and the connection on which it came.
struct AskContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
