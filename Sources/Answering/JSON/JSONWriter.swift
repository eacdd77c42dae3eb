extension JSONValue {
  /// The value as JSON text: on one line, or indented by two spaces when `pretty`.
  public func text(pretty: Bool = false) -> String { String(decoding: utf8(pretty: pretty), as: UTF8.self) }

  /// The same as bytes, for those who send it on.
  public func utf8(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.write(self)
    return writer.bytes
  }
}

/// Writes bytes: an answer is mostly SQL and words, of which hardly a byte needs more than to be copied.
private struct JSONWriter {
  let pretty: Bool
  var bytes: [UInt8] = []
  private var depth = 0

  init(pretty: Bool) {
    self.pretty = pretty
    // Most answers fit, their SQL included.
    bytes.reserveCapacity(16384)
  }

  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let bool): append(bool ? "true" : "false")
    case .integer(let integer): append(String(integer))
    case .number(let number): write(number)
    case .string(let string): write(string)
    case .array(let items): write(items, "[", "]") { $0.write($1) }
    case .object(let members):
      write(members, "{", "}") { writer, member in
        writer.write(member.name)
        writer.append(writer.pretty ? ": " : ":")
        writer.write(member.value)
      }
    }
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write<Item>(
    _ items: [Item], _ opening: String, _ closing: String, item: (inout JSONWriter, Item) -> Void
  ) {
    append(opening)
    depth += 1
    for (index, each) in items.enumerated() {
      if index > 0 { append(",") }
      breakLine()
      item(&self, each)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    append(closing)
  }

  private mutating func breakLine() {
    if pretty { append("\n" + String(repeating: "  ", count: depth)) }
  }

  private mutating func write(_ number: Double) {
    guard number.isFinite else { return append("null") }
    if let integer = Int64(exactly: number), abs(number) < 0x1p53, number != 0 || number.sign == .plus {
      append(String(integer))
    } else {
      append(number.description)
    }
  }

  private mutating func write(_ string: String) {
    append("\"")
    var string = string
    string.withUTF8 { text in
      var copied = 0
      var index = Self.firstSpecial(in: text, from: 0)
      while index < text.count {
        let escape: String? =
          switch text[index] {
          case UInt8(ascii: "\""): "\\\""
          case UInt8(ascii: "\\"): "\\\\"
          case UInt8(ascii: "\n"): "\\n"
          case UInt8(ascii: "\r"): "\\r"
          case UInt8(ascii: "\t"): "\\t"
          case 0xE2: Self.separator(in: text, at: index)
          default: Self.escape(UInt32(text[index]))
          }
        if let escape {
          bytes.append(contentsOf: text[copied..<index])
          append(escape)
          copied = index + (text[index] == 0xE2 ? 3 : 1)
        }
        index = Self.firstSpecial(in: text, from: index + 1)
      }
      bytes.append(contentsOf: text[copied...])
    }
    append("\"")
  }

  /// The next byte that may not be copied; the text's end where there is none.
  private static func firstSpecial(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(text)
    while index + 8 <= text.count {
      let bytes = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let special =
        below(0x20, in: bytes) | below(1, in: bytes ^ all(UInt8(ascii: "\"")))
        | below(1, in: bytes ^ all(UInt8(ascii: "\\"))) | below(1, in: bytes ^ all(0xE2))
      if special != 0 { return index + special.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < text.count, !isSpecial(text[index]) { index += 1 }
    return index
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2
  }

  /// The highest bit of each of eight bytes that is below a limit, up to 128: of the first one for sure, and no other
  /// before it (Anderson, "Bit Twiddling Hacks").
  private static func below(_ limit: UInt8, in bytes: UInt64) -> UInt64 { (bytes &- all(limit)) & ~bytes & all(0x80) }

  private static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// U+2028 and U+2029 are legal JSON, but end a line in JavaScript and in line-by-line readers.
  private static func separator(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> String? {
    guard index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] | 1 == 0xA9 else { return nil }
    return escape(0x2000 | UInt32(text[index + 2] & 0x3F))
  }

  private static func escape(_ scalar: UInt32) -> String {
    let hex = String(scalar, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}
