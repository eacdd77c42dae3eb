/// The reasons for time without production, as logged.
enum StopReason: String, CaseIterable {
  case feederJam = "Feeder jam"
  case nozzleClog = "Nozzle clog"
  case pasteChange = "Solder paste change"
  case stencilCleaning = "Stencil cleaning"
  case reflowAlarm = "Reflow temperature alarm"
  case conveyorJam = "Conveyor jam"
  case changeover = "Changeover"
  case waitingForMaterial = "Waiting for material"
  case waitingForOperator = "Waiting for operator"
  case fixtureFault = "Fixture fault"
  case testerOffline = "Tester offline"
  case preventiveMaintenance = "Preventive maintenance"
  case noPlan = "No plan"

  var category: StateCategory {
    switch self {
    case .changeover: .setup
    case .waitingForMaterial, .waitingForOperator: .idle
    case .preventiveMaintenance, .noPlan: .plannedStop
    default: .down
    }
  }
  var isBreakdown: Bool {
    switch self {
    case .feederJam, .nozzleClog, .reflowAlarm, .conveyorJam, .fixtureFault, .testerOffline: true
    default: false
    }
  }
}

/// Time categories of a machine (domain: each moment in exactly one).
enum StateCategory: String {
  case off
  case plannedStop = "planned_stop"
  case run, setup, down, idle
}

/// Something that stops a running machine, by its own chance.
struct StopCause {
  var reason: StopReason
  /// Mean running time between two of them, in hours.
  var everyHours: Double
  /// Median length, in seconds.
  var median: Double
  var sigma: Double
  /// Shorter than the limit of a micro-stop.
  var isMicro = false

  static func causes(of kind: MachineKind) -> [StopCause] {
    func micro(_ reason: StopReason, _ hours: Double) -> StopCause {
      StopCause(reason: reason, everyHours: hours, median: 42, sigma: 0.5, isMicro: true)
    }
    func stop(_ reason: StopReason, _ hours: Double, _ minutes: Double, _ sigma: Double = 0.7) -> StopCause {
      StopCause(reason: reason, everyHours: hours, median: minutes * 60, sigma: sigma)
    }
    switch kind {
    case .printer:
      return [
        stop(.pasteChange, 4, 5, 0.3), stop(.stencilCleaning, 2.5, 3, 0.3), stop(.conveyorJam, 26, 7),
        micro(.conveyorJam, 2.5),
      ]
    case .spi: return [stop(.conveyorJam, 40, 6), micro(.conveyorJam, 3)]
    case .mounterA: return [stop(.feederJam, 6, 6), stop(.nozzleClog, 14, 11), micro(.feederJam, 0.8)]
    case .mounterB: return [stop(.feederJam, 8, 6), stop(.nozzleClog, 11, 11), micro(.feederJam, 0.9)]
    case .reflow: return [stop(.reflowAlarm, 55, 32), stop(.conveyorJam, 34, 9)]
    case .aoi: return [stop(.conveyorJam, 38, 6), micro(.conveyorJam, 2)]
    case .insertion:
      return [stop(.feederJam, 9, 7), stop(.waitingForOperator, 6, 6, 0.5), micro(.feederJam, 1)]
    case .wave: return [stop(.conveyorJam, 16, 10), micro(.conveyorJam, 3)]
    case .touchUp: return [stop(.waitingForOperator, 4, 6, 0.5), stop(.fixtureFault, 50, 9)]
    case .ict: return [stop(.fixtureFault, 9, 9), stop(.testerOffline, 36, 26), micro(.fixtureFault, 1.2)]
    case .fct: return [stop(.fixtureFault, 11, 9), stop(.testerOffline, 28, 26), micro(.fixtureFault, 1.2)]
    case .burnIn: return [stop(.testerOffline, 45, 32), stop(.fixtureFault, 30, 9)]
    case .inspection: return [stop(.waitingForOperator, 5, 6, 0.5), stop(.conveyorJam, 40, 6)]
    case .packing:
      return [stop(.conveyorJam, 14, 7), stop(.waitingForOperator, 7, 6, 0.5), micro(.conveyorJam, 1.2)]
    }
  }
}
