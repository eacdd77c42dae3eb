import NIOCore
import Synchronization

/// Runs tasks on an event loop, so that a question is read, asked and answered on the thread that its bytes came in on:
/// each other thread that has to be woken for it takes as long as much of its SQL.
///
/// Only what computes for less than a millisecond belongs there: the SQL is waited for elsewhere, grammars and factory
/// are read by tasks of their own, and so are exports put together.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// The executors of the loops that connections came on: one a loop, since tasks of one run without being handed over.
final class LoopExecutors: Sendable {
  private let executors = Mutex<[ObjectIdentifier: LoopExecutor]>([:])

  func executor(for loop: any EventLoop) -> LoopExecutor {
    executors.withLock { executors in
      if let known = executors[ObjectIdentifier(loop)] { return known }
      let executor = LoopExecutor(loop)
      executors[ObjectIdentifier(loop)] = executor
      return executor
    }
  }

  /// Nil for a loop on which no connection is handled.
  func known(for loop: any EventLoop) -> LoopExecutor? { executors.withLock { $0[ObjectIdentifier(loop)] } }
}
