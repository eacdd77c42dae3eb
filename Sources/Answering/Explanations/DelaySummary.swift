import QueryPlanner

/// Words for the parts of a delay.
struct DelayWording {
  let messages: Messages
  let name: (String) -> String

  init(_ messages: Messages, name: @escaping (String) -> String) { (self.messages, self.name) = (messages, name) }

  func delay(of order: String) -> String { say(.ofOrder, [.order: order]) }

  /// What happened, without its place: "SMT1-PRINTER busy with SO-24011", "Feeder jam", "off shift".
  func cause(_ part: DelayPart) -> String {
    let word = messages.word(.causes, part.cause.rawValue) ?? part.cause.rawValue
    switch part.cause {
    case .machineBusy:
      let machine = part.machine.map(name) ?? say(.theMachine)
      guard let order = part.blockingOrder else { return word }
      return say(.busyWith, [.machine: machine, .order: order])
    case .noMaterial: return part.reason.map { say(.detailed, [.cause: word, .details: $0]) } ?? word
    case .machineDown, .down, .idle, .unexplained: return part.reason ?? word
    default: return word
    }
  }

  func evidence(_ part: DelayPart) -> String {
    if part.seconds < 0, part.place == .waiting, part.cause == .unexplained { return say(.waitedLess) }
    let cause = cause(part)
    switch part.place {
    case .release: return cause
    case .waiting: return say(.waitingAt, [.stage: name(part.stage), .cause: cause])
    case .duration: return say(.at, [.stage: name(part.stage), .cause: cause])
    }
  }

  private func say(_ key: DelayMessage, _ values: [Place: String] = [:]) -> String { messages(key, values) }
}

/// One sentence on the largest losses among parts.
struct DelaySummary {
  let format: ValueFormat
  let name: (String) -> String

  init(format: ValueFormat, name: @escaping (String) -> String) { (self.format, self.name) = (format, name) }

  func sentence(_ parts: [DelayPart], limit: Int) -> String {
    let messages = format.messages
    let wording = DelayWording(messages, name: name)
    var order: [String] = []
    var seconds: [String: Int64] = [:]
    for part in parts where part.seconds > 0 {
      let text = wording.evidence(part)
      if seconds[text] == nil { order.append(text) }
      seconds[text, default: 0] += part.seconds
    }
    let largest = order.enumerated().sorted {
      (seconds[$0.element] ?? 0, $1.offset) > (seconds[$1.element] ?? 0, $0.offset)
    }.prefix(limit).map { _, text in
      messages(DelayMessage.part, [.evidence: text, .duration: format.duration(seconds[text] ?? 0)])
    }
    guard !largest.isEmpty else { return messages(DelayMessage.noDelay) }
    return messages(DelayMessage.mostly, [.names: messages.and(largest)])
  }
}
