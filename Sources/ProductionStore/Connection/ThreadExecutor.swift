internal import Dispatch

/// Runs an actor on a dispatch queue of its own, so that a blocking call in it never blocks a thread of Swift's pool.
///
/// Tasks that prefer it run there as well, and go into the actor and out of it without being handed over.
final class ThreadExecutor: SerialExecutor, TaskExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async {
      job.runSynchronously(
        isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
    }
  }
}
