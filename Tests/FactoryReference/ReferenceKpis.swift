/// The formulas, written out a second time from their definitions.
extension Tally {
  /// The value of a KPI; nil where there is nothing to divide by or no item.
  public func value(of kpi: String) -> Double? {
    func ratio(_ a: Double, _ b: Double) -> Double? { b == 0 ? nil : a / b }
    func mean(_ name: String) -> Double? {
      items[name].flatMap { ratio($0.reduce(0, +), Double($0.count)) }
    }
    switch kpi {
    case "availability": return ratio(self[.run], self[.planned])
    case "performance": return ratio(self[.idealMade], self[.run])
    case "quality": return ratio(self[.idealGood], self[.idealMade])
    case "oee": return ratio(self[.idealGood], self[.planned])
    case "output": return self[.outGood] + self[.outScrap]
    case "good": return self[.outGood]
    case "scrap_rate": return ratio(self[.scrap], self[.outGood] + self[.scrap])
    case "rework_rate": return ratio(self[.rework], self[.outGood] + self[.scrap])
    case "first_pass_yield": return ratio(self[.passedFirst], self[.inspected])
    case "throughput": return ratio(self[.made] * 3600, self[.planned])
    case "cycle_time": return ratio(self[.run], self[.made])
    case "run_time": return self[.run]
    case "planned_time": return self[.planned]
    case "planned_stop_time": return self[.plannedStop]
    case "setup_time": return self[.allSetup]
    case "downtime": return self[.allDown]
    case "idle_time": return self[.allIdle]
    case "lost_time": return self[.allSetup] + self[.allDown] + self[.allIdle]
    case "mtbf": return ratio(self[.allRun], self[.failures])
    case "mttr": return ratio(self[.failureTime], self[.failures])
    case "utilization": return ratio(self[.run] + self[.setup], self[.planned])
    case "planned_output": return self[.plannedUnits]
    case "plan_attainment": return ratio(self[.outGood] + self[.outScrap], self[.plannedUnitsSoFar])
    case "on_time_delivery": return ratio(self[.ordersOnTime], self[.ordersDue])
    case "schedule_adherence": return ratio(self[.operationsOnTime], self[.operationsPlanned])
    case "dpmo": return ratio(self[.defects] * 1_000_000, self[.placements])
    case "stop_duration", "lead_time", "lateness", "queue_time", "order_quantity": return mean(kpi)
    default: return Quantity(named: kpi).map { self[$0] }
    }
  }
}
