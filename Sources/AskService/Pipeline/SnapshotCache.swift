import ProductionStore

/// Reads the snapshot once, however many questions wait for it, and again when it is a minute old: a service that runs
/// for months sees new machines and how far the data reach.
actor SnapshotCache {
  private let store: ProductionStore
  private let resources: ResourceLocator
  private let settings: Settings
  private var loading: Task<Result<FactorySnapshot, ServiceError>, Never>?
  private var loadedAt = ContinuousClock.now
  private static let longestAge = Duration.seconds(60)

  init(store: ProductionStore, resources: ResourceLocator, settings: Settings) {
    (self.store, self.resources, self.settings) = (store, resources, settings)
  }

  /// A failure is not kept: the next question tries again.
  func current() async throws(ServiceError) -> FactorySnapshot {
    if loadedAt.duration(to: .now) > Self.longestAge { loading = nil }
    let task = loading ?? load()
    if loading == nil { loadedAt = .now }
    loading = task
    let outcome = await task.value
    if case .failure = outcome, loading == task { loading = nil }
    return try outcome.get()
  }

  func forget() { loading = nil }

  private func load() -> Task<Result<FactorySnapshot, ServiceError>, Never> {
    Task { [store, resources, settings] in
      do throws(ServiceError) {
        return .success(try await FactorySnapshot.read(from: store, resources, settings))
      } catch {
        return .failure(error)
      }
    }
  }
}
