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
  /// Larger than any answer of one question.
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)

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
  ///
  /// Bytes all the way: what the load itself computes would be counted as the service's.
  func post(_ body: String) -> Bool {
    let request =
      "POST /v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
      + body
    guard send(socket, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count else { return false }
    return buffer.withUnsafeMutableBytes(answer)
  }

  private func answer(in buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var filled = 0
    var wanted = Int.max
    while filled < wanted {
      guard let start = buffer.baseAddress, filled < buffer.count else { return false }
      let count = recv(socket, start + filled, buffer.count - filled, 0)
      guard count > 0 else { return false }
      filled += count
      guard wanted == .max, let end = Self.place(of: Self.blankLine, in: buffer[..<filled]) else { continue }
      // Names of fields in small letters; digits and signs of a head are none the worse for it.
      for index in 0..<end { buffer[index] |= 0x20 }
      guard buffer.starts(with: "http/1.1 200".utf8), let length = Self.place(of: Self.length, in: buffer[..<end])
      else { return false }
      var bytes = 0
      for digit in buffer[(length + Self.length.count)..<end] {
        guard (0x30...0x39).contains(digit) else { break }
        bytes = bytes * 10 + Int(digit - 0x30)
      }
      wanted = end + Self.blankLine.count + bytes
    }
    return true
  }

  private static let blankLine = Array("\r\n\r\n".utf8)
  private static let length = Array("content-length: ".utf8)

  private static func place(of sought: [UInt8], in bytes: Slice<UnsafeMutableRawBufferPointer>) -> Int? {
    guard bytes.count >= sought.count else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    return (0...(bytes.count - sought.count)).first { start in
      bytes[start] == sought[0] && sought.indices.allSatisfy { bytes[start + $0] == sought[$0] }
    }
  }
}
