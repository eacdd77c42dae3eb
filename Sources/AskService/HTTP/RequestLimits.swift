import Foundation
import HTTPTypes
import Hummingbird

extension Request {
  /// The largest body that is read, in bytes.
  static var largestBody: Int { 16 * 1024 }

  /// Refuses a body that says it is something else than JSON in UTF-8; one that says nothing is read as JSON.
  func requireJSON() throws(ServiceError) {
    // What nearly all clients write is not taken apart.
    guard let type = headers[.contentType], type != "application/json" else { return }
    let parts = type.lowercased().split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
    guard parts.first == "application/json", ["utf-8", "\"utf-8\"", nil].contains(charset) else {
      throw .unsupportedMediaType(type)
    }
  }
}

extension Request {
  /// Whether the client asks for CSV rather than JSON. What it says of weights is read as far as these two need it.
  var prefersCSV: Bool {
    var weights: [Substring: Double] = [:]
    for range in (headers[.accept] ?? "").lowercased().split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if let type = parts.first { weights[Substring(type)] = weight }
    }
    return (weights["text/csv"] ?? 0) > (weights["application/json"] ?? 0)
  }
}

extension RequestBody {
  /// The whole body; reading ends as soon as it is too large.
  func data(upTo limit: Int) async throws -> Data {
    var data = Data()
    for try await buffer in self {
      data.append(contentsOf: Array(buffer: buffer))
      guard data.count <= limit else { throw ServiceError.bodyTooLarge(limit: limit) }
    }
    return data
  }
}
