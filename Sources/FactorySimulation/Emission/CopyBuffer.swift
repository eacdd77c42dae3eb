import QueryPlanner

/// Rows in PostgreSQL's COPY text format: tab between fields, `\N` for null, a newline after each row.
struct CopyBuffer {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true
  /// Offset in which times are written, in seconds; a whole number of hours.
  var utcOffset = 0
  private var day = Int.min
  private var dayText: [UInt8] = []

  var count: Int { bytes.count }

  /// Hands over what has been written and starts anew.
  mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    bytes.reserveCapacity(taken.count + 4_096)
    return taken
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x09) }
    isFirst = false
  }

  mutating func endRow() {
    bytes.append(0x0A)
    isFirst = true
  }

  mutating func null() {
    separate()
    bytes.append(0x5C)
    bytes.append(0x4E)
  }

  mutating func text(_ value: String?) {
    guard let value else { return null() }
    separate()
    guard value.utf8.contains(where: { $0 == 0x5C || $0 < 0x20 }) else {
      bytes.append(contentsOf: value.utf8)
      return
    }
    for byte in value.utf8 {
      switch byte {
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x09: bytes += [0x5C, 0x74]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0D: bytes += [0x5C, 0x72]
      default: bytes.append(byte)
      }
    }
  }

  mutating func integer(_ value: Int?) {
    guard let value else { return null() }
    separate()
    digits(value)
  }

  mutating func bool(_ value: Bool) {
    separate()
    bytes.append(value ? 0x74 : 0x66)
  }

  /// A number in units of 10^-`places`: no floating point is ever formatted.
  mutating func fixed(_ value: Int?, places: Int) {
    guard let value else { return null() }
    separate()
    if value < 0 { bytes.append(0x2D) }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    digits(abs(value) / scale)
    guard places > 0 else { return }
    bytes.append(0x2E)
    var rest = abs(value) % scale
    while scale > 1 {
      scale /= 10
      bytes.append(0x30 + UInt8(rest / scale))
      rest %= scale
    }
  }

  /// A time in seconds since 1970, written on the site's clock: `2026-03-18 14:30:00+07`.
  mutating func time(_ value: Int?) {
    guard let value else { return null() }
    separate()
    let local = value + utcOffset
    let number = floorDiv(local, CivilDay.length)
    if number != day {
      day = number
      dayText = CopyBuffer.text(ofDay: number)
    }
    bytes += dayText
    let second = local - number * CivilDay.length
    bytes.append(0x20)
    two(second / 3_600)
    bytes.append(0x3A)
    two(second / 60 % 60)
    bytes.append(0x3A)
    two(second % 60)
    bytes.append(utcOffset < 0 ? 0x2D : 0x2B)
    two(abs(utcOffset) / 3_600)
  }

  mutating func date(day: Int) {
    separate()
    bytes += CopyBuffer.text(ofDay: day)
  }

  private mutating func two(_ value: Int) {
    bytes.append(0x30 + UInt8(value / 10))
    bytes.append(0x30 + UInt8(value % 10))
  }

  private mutating func digits(_ value: Int) {
    var rest = value.magnitude
    if value < 0 { bytes.append(0x2D) }
    let first = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }

  private static func text(ofDay number: Int) -> [UInt8] {
    let date = CivilDay.date(number)
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return Array("\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))".utf8)
  }
}
