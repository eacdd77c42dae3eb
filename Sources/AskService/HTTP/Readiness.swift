/// Whether questions can be answered, asked of the database at most every few seconds.
///
/// A probe that comes every second from several load balancers would otherwise cost more than the questions.
actor Readiness {
  private let check: @Sendable () async throws(ServiceError) -> Void
  private let lifetime: Duration
  private var last: (at: ContinuousClock.Instant, outcome: Result<Void, ServiceError>)?

  init(lifetime: Duration = .seconds(3), check: @escaping @Sendable () async throws(ServiceError) -> Void) {
    (self.check, self.lifetime) = (check, lifetime)
  }

  /// - Throws: what stands in the way.
  func require() async throws(ServiceError) {
    if let last, last.at.duration(to: .now) < lifetime { return try last.outcome.get() }
    let outcome: Result<Void, ServiceError>
    do {
      try await check()
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    last = (.now, outcome)
    try outcome.get()
  }
}
