import AskService
import Foundation

/// Standard output and error of this process.
enum Console {
  /// Colour and progress bars only where a person reads, and nobody asked for none (no-color.org).
  static let hasColour = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  static let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  static let readsFromTerminal = isatty(STDIN_FILENO) == 1
  static let showsProgress = isatty(STDERR_FILENO) == 1

  /// Columns of the terminal; where there is none, what a file or a mail can hold.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else {
      return 120
    }
    return min(Int(size.ws_col), 120)
  }

  /// Writes a text and ends its line.
  static func write(_ text: String) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    write(line, to: STDOUT_FILENO)
  }

  static func complain(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
  }

  static func complain(_ error: ServiceError) {
    let report = error.report
    var lines = ["\(report.code): \(report.message)"]
    if let detail = report.detail { lines.append("  " + detail) }
    if let hint = report.hint { lines.append("  " + hint) }
    complain(lines.joined(separator: "\n"))
  }

  /// Text without a line's end, at once.
  static func show(_ text: String) { write(text, to: STDERR_FILENO) }

  /// A reader that went away (`ask … | head`) ends the program as it ends other ones: quietly.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}
