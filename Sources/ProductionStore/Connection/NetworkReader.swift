/// Reads integers, most significant byte first, and runs of bytes from a buffer that somebody else owns.
struct NetworkReader {
  private let buffer: UnsafeRawBufferPointer
  private var offset = 0

  init(_ buffer: UnsafeRawBufferPointer) { self.buffer = buffer }

  var isAtEnd: Bool { offset == buffer.count }

  /// Nil where the buffer ends before.
  mutating func integer<T: FixedWidthInteger>(_: T.Type) -> T? {
    guard buffer.count - offset >= MemoryLayout<T>.size else { return nil }
    defer { offset += MemoryLayout<T>.size }
    return T(bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// Nil where the buffer ends before.
  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, buffer.count - offset >= count else { return nil }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: buffer[offset..<(offset + count)])
  }

  mutating func rest() -> UnsafeRawBufferPointer {
    defer { offset = buffer.count }
    return UnsafeRawBufferPointer(rebasing: buffer[offset...])
  }
}
