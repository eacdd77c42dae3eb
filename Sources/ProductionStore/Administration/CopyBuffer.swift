public import QueryPlanner

/// Rows in the text format of COPY.
///
///     var rows = CopyBuffer()
///     rows.field("SMT-1"); rows.field(12); rows.field(nil as Int?); rows.endRow()
public struct CopyBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []
  public private(set) var rows = 0
  private var isAtRowStart = true

  public init() {}

  public var isEmpty: Bool { bytes.isEmpty }

  public mutating func field(_ text: String?) {
    separate()
    guard let text else { return null() }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      default: bytes.append(byte)
      }
    }
  }

  public mutating func field(_ value: Int?) {
    separate()
    guard let value else { return null() }
    decimal(value)
  }

  public mutating func field(_ value: Double?) {
    separate()
    guard let value else { return null() }
    if value.isFinite {
      bytes += value.description.utf8
    } else {
      bytes += (value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity").utf8
    }
  }

  public mutating func field(_ value: Bool) {
    separate()
    bytes.append(UInt8(ascii: value ? "t" : "f"))
  }

  /// To the microsecond, in UTC.
  public mutating func field(_ instant: Instant?) {
    separate()
    guard let instant else { return null() }
    let (days, time) = instant.microseconds.quotientAndRemainder(floorDividingBy: 86_400_000_000)
    let date = CivilDate(postgresDays: days - 10_957)
    bytes += date.iso8601.utf8
    bytes.append(UInt8(ascii: " "))
    twoDigits(time / 3_600_000_000, then: ":")
    twoDigits(time / 60_000_000 % 60, then: ":")
    twoDigits(time / 1_000_000 % 60, then: time % 1_000_000 == 0 ? "+" : ".")
    if time % 1_000_000 != 0 {
      let digits = String(1_000_000 + time % 1_000_000).utf8.dropFirst()
      bytes += digits
      bytes.append(UInt8(ascii: "+"))
    }
    bytes += "00".utf8
  }

  public mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    rows += 1
    isAtRowStart = true
  }

  /// Hands over what is written so far and starts empty, for chunks of a stream.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func separate() {
    if !isAtRowStart { bytes.append(UInt8(ascii: "\t")) }
    isAtRowStart = false
  }

  private mutating func null() { bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")] }

  private mutating func decimal(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func twoDigits(_ value: Int64, then separator: Unicode.Scalar) {
    bytes += [UInt8(ascii: "0") + UInt8(value / 10), UInt8(ascii: "0") + UInt8(value % 10), UInt8(ascii: separator)]
  }
}

extension Int64 {
  fileprivate func quotientAndRemainder(floorDividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
