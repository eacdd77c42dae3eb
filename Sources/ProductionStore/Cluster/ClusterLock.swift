internal import Foundation

/// A lock on a file that one process holds at a time; the system lets go of it when the process ends, however it ends.
struct ClusterLock: ~Copyable {
  private let descriptor: Int32

  /// Blocks until the lock is free.
  init(path: String, patience: Duration) throws(DatabaseError) {
    // Not to be handed on: the server would hold it for as long as it runs.
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cluster(.directory(path: path, reason: String(cString: strerror(errno))))
    }
    let deadline = ContinuousClock.now + patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if ContinuousClock.now >= deadline {
        Foundation.close(descriptor)
        throw .cluster(.locked(path: path))
      }
      usleep(20_000)
    }
  }

  func release() { Foundation.close(descriptor) }
}
