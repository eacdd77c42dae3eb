import QueryPlanner

/// Words for the parts of a delay.
struct DelayWording {
  let wording: Wording
  let name: (String) -> String

  init(_ wording: Wording, name: @escaping (String) -> String) { (self.wording, self.name) = (wording, name) }

  func delay(of order: String) -> String { wording.fill(wording.delayOf, order) }

  /// What happened, without its place: "SMT1-PRINTER busy with SO-24011", "Feeder jam", "off shift".
  func cause(_ part: DelayPart) -> String {
    let word = wording.causes[part.cause] ?? part.cause.rawValue
    switch part.cause {
    case .machineBusy:
      let machine = part.machine.map(name) ?? wording.theMachine
      guard let order = part.blockingOrder else { return word }
      return wording.fill(wording.busyWith, machine, order)
    case .noMaterial: return part.reason.map { "\(word) (\($0))" } ?? word
    case .machineDown, .down, .idle, .unexplained: return part.reason ?? word
    default: return word
    }
  }

  func evidence(_ part: DelayPart) -> String {
    if part.seconds < 0, part.place == .waiting, part.cause == .unexplained { return wording.waitedLess }
    let cause = cause(part)
    switch part.place {
    case .release: return cause
    case .waiting: return wording.fill(wording.waitingAt, name(part.stage), cause)
    case .duration: return wording.fill(wording.at, cause, name(part.stage))
    }
  }
}

/// One sentence on the largest losses among parts.
struct DelaySummary {
  let format: ValueFormat
  let name: (String) -> String

  init(format: ValueFormat, name: @escaping (String) -> String) { (self.format, self.name) = (format, name) }

  func sentence(_ parts: [DelayPart], limit: Int) -> String {
    let wording = DelayWording(format.wording, name: name)
    var order: [String] = []
    var seconds: [String: Int64] = [:]
    for part in parts where part.seconds > 0 {
      let text = wording.evidence(part)
      if seconds[text] == nil { order.append(text) }
      seconds[text, default: 0] += part.seconds
    }
    let largest = order.enumerated().sorted {
      (seconds[$0.element] ?? 0, $1.offset) > (seconds[$1.element] ?? 0, $0.offset)
    }.prefix(limit).map { "\($0.element) (\(format.duration(seconds[$0.element] ?? 0)))" }
    guard !largest.isEmpty else { return format.wording.noDelay + "." }
    return format.wording.fill(format.wording.mostly, largest.joined(separator: " \(format.wording.and) ")) + "."
  }
}
