/// Reads the part of YAML in which grammars are written, ten times as fast as the library.
///
/// Block mappings and sequences, flow ones on one line, plain and quoted scalars on one line, comments. At anything
/// else (anchors, tags, texts over several lines, tabs, a slip) it gives up, and the library reads the text and says
/// what is wrong. What it does read it reads as the library does, which a test holds it to.
struct YAMLReader {
  private struct NotSimple: Error {}

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Where columns were counted last.
  private var counted = (index: 0, column: 1)

  static func read(_ text: String) -> YAMLNode? {
    var reader = YAMLReader(bytes: Array(text.utf8))
    guard !reader.bytes.contains(where: { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }) else { return nil }
    guard let node = try? reader.document() else { return nil }
    return node
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func document() throws(NotSimple) -> YAMLNode {
    try skipToContent()
    guard index < bytes.count, indent == 0 else { throw NotSimple() }
    let node = try block(0)
    try skipToContent()
    guard index == bytes.count else { throw NotSimple() }
    return node
  }

  // Lines -------------------------------------------------------------------------------------------

  private var current: UInt8 { index < bytes.count ? bytes[index] : 10 }
  private var following: UInt8 { index + 1 < bytes.count ? bytes[index + 1] : 10 }
  private var isAtEnd: Bool { current == 10 }
  /// Bytes before the current one on its line; all blanks where it is an indent.
  private var indent: Int { index - lineStart }

  private mutating func nextLine() {
    index += 1
    line += 1
    lineStart = index
    counted = (index, 1)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 32 { index += 1 }
  }

  /// Past blank lines and comments, to the first content of a later line.
  private mutating func skipToContent() throws(NotSimple) {
    while index < bytes.count {
      skipBlanks()
      guard index < bytes.count else { return }
      if bytes[index] == UInt8(ascii: "#"), index == lineStart || bytes[index - 1] == 32 {
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      }
      guard index < bytes.count, bytes[index] == 10 else { return }
      nextLine()
    }
  }

  /// After a value nothing may stand on its line but a comment.
  private mutating func endLine() throws(NotSimple) {
    let start = index
    skipBlanks()
    guard isAtEnd || (current == UInt8(ascii: "#") && index > start) else { throw NotSimple() }
    while index < bytes.count, bytes[index] != 10 { index += 1 }
    try skipToContent()
  }

  private mutating func place() -> (line: Int, column: Int) {
    if counted.index < index {
      counted.column += bytes[counted.index..<index].count { $0 & 0xC0 != 0x80 }
      counted.index = index
    }
    return (line, counted.column)
  }

  private func isDash() -> Bool { current == UInt8(ascii: "-") && (following == 32 || following == 10) }

  // Blocks ------------------------------------------------------------------------------------------

  /// A node that begins here, at an indent; the reader stands at its first byte.
  private mutating func block(_ indent: Int) throws(NotSimple) -> YAMLNode {
    if isDash() { return try sequence(indent) }
    if current == UInt8(ascii: "[") || current == UInt8(ascii: "{") { return try lineNode() }
    let place = place()
    let first = try scalar(inFlow: false)
    if current == UInt8(ascii: ":"), following == 32 || following == 10 {
      return try mapping(indent, first, place)
    }
    let node = first
    let before = line
    try endLine()
    // A text that goes on in the next line.
    if index < bytes.count, line > before, self.indent >= indent, self.indent > 0 { throw NotSimple() }
    return node
  }

  private mutating func mapping(
    _ indent: Int, _ first: YAMLNode, _ place: (line: Int, column: Int)
  ) throws(NotSimple) -> YAMLNode {
    var pairs: [YAMLNode.Pair] = []
    var names: Set<String> = []
    var key = first
    while true {
      guard names.insert(key.text ?? "").inserted else { throw NotSimple() }
      index += 1  // the colon
      pairs.append(YAMLNode.Pair(key: key, value: try value(indent)))
      guard index < bytes.count, self.indent >= indent else { break }
      guard self.indent == indent, !isDash() else { throw NotSimple() }
      key = try scalar(inFlow: false)
      guard current == UInt8(ascii: ":"), following == 32 || following == 10 else { throw NotSimple() }
    }
    return YAMLNode(content: .mapping(pairs), line: place.line, column: place.column)
  }

  /// What stands after a key's colon: on the same line, or on the next ones deeper in. A sequence may stand as deep as
  /// its key.
  private mutating func value(_ indent: Int) throws(NotSimple) -> YAMLNode {
    skipBlanks()
    if !isAtEnd, current != UInt8(ascii: "#") {
      let node = try lineNode()
      guard index == bytes.count || self.indent <= indent else { throw NotSimple() }
      return node
    }
    try endLine()
    guard index < bytes.count else { throw NotSimple() }
    if self.indent == indent, isDash() { return try sequence(indent) }
    guard self.indent > indent else { throw NotSimple() }
    return try block(self.indent)
  }

  private mutating func sequence(_ indent: Int) throws(NotSimple) -> YAMLNode {
    let place = place()
    var items: [YAMLNode] = []
    while index < bytes.count, self.indent == indent, isDash() {
      index += 1
      skipBlanks()
      guard !isAtEnd, current != UInt8(ascii: "#") else { throw NotSimple() }
      items.append(try block(self.indent))
    }
    guard index == bytes.count || self.indent <= indent else { throw NotSimple() }
    return YAMLNode(content: .sequence(items), line: place.line, column: place.column)
  }

  /// A flow node or a scalar that fills the rest of its line.
  private mutating func lineNode() throws(NotSimple) -> YAMLNode {
    let node = try flow(isWhole: true)
    // "a: b: c" is no YAML; the library says so.
    guard current != UInt8(ascii: ":") else { throw NotSimple() }
    try endLine()
    return node
  }

  // Flow --------------------------------------------------------------------------------------------

  /// A node on one line.
  ///
  /// - Parameter isWhole: no brackets are around it.
  private mutating func flow(isWhole: Bool) throws(NotSimple) -> YAMLNode {
    switch current {
    case UInt8(ascii: "["):
      let place = place()
      var items: [YAMLNode] = []
      index += 1
      skipBlanks()
      while current != UInt8(ascii: "]") {
        items.append(try flow(isWhole: false))
        try separate(until: UInt8(ascii: "]"))
      }
      index += 1
      return YAMLNode(content: .sequence(items), line: place.line, column: place.column)
    case UInt8(ascii: "{"):
      let place = place()
      var pairs: [YAMLNode.Pair] = []
      var names: Set<String> = []
      index += 1
      skipBlanks()
      while current != UInt8(ascii: "}") {
        let key = try scalar(inFlow: true)
        guard current == UInt8(ascii: ":"), following == 32, names.insert(key.text ?? "").inserted else {
          throw NotSimple()
        }
        index += 1
        skipBlanks()
        pairs.append(YAMLNode.Pair(key: key, value: try flow(isWhole: false)))
        try separate(until: UInt8(ascii: "}"))
      }
      index += 1
      return YAMLNode(content: .mapping(pairs), line: place.line, column: place.column)
    default: return try scalar(inFlow: !isWhole)
    }
  }

  private mutating func separate(until end: UInt8) throws(NotSimple) {
    skipBlanks()
    if current == end { return }
    guard current == UInt8(ascii: ",") else { throw NotSimple() }
    index += 1
    skipBlanks()
    // A comma at the end is fine in YAML, and rare.
    if current == end { throw NotSimple() }
  }

  // Scalars -----------------------------------------------------------------------------------------

  private mutating func scalar(inFlow: Bool) throws(NotSimple) -> YAMLNode {
    let place = place()
    switch current {
    case UInt8(ascii: "\""):
      return YAMLNode(content: .scalar(try doubleQuoted(), isPlain: false), line: place.line, column: place.column)
    case UInt8(ascii: "'"):
      return YAMLNode(content: .scalar(try singleQuoted(), isPlain: false), line: place.line, column: place.column)
    default: return YAMLNode(content: .scalar(try plain(inFlow), isPlain: true), line: place.line, column: place.column)
    }
  }

  private static let indicators = Set(",[]{}#&*!|>'\"%@`".utf8)
  private static let flowIndicators = Set(",[]{}".utf8)

  private mutating func plain(_ inFlow: Bool) throws(NotSimple) -> String {
    let start = index
    guard !isAtEnd, !Self.indicators.contains(current) else { throw NotSimple() }
    // Within braces a question mark begins a key, whatever follows.
    if inFlow, current == UInt8(ascii: "?") { throw NotSimple() }
    if "-?:".utf8.contains(current) {
      guard following != 32, following != 10, !(inFlow && Self.flowIndicators.contains(following)) else {
        throw NotSimple()
      }
      // A document's marker.
      if index == lineStart, current == UInt8(ascii: "-"), following == UInt8(ascii: "-") { throw NotSimple() }
    }
    var end = index
    while index < bytes.count, bytes[index] != 10 {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":"),
        following == 32 || following == 10 || (inFlow && Self.flowIndicators.contains(following))
      {
        break
      }
      if byte == UInt8(ascii: "#"), index > start, bytes[index - 1] == 32 { break }
      if inFlow, Self.flowIndicators.contains(byte) { break }
      index += 1
      if byte != 32 { end = index }
    }
    // Trailing blanks belong to nobody; a colon or a comment may follow them.
    if end < index, current == UInt8(ascii: ":") { throw NotSimple() }
    index = end == start ? index : end
    guard end > start else { throw NotSimple() }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func doubleQuoted() throws(NotSimple) -> String {
    index += 1
    var text: [UInt8] = []
    while true {
      guard index < bytes.count, bytes[index] != 10 else { throw NotSimple() }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        guard following == UInt8(ascii: "\"") || following == UInt8(ascii: "\\") else { throw NotSimple() }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func singleQuoted() throws(NotSimple) -> String {
    index += 1
    var text: [UInt8] = []
    while true {
      guard index < bytes.count, bytes[index] != 10 else { throw NotSimple() }
      if bytes[index] == UInt8(ascii: "'") {
        guard following == UInt8(ascii: "'") else { break }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }
}
