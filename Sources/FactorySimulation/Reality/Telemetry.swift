import Foundation

/// A process value that a machine reports; values and limits in hundredths of its unit.
struct TelemetryTag {
  var name: String
  var center: Int
  var noise: Int
  var low: Int?
  var high: Int?

  static func tags(of kind: MachineKind) -> [TelemetryTag] {
    switch kind {
    case .reflow:
      let zones = [15_000, 16_500, 17_500, 18_500, 20_000, 22_500, 24_500, 23_000].enumerated().map {
        TelemetryTag(
          name: "reflow_zone_\($0 + 1)", center: $1, noise: 160, low: $1 - 1_000, high: $1 + 1_000)
      }
      return zones + [TelemetryTag(name: "conveyor_speed", center: 8_000, noise: 70, low: 7_600, high: 8_400)]
    case .mounterA, .mounterB:
      return [
        TelemetryTag(name: "spindle_vibration", center: 210, noise: 28, low: nil, high: 450),
        TelemetryTag(name: "nozzle_vacuum", center: 8_600, noise: 110, low: 7_500, high: nil),
      ]
    case .printer: return [TelemetryTag(name: "humidity", center: 4_500, noise: 240, low: 3_000, high: 6_000)]
    default: return []
    }
  }
}

/// A value that leaves its place in the hours before a breakdown, and returns with the repair.
struct TelemetryDrift {
  var machine: Int
  var tag: TelemetryTag
  var from: Int
  /// Start and end of the breakdown.
  var breakdown: Int
  var to: Int
  /// Where it has gone when the machine stops, in hundredths away from its center.
  var reach: Int

  /// The drift before a stop, if the stop announces itself.
  static func before(_ stop: NotedStop, _ model: FactoryModel) -> TelemetryDrift? {
    let kind = model.machines[stop.machine].kind
    var random = Random(seed: model.configuration.seed, .telemetry, stop.machine, stop.from)
    let tags = TelemetryTag.tags(of: kind)
    guard random.chance(0.7), !tags.isEmpty else { return nil }
    let tag: TelemetryTag
    let reach: Int
    switch (stop.reason, kind) {
    case (.reflowAlarm, .reflow):
      tag = tags[random.int(0...7)]
      reach = (random.chance(0.75) ? 1 : -1) * random.int(950...1_350)
    case (.nozzleClog, .mounterA), (.nozzleClog, .mounterB): (tag, reach) = (tags[1], -random.int(950...1_500))
    case (.feederJam, .mounterA), (.feederJam, .mounterB): (tag, reach) = (tags[0], random.int(190...330))
    default: return nil
    }
    return TelemetryDrift(
      machine: stop.machine, tag: tag, from: stop.from - 6 * 3_600, breakdown: stop.from, to: stop.to, reach: reach)
  }

  /// What the drift adds at a moment.
  func shift(at time: Int) -> Int {
    guard time >= from, time < to else { return 0 }
    return time >= breakdown ? reach : reach * (time - from) / (breakdown - from)
  }

  /// First measurement out of the limits while the machine is on; nil where it never is.
  func crossing(_ model: FactoryModel) -> Int? {
    let calendar = model.calendar(of: model.machines[machine].line)
    var time = (from + Telemetry.interval - 1) / Telemetry.interval * Telemetry.interval
    while time < min(to, model.asOf) {
      let value = Telemetry.value(of: tag, machine, time, model) + shift(at: time)
      if Telemetry.isOn(calendar, time), value < tag.low ?? Int.min || value > tag.high ?? Int.max { return time }
      time += Telemetry.interval
    }
    return nil
  }
}

/// The process values of every machine, every quarter of an hour of its working time.
struct Telemetry {
  /// Seconds between two measurements.
  static let interval = 900

  let model: FactoryModel
  private let drifts: [[TelemetryDrift]]
  private var machine = 0
  private var day: Int

  init(_ model: FactoryModel, _ drifts: [TelemetryDrift]) {
    self.model = model
    day = 0
    self.drifts = model.machines.indices.map { machine in drifts.filter { $0.machine == machine } }
  }

  static func isOn(_ calendar: WorkCalendar, _ time: Int) -> Bool {
    let work = calendar.work(at: time)
    return calendar.wallStart(work) == time
  }

  /// Value without drift: noise, and a slow swing over the day.
  static func value(of tag: TelemetryTag, _ machine: Int, _ time: Int, _ model: FactoryModel) -> Int {
    var id = 0
    for byte in tag.name.utf8 { id = id &* 31 &+ Int(byte) }
    let bits = Random.mixed(
      model.configuration.seed ^ UInt64(truncatingIfNeeded: id &* 7_919 &+ machine) &* 0x9E37_79B9_7F4A_7C15
        ^ UInt64(truncatingIfNeeded: time) &* 0xD6E8_FEB8_6659_FD93)
    // The sum of four bytes is near enough to a bell, with short tails.
    let sum = Int(bits & 255) + Int(bits >> 8 & 255) + Int(bits >> 16 & 255) + Int(bits >> 24 & 255) - 510
    let hour = floorMod(time + model.configuration.utcOffset, CivilDay.length)
    let swing = (abs(hour - CivilDay.length / 2) - CivilDay.length / 4) * tag.noise / (CivilDay.length / 4)
    return tag.center + sum * tag.noise / 200 + swing
  }

  /// Share of the machines done.
  var fraction: Double { Double(machine) / Double(max(1, model.machines.count)) }

  /// Writes thirty days of one machine; false when all are done.
  mutating func step(into rows: inout CopyBuffer) -> Bool {
    guard machine < model.machines.count else { return false }
    let tags = TelemetryTag.tags(of: model.machines[machine].kind)
    let from = model.start + day * CivilDay.length
    if tags.isEmpty || from >= model.asOf {
      machine += 1
      day = 0
      return true
    }
    let to = min(model.asOf, from + 30 * CivilDay.length)
    let near = drifts[machine].filter { $0.to > from && $0.from < to }
    let calendar = model.calendar(of: model.machines[machine].line)
    var segment = 0
    var time = (from + Telemetry.interval - 1) / Telemetry.interval * Telemetry.interval
    while calendar.segments[segment].to <= time { segment += 1 }
    while time < to {
      while calendar.segments[segment].to <= time { segment += 1 }
      if calendar.segments[segment].from <= time {
        for tag in tags {
          var value = Telemetry.value(of: tag, machine, time, model)
          for drift in near where drift.tag.name == tag.name { value += drift.shift(at: time) }
          rows.text(model.machines[machine].code)
          rows.text(tag.name)
          rows.time(time)
          rows.fixed(max(0, value), places: 2)
          rows.fixed(tag.low, places: 2)
          rows.fixed(tag.high, places: 2)
          rows.endRow()
        }
      }
      time += Telemetry.interval
    }
    day += 30
    return true
  }
}
