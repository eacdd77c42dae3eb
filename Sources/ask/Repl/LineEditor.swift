import CLibEdit
import Foundation

/// A line at a terminal with history, editing and completion, by libedit.
///
/// libedit blocks and keeps its state in one thread's hands, so that the actor runs on a queue of its own.
actor LineEditor {
  private let executor = QueueExecutor(label: "line editor")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private var line: OpaquePointer?
  private var history: OpaquePointer?
  private let historyFile: String?
  private let completions: CompletionBox

  /// `words` are what the tab key offers.
  init(historyFile: String?, words: [String]) {
    self.historyFile = historyFile
    completions = CompletionBox(words: words)
  }

  /// The next line; nil at the end of input (Ctrl-D). Ctrl-C empties the line that is edited.
  func next() -> String? {
    open()
    var count: Int32 = 0
    guard let line, let bytes = el_gets(line, &count), count > 0 else { return nil }
    let text = String(cString: bytes).trimmingCharacters(in: .whitespacesAndNewlines)
    if !text.isEmpty, let history {
      _ = ask_history_enter(history, text)
      if let historyFile { _ = ask_history_save(history, historyFile) }
    }
    return text
  }

  /// Gives the terminal back.
  func close() {
    if let line { el_end(line) }
    if let history { history_end(history) }
    (line, history) = (nil, nil)
  }

  private func open() {
    guard line == nil else { return }
    setlocale(LC_CTYPE, "")
    line = el_init("ask", ask_standard_input(), ask_standard_output(), ask_standard_error())
    history = history_init()
    guard let line, let history else { return }
    _ = ask_history_size(history, 1000)
    _ = ask_history_unique(history)
    if let historyFile { _ = ask_history_load(history, historyFile) }
    _ = ask_el_prompt(line, promptText)
    _ = ask_el_history(line, history)
    _ = ask_el_emacs(line)
    // The box lives as long as the actor, which ends libedit before it goes.
    _ = ask_el_client(line, Unmanaged.passUnretained(completions).toOpaque())
    _ = ask_el_function(line, "ask-complete", "Complete a word", complete)
    _ = ask_el_bind(line, "\t", "ask-complete")
    _ = ask_el_function(line, "ask-clear", "Empty the line", clear)
    _ = ask_el_bind(line, "^C", "ask-clear")
    _ = ask_el_no_signals(line)
    el_source(line, nil)
  }
}

/// Words for the tab key, where libedit's callback finds them.
private final class CompletionBox: Sendable {
  let completion: Completion
  init(words: [String]) { completion = Completion(words: words) }
}

// libedit asks for the prompt by a C function and reads it while it edits: a text that is never freed.
private nonisolated(unsafe) let prompt: UnsafeMutablePointer<CChar>? = strdup("ask> ")

private func promptText(_ line: OpaquePointer?) -> UnsafeMutablePointer<CChar>? { prompt }

private func clear(_ line: OpaquePointer?, _ key: Int32) -> UInt8 {
  guard let line, let info = el_line(line)?.pointee else { return UInt8(CC_ERROR) }
  let after = info.lastchar - info.cursor
  el_cursor(line, Int32(after))
  el_deletestr(line, Int32(info.lastchar - info.buffer))
  return UInt8(CC_REFRESH)
}

private func complete(_ line: OpaquePointer?, _ key: Int32) -> UInt8 {
  guard let line, let info = el_line(line)?.pointee, let data = ask_el_client_data(line) else {
    return UInt8(CC_ERROR)
  }
  let box = Unmanaged<CompletionBox>.fromOpaque(data).takeUnretainedValue()
  let typed = UnsafeBufferPointer(start: info.buffer, count: info.cursor - info.buffer)
  let text = String(decoding: typed.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  let addition = box.completion.addition(to: text)
  guard !addition.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
  return el_insertstr(line, addition) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
}
