/// What is small enough to keep of the factory's history: the plan, what became of it, and the trouble on the way.
struct History {
  let model: FactoryModel
  let plan: Plan
  let outcomes: [OperationOutcome]
  let drifts: [TelemetryDrift]
  private let trouble: TroubleTables

  init(_ model: FactoryModel) {
    self.model = model
    var book = OrderBook(model)
    var planner = Planner(model)
    plan = planner.plan(book.orders())
    let engine = Engine(model, plan, recording: .outcomes)
    while engine.step() {}
    outcomes = engine.outcomes
    drifts = engine.stops.compactMap { TelemetryDrift.before($0, model) }
    let alerts = AlertBook(model: model, plan: plan).alerts(
      stops: engine.stops, shortages: engine.shortages, drifts: drifts, maintenance: engine.maintenance)
    trouble = TroubleTables(
      model: model, maintenance: engine.maintenance, shortages: engine.shortages, stops: engine.stops, alerts: alerts)
  }

  /// Rows of a table that is not simulated while it is read.
  func write(_ table: FactoryTable, into rows: inout CopyBuffer) {
    switch table {
    case .orders, .workOrders, .operations:
      OrderTables(model: model, plan: plan, outcomes: outcomes).write(table, into: &rows)
    case .shifts, .shiftBreaks: CalendarTables(model: model).write(table, into: &rows)
    case .materialLots, .lotUses:
      MaterialTables(model: model, plan: plan, outcomes: outcomes).write(table, into: &rows)
    case .alerts, .maintenanceJobs, .materialShortages: trouble.write(table, into: &rows)
    default: EquipmentTables(model: model).write(table, into: &rows)
    }
  }
}
