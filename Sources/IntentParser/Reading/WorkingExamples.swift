import Synchronization

/// Which examples of a grammar this factory can answer: each is read once, when it is first to be offered.
final class WorkingExamples: Sendable {
  private let known = Mutex<[String: Bool]>([:])

  func contains(_ example: String, test: (String) -> Bool) -> Bool {
    if let works = known.withLock({ $0[example] }) { return works }
    let works = test(example)
    known.withLock { $0[example] = works }
    return works
  }
}
