extension Entity {
  /// The states that things of this kind can be in; nil where they have none of their own.
  var states: Set<String>? {
    switch self {
    case .line, .machine: ["run", "down", "setup", "idle", "planned_stop", "off"]
    case .order, .workOrder, .operation:
      [
        "done", "open", "late", "at_risk", "on_time", "not_started", "planned", "running", "blocked", "waiting",
      ]
    case .alert: ["open", "acknowledged", "unacknowledged", "cleared"]
    case .maintenance: ["due", "late", "done", "planned"]
    case .material: ["short"]
    default: nil
    }
  }

  /// A state as things of this kind have it: a line that is "running" is in `run`, an order in `running`.
  func state(_ name: String) -> String {
    let isEquipment = self == .machine || self == .line
    let instead = isEquipment ? ["running": "run", "blocked": "idle", "waiting": "idle"] : ["run": "running"]
    return instead[name] ?? name
  }
}
