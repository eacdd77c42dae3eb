import Foundation

/// A TCP connection to this machine, as bare as can be: tests see themselves when it is kept, ended or left.
final class PlainConnection: Sendable {
  private let socket: Int32

  init?(port: Int) {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      Foundation.close(socket)
      return nil
    }
  }

  func close() { _ = Foundation.close(socket) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// A question to `POST /v1/ask`.
  func ask(_ body: String, headers: String = "") {
    send(
      "POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(headers)"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// One response, head and body; nil where the server ended the connection first. Waits on a thread of its own.
  func response() async -> String? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: self.read()) }
    }
  }

  private func read() -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let head = text.range(of: "\r\n\r\n"),
        let stated = text[..<head.lowerBound].lowercased().firstMatch(of: /content-length: (\d+)/),
        let length = Int(stated.output.1), text[head.upperBound...].utf8.count >= length
      {
        return text
      }
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }
}
