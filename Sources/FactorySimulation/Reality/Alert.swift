/// A message about trouble, raised by a machine or a person.
struct Alert {
  enum Severity: String {
    case info, warning, critical
  }
  var machine: Int?
  var line: Int
  var severity: Severity
  var message: String
  var raised: Int
  var acknowledged: Int?
  var cleared: Int?
  var person = ""
  var assignee = ""

  static let people = ["Anh Nguyen", "Binh Tran", "Chi Pham", "Dung Le", "Hoa Vu", "Khanh Do", "Linh Bui", "Minh Dang"]
}

/// Makes the alerts of what has happened: long breakdowns, shortages, telemetry out of its limits, late maintenance.
struct AlertBook {
  let model: FactoryModel
  let plan: Plan

  func alerts(
    stops: [NotedStop], shortages: [Shortage], drifts: [TelemetryDrift], maintenance: [MaintenanceJob]
  ) -> [Alert] {
    var alerts: [Alert] = []
    for stop in stops {
      let length = stop.to - stop.from
      let isLong = length >= 3_600
      // The wording is of the moment at which the alert was raised: nobody knew then how long it would last.
      alerts.append(
        Alert(
          machine: stop.machine, line: model.machines[stop.machine].line, severity: isLong ? .critical : .warning,
          message: "\(model.machines[stop.machine].code) is down: \(stop.reason?.rawValue ?? "no reason given")",
          raised: stop.from + (isLong ? 1_200 : 600), cleared: stop.to))
    }
    for shortage in shortages {
      let operation = plan.operations[shortage.operation]
      alerts.append(
        Alert(
          line: operation.line, severity: .warning,
          message: "\(plan.workOrders[operation.workOrder].code) lacks \(Material.all[shortage.material].code)",
          raised: shortage.from, cleared: shortage.to))
    }
    for drift in drifts {
      guard let crossed = drift.crossing(model) else { continue }
      alerts.append(
        Alert(
          machine: drift.machine, line: model.machines[drift.machine].line, severity: .warning,
          message: "\(model.machines[drift.machine].code): \(drift.tag.name) is out of its limits", raised: crossed,
          cleared: drift.to))
    }
    for job in maintenance where (job.done ?? Int.max) > job.plannedEnd + 86_400 {
      alerts.append(
        Alert(
          machine: job.machine, line: model.machines[job.machine].line, severity: .info,
          message: "\(job.title) of \(model.machines[job.machine].code) is overdue", raised: job.plannedEnd + 86_400,
          cleared: job.done))
    }
    alerts = alerts.filter { $0.raised < model.asOf }
    alerts.sort { ($0.raised, $0.line, $0.message) < ($1.raised, $1.line, $1.message) }
    for index in alerts.indices { attend(&alerts[index], index) }
    return alerts
  }

  /// Somebody takes the alert, mostly soon; what has not happened by the as-of is cut off.
  private func attend(_ alert: inout Alert, _ index: Int) {
    var random = Random(seed: model.configuration.seed, .alerts, index)
    alert.person = random.pick(Alert.people)
    alert.assignee = random.pick(Alert.people)
    let taken = alert.raised + random.int(2...(alert.severity == .info ? 600 : 50)) * 60
    let isTaken = random.chance(0.88)
    if let cleared = alert.cleared, cleared >= model.asOf { alert.cleared = nil }
    guard isTaken, taken < model.asOf else { return }
    alert.acknowledged = alert.cleared.map { max(alert.raised, min(taken, $0)) } ?? taken
  }
}
