public import QueryPlanner

/// A part of an order's delay.
public struct DelayPart: Sendable, Hashable {
  /// Where along the chain the time went.
  public enum Place: String, Sendable, Hashable { case release, waiting, duration }
  public var cause: DelayCause
  public var place: Place
  public var operation: Int64
  public var stage: String
  public var machine: String?
  /// The order that held the machine.
  public var blockingOrder: String?
  /// Stop reason, or the material that lacked.
  public var reason: String?
  /// Seconds; negative is a gain.
  public var seconds: Int64
}

/// An order's delay against its plan, taken apart to the second.
public struct OrderDelay: Sendable, Hashable {
  public var order: String
  public var plannedEnd: Instant
  /// Actual end of the last operation, or its forecast.
  public var end: Instant
  /// True where the end is a forecast.
  public var isForecast: Bool
  /// Operations of the binding chain, first to last.
  public var chain: [Int64]
  public var parts: [DelayPart]
  /// `end − plannedEnd`, in seconds of wall time; the parts sum to it exactly.
  public var total: Int64
}

/// Why orders are late against their plan, in wall time.
///
/// The binding chain runs from the operation that ended last back, within its work order, to the predecessor that
/// ended last. With AS/AE actual (or forecast) and PS/PE planned start and end, AR/PR actual and planned release:
///
///     AE_last − PE_last = (AR − PR) + Σ [(AS_i − AE_p) − (PS_i − PE_p)] + [(AE_i − AS_i) − (PE_i − PS_i)]
///
/// where AR and PR stand for AE_p and PE_p of the first operation. Operations of a line overlap (piece flow): a wait
/// is then negative in plan and actual alike, and the sum still telescopes.
///
/// A worked example: planned 08:00–10:00 after a predecessor that was to end at 08:00 and did; a shift from 06:00 to
/// 14:00. Actual 08:30–11:15, the machine being busy with SO-2 until 08:20; 15 min of setup for 10 planned, a feeder
/// jam of 20 min, 110 units made for 100 planned. The wait is +30 min: 20 min `machine_busy` (SO-2) and 10 min
/// `unexplained`. The duration is +45 min: setup +5, down +20, extra quantity +11 (10 units at 110 min ÷ 100),
/// slow cycles +9. Together +75 min, which is 11:15 − 10:00.
public struct DelayExplanation: Sendable {
  private let evidence: DelayEvidence
  private let operations: [String: [DelayOperation]]
  private let released: [String: Instant]
  private let plannedRelease: [String: Instant]

  public init(_ input: DelayInput) {
    evidence = DelayEvidence(input)
    operations = Dictionary(grouping: input.operations, by: \.order)
    (released, plannedRelease) = (input.released, input.plannedRelease)
  }

  /// The delay of an order and its parts; an order that ended early has a negative total.
  ///
  /// - Throws: ``DelayError`` naming the operation that lacks a plan or an end: nothing is guessed.
  public func delay(of order: String) throws(DelayError) -> OrderDelay {
    let chain = try chain(of: order)
    guard let first = chain.first, let last = chain.last else { throw .noOperations(order: order) }
    var parts: [DelayPart] = []

    // Without a release the wait begins where plan and reality part, which leaves the sum as it is.
    let release = released[order]?.seconds ?? min(first.start, first.plannedStart)
    let planned = plannedRelease[order]?.seconds ?? release
    if release != planned {
      parts.append(first.part(.release, .release, release - planned))
    }
    var (end, plannedEnd) = (release, planned)
    for span in chain {
      parts += WaitSplit(span: span, end: end, plannedEnd: plannedEnd, isFirst: span.operation.id == first.operation.id)
        .parts(evidence)
      parts += DurationSplit(span: span, upstreamUntil: span.operation.id == first.operation.id ? nil : end)
        .parts(evidence)
      (end, plannedEnd) = (span.end, span.plannedEnd)
    }
    return OrderDelay(
      order: order, plannedEnd: Instant(seconds: last.plannedEnd), end: Instant(seconds: last.end),
      isForecast: last.operation.actualEnd == nil, chain: chain.map(\.operation.id), parts: parts,
      total: last.end - last.plannedEnd)
  }

  private func chain(of order: String) throws(DelayError) -> [OperationSpan] {
    guard let operations = operations[order], !operations.isEmpty else { throw .noOperations(order: order) }
    for operation in operations where operation.start == nil || operation.end == nil {
      throw .noForecast(order: order, operation: operation.id, stage: operation.stage)
    }
    func endsBefore(_ a: DelayOperation, _ b: DelayOperation) -> Bool {
      // Ties go to the later operation, so that a chain does not skip one that took no time.
      (a.end?.seconds ?? 0, a.sequence, a.id) < (b.end?.seconds ?? 0, b.sequence, b.id)
    }
    var chain: [OperationSpan] = []
    var current = operations.max(by: endsBefore)
    while let operation = current {
      chain.append(try OperationSpan(operation))
      current = operations.filter { $0.workOrder == operation.workOrder && $0.sequence < operation.sequence }
        .max(by: endsBefore)
    }
    return chain.reversed()
  }
}

/// An operation with all four times, in whole seconds.
struct OperationSpan {
  var operation: DelayOperation
  var start: Int64
  var end: Int64
  var plannedStart: Int64
  var plannedEnd: Int64

  init(_ operation: DelayOperation) throws(DelayError) {
    guard let plannedStart = operation.plannedStart, let plannedEnd = operation.plannedEnd else {
      throw .noPlan(order: operation.order, operation: operation.id, stage: operation.stage)
    }
    guard let start = operation.start, let end = operation.end else {
      throw .noForecast(order: operation.order, operation: operation.id, stage: operation.stage)
    }
    self.operation = operation
    // Each instant is rounded once, so that differences of rounded instants still telescope.
    (self.start, self.end) = (start.seconds, max(start, end).seconds)
    (self.plannedStart, self.plannedEnd) = (plannedStart.seconds, max(plannedStart, plannedEnd).seconds)
  }

  func part(
    _ cause: DelayCause, _ place: DelayPart.Place, _ seconds: Int64, machine: String? = nil, order: String? = nil,
    reason: String? = nil
  ) -> DelayPart {
    DelayPart(
      cause: cause, place: place, operation: operation.id, stage: operation.stage,
      machine: machine ?? operation.machine, blockingOrder: order, reason: reason, seconds: seconds)
  }
}

/// Parts with equal causes, added up in the order in which they appear.
struct PartSums {
  private struct Key: Hashable {
    var cause: DelayCause
    var machine, order, reason: String?
  }
  private var keys: [Key] = []
  private var seconds: [Key: Int64] = [:]

  mutating func add(
    _ seconds: Int64, _ cause: DelayCause, machine: String? = nil, order: String? = nil, reason: String? = nil
  ) {
    let key = Key(cause: cause, machine: machine, order: order, reason: reason)
    if self.seconds[key] == nil { keys.append(key) }
    self.seconds[key, default: 0] += seconds
  }

  var total: Int64 { seconds.values.reduce(0, +) }

  /// One part each, those of no time left out.
  func parts(of span: OperationSpan, _ place: DelayPart.Place) -> [DelayPart] {
    keys.compactMap { key in
      guard let value = seconds[key], value != 0 else { return nil }
      return span.part(key.cause, place, value, machine: key.machine, order: key.order, reason: key.reason)
    }
  }
}
