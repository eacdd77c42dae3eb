import Foundation
import Synchronization

/// Asks a running service over connections that stay open, one thread a client.
struct HTTPLoad: Sendable {
  let port: Int
  /// The body around the clock's microseconds.
  private let head: String
  private let tail: String
  private let isSame: Bool

  init(port: Int, question: String, asOf: String, isSame: Bool) throws {
    self.port = port
    self.isSame = isSame
    // 2026-03-18T14:30:00+07:00: the fraction stands before the offset.
    let offset = asOf.lastIndex { "+-Z".contains($0) } ?? asOf.endIndex
    head = #"{"question": "\#(question)", "as_of": "\#(asOf[..<offset])."#
    tail = #"\#(asOf[offset...])"}"#
  }

  func run(clients: Int, seconds: Int) -> Latencies {
    let all = Mutex(Latencies())
    let group = DispatchGroup()
    let clock = ContinuousClock()
    let start = clock.now
    for client in 0..<clients {
      group.enter()
      Thread.detachNewThread {
        let own = ask(first: client, step: clients, until: start + .seconds(seconds))
        all.withLock { $0.add(own) }
        group.leave()
      }
    }
    group.wait()
    return all.withLock {
      $0.elapsed = clock.now - start
      return $0
    }
  }

  private func ask(first: Int, step: Int, until end: ContinuousClock.Instant) -> Latencies {
    var own = Latencies()
    guard let connection = LoadConnection(port: port) else {
      own.fail()
      return own
    }
    let clock = ContinuousClock()
    var number = first
    while clock.now < end {
      let digits = String(isSame ? 0 : number % 1_000_000)
      let body = head + String(repeating: "0", count: 6 - digits.count) + digits + tail
      let before = clock.now
      if connection.post(body) { own.add(clock.now - before) } else { own.fail() }
      number += step
    }
    return own
  }
}

/// One connection; it reads no more of a response than it must.
private final class LoadConnection {
  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init?(port: Int) {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var noDelay: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { return nil }
  }
  deinit { close(socket) }

  /// True where the answer is one.
  func post(_ body: String) -> Bool {
    let request = Array(
      "POST /v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        .utf8)
    guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return false }
    var filled = 0
    var wanted = Int.max
    var isAnswer = false
    while filled < wanted {
      if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
      let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress! + filled, $0.count - filled, 0) }
      guard count > 0 else { return false }
      filled += count
      guard wanted == .max, let end = buffer[..<filled].firstRange(of: [13, 10, 13, 10]) else { continue }
      let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).lowercased()
      isAnswer = head.hasPrefix("http/1.1 200")
      guard let length = head.split(separator: "content-length: ").dropFirst().first?.prefix(while: \.isNumber),
        let bytes = Int(length)
      else { return false }
      wanted = end.upperBound + bytes
    }
    return isAnswer
  }
}
