/// How far long work is, on standard error: a bar where a person looks, else a line a phase.
struct ProgressBar {
  private var phase = ""
  private var shown = -1

  mutating func show(_ phase: String, fraction: Double) {
    guard Console.showsProgress else {
      if phase != self.phase { Console.complain(phase) }
      self.phase = phase
      return
    }
    let percent = Int(fraction * 100)
    guard percent != shown || phase != self.phase else { return }
    (self.phase, shown) = (phase, percent)
    let filled = percent * 30 / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Console.show("\r\u{1B}[K\(bar) \(percent) %  \(phase)")
  }

  /// Clears the bar, so that what follows stands alone.
  func end() {
    if Console.showsProgress { Console.show("\r\u{1B}[K") }
  }
}
