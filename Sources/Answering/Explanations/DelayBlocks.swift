import QueryPlanner

extension OrderDelay {
  /// The block of one order's delay: its parts largest first, gains last, evidence in the words of a language.
  ///
  /// - Parameter name: what people call a line, machine or stage code; the code itself by default.
  public func block(_ messages: Messages, name: @escaping (String) -> String = { $0 }) -> ExplanationBlock {
    let wording = DelayWording(messages, name: name)
    let parts = parts.sorted { ($0.seconds, $1.operation) > ($1.seconds, $0.operation) }
    return ExplanationBlock(
      of: wording.delay(of: order), total: total,
      parts: parts.map { part in
        ExplanationBlock.Part(
          cause: part.cause.rawValue, stage: part.stage, order: part.blockingOrder, machine: part.machine,
          reason: part.reason, value: part.seconds, evidence: wording.evidence(part))
      })
  }

  /// One sentence on the largest causes: "Mostly waiting at FCT for Test line 1 busy with SO-24011 (5 h 20 min) and
  /// Feeder jam at Placement (1 h 05 min)."
  public func summary(
    format: ValueFormat, limit: Int = 2, name: @escaping (String) -> String = { $0 }
  ) -> String {
    DelaySummary(format: format, name: name).sentence(parts, limit: limit)
  }
}

/// What a stage contributed to the delay of several orders.
public struct StageDelay: Sendable, Hashable {
  public var stage: String
  /// Seconds: waiting for the stage, and in it. Their sum, over all stages, is the delay of all orders.
  public var waiting: Int64
  public var duration: Int64
  /// Seconds gained, as a negative number; contained in the others.
  public var gains: Int64
  /// Orders with a part at the stage.
  public var orders: Int
  public var total: Int64 { waiting + duration }
}

/// The delays of several orders together, for "which stage delays this week".
public struct DelayByStage: Sendable, Hashable {
  /// Largest first.
  public var stages: [StageDelay]
  public var orders: Int
  public var total: Int64
  private var parts: [DelayPart]

  /// Sums the parts of orders by stage; a late release counts for the first stage of its order.
  public init(_ delays: [OrderDelay]) {
    var stages: [String: StageDelay] = [:]
    for delay in delays {
      var seen: Set<String> = []
      for part in delay.parts {
        var stage = stages[part.stage] ?? StageDelay(stage: part.stage, waiting: 0, duration: 0, gains: 0, orders: 0)
        if part.place == .duration { stage.duration += part.seconds } else { stage.waiting += part.seconds }
        stage.gains += min(0, part.seconds)
        if seen.insert(part.stage).inserted { stage.orders += 1 }
        stages[part.stage] = stage
      }
    }
    self.stages = stages.values.sorted { ($0.total, $1.stage) > ($1.total, $0.stage) }
    orders = delays.count
    total = delays.reduce(0) { $0 + $1.total }
    parts = delays.flatMap(\.parts)
  }

  /// The share of a stage in the delay of all orders; nil where they have none together.
  public func share(of stage: StageDelay) -> Double? {
    total > 0 ? Double(stage.total) / Double(total) : nil
  }

  /// The block with one part a stage and cause, gains apart from losses, largest first.
  public func block(of subject: String) -> ExplanationBlock {
    struct Key: Hashable {
      var stage: String
      var cause: DelayCause
      var reason: String?
      var isGain: Bool
    }
    var sums: [Key: Int64] = [:]
    for part in parts {
      // Materials are many; for a week the cause says enough.
      let reason = part.cause == .noMaterial ? nil : part.reason
      sums[Key(stage: part.stage, cause: part.cause, reason: reason, isGain: part.seconds < 0), default: 0] +=
        part.seconds
    }
    let blockParts = sums.map { key, seconds in
      ExplanationBlock.Part(cause: key.cause.rawValue, stage: key.stage, reason: key.reason, value: seconds)
    }
    return ExplanationBlock(
      of: subject, total: total,
      parts: blockParts.sorted {
        ($0.value, $1.stage ?? "", $1.cause, $1.reason ?? "") > ($1.value, $0.stage ?? "", $0.cause, $0.reason ?? "")
      })
  }

  /// One sentence on the largest causes over all orders.
  public func summary(format: ValueFormat, limit: Int = 2, name: @escaping (String) -> String = { $0 }) -> String {
    DelaySummary(format: format, name: name).sentence(parts, limit: limit)
  }
}
