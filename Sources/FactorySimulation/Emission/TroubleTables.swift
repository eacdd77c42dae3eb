/// Rows of what goes wrong and is looked after: alerts, maintenance and shortages.
struct TroubleTables {
  let model: FactoryModel
  let maintenance: [MaintenanceJob]
  let shortages: [Shortage]
  let stops: [NotedStop]
  let alerts: [Alert]

  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    switch table {
    case .alerts: alerts(&rows)
    case .maintenanceJobs: jobs(&rows)
    case .materialShortages: shortages(&rows)
    default: break
    }
  }

  private func alerts(_ rows: inout CopyBuffer) {
    for (index, alert) in alerts.enumerated() {
      rows.integer(index + 1)
      rows.text(alert.machine.map { model.machines[$0].code })
      rows.text(model.lines[alert.line].code)
      rows.text(alert.severity.rawValue)
      rows.text(alert.message)
      rows.time(alert.raised)
      rows.time(alert.acknowledged)
      rows.text(alert.acknowledged == nil ? nil : alert.person)
      rows.text(alert.acknowledged == nil ? nil : alert.assignee)
      rows.time(alert.cleared)
      rows.endRow()
    }
  }

  /// Preventive jobs, and a corrective one for each breakdown of two hours or more.
  private func jobs(_ rows: inout CopyBuffer) {
    var jobs = maintenance
    for stop in stops where stop.to - stop.from >= 7_200 && stop.reason?.isBreakdown == true {
      let start = min(stop.from + 900, model.asOf)
      jobs.append(
        MaintenanceJob(
          machine: stop.machine, isPreventive: false, title: "Repair after \(stop.reason?.rawValue.lowercased() ?? "")",
          plannedStart: start, plannedEnd: start + 7_200, dueWork: 0, done: stop.to < model.asOf ? stop.to : nil))
    }
    jobs.sort { ($0.plannedStart, $0.machine) < ($1.plannedStart, $1.machine) }
    for (index, job) in jobs.enumerated() {
      rows.integer(index + 1)
      rows.text(model.machines[job.machine].code)
      rows.text(job.isPreventive ? "preventive" : "corrective")
      rows.text(job.title)
      rows.time(job.plannedStart)
      rows.time(job.plannedEnd)
      rows.time(job.done)
      rows.endRow()
    }
  }

  private func shortages(_ rows: inout CopyBuffer) {
    for (index, shortage) in shortages.sorted(by: { ($0.from, $0.operation) < ($1.from, $1.operation) }).enumerated() {
      rows.integer(index + 1)
      rows.text(Material.all[shortage.material].code)
      rows.integer(shortage.operation + 1)
      rows.integer(shortage.quantity)
      rows.time(shortage.from)
      rows.time(shortage.to < model.asOf ? shortage.to : nil)
      rows.time(shortage.expected)
      rows.endRow()
    }
  }
}
