internal import Dispatch

/// Runs an actor on a dispatch queue of its own, so that a blocking call in it never blocks a thread of Swift's pool.
final class ThreadExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
