/// A piece of a table: rows in PostgreSQL's COPY text format.
public struct FactoryChunk: Sendable {
  public var table: FactoryTable
  /// Whole rows, about a megabyte; empty where the table has no rows.
  public var rows: [UInt8]
  /// How much of the whole is done with this chunk, 0 … 1, never falling.
  public var fraction: Double
}

/// The demo factory: a seed, an as-of and what happened before it.
///
/// Iterate over it to get every table in the order of ``FactoryTable``, chunk after chunk; the chunks of a table come
/// together, and every table has at least one. Memory stays bounded: big tables are simulated while they are read.
///
///     for chunk in DemoFactory(FactoryConfiguration(asOf: now)) {
///       // a new COPY where chunk.table is another than before
///     }
public struct DemoFactory: Sequence, Sendable {
  public let configuration: FactoryConfiguration

  public init(_ configuration: FactoryConfiguration) { self.configuration = configuration }

  public func makeIterator() -> FactoryIterator { FactoryIterator(configuration) }
}

/// Makes the tables of a ``DemoFactory`` one chunk at a time.
public struct FactoryIterator: IteratorProtocol {
  /// Bytes after which a chunk is handed over.
  private static let chunk = 1 << 20
  /// Shares of the whole at which a table begins, as far as time goes: the big four take nearly all of it.
  private static let weights: [FactoryTable: Double] = [
    .sites: 0.1, .machineStates: 0.25, .productionCounts: 0.35, .defects: 0.05, .telemetry: 0.2,
  ]

  private let model: FactoryModel
  private var history: History?
  private var tables = FactoryTable.allCases[...]
  private var engine: Engine?
  private var telemetry: Telemetry?
  private var done = 0.0

  init(_ configuration: FactoryConfiguration) { model = FactoryModel(configuration) }

  public mutating func next() -> FactoryChunk? {
    guard let table = tables.first else { return nil }
    let history = known()
    var rows: [UInt8]
    var isComplete = true
    var share = 1.0
    switch table {
    case .machineStates, .productionCounts, .defects:
      (rows, isComplete, share) = simulate(table, history)
    case .telemetry:
      (rows, isComplete, share) = measure(history)
    default:
      var buffer = CopyBuffer()
      buffer.utcOffset = model.configuration.utcOffset
      history.write(table, into: &buffer)
      rows = buffer.take()
    }
    let weight = FactoryIterator.weights[table] ?? 0.002
    let fraction = Swift.min(1, done + weight * share)
    if isComplete {
      tables.removeFirst()
      done += weight
    }
    return FactoryChunk(table: table, rows: rows, fraction: tables.isEmpty ? 1 : Swift.min(0.999, fraction))
  }

  private mutating func known() -> History {
    if let history { return history }
    let history = History(model)
    self.history = history
    return history
  }

  private mutating func simulate(_ table: FactoryTable, _ history: History) -> ([UInt8], Bool, Double) {
    let recording: Recording = table == .machineStates ? .states : table == .defects ? .defects : .counts
    let engine = self.engine ?? Engine(model, history.plan, recording: recording)
    self.engine = engine
    let isStates = recording == .states
    while isStates ? engine.states.rows.count < FactoryIterator.chunk : engine.rows.count < FactoryIterator.chunk {
      if !engine.step() {
        self.engine = nil
        return (isStates ? engine.states.rows.take() : engine.rows.take(), true, 1)
      }
    }
    let share = Double(engine.time - model.start) / Double(Swift.max(1, model.asOf - model.start))
    return (isStates ? engine.states.rows.take() : engine.rows.take(), false, share)
  }

  private mutating func measure(_ history: History) -> ([UInt8], Bool, Double) {
    var telemetry = self.telemetry ?? Telemetry(model, history.drifts)
    var buffer = CopyBuffer()
    buffer.utcOffset = model.configuration.utcOffset
    while buffer.count < FactoryIterator.chunk {
      if !telemetry.step(into: &buffer) { return (buffer.take(), true, 1) }
    }
    self.telemetry = telemetry
    return (buffer.take(), false, telemetry.fraction)
  }
}
