/// The tables that the factory fills, in the order in which they can be loaded: keys before references.
public enum FactoryTable: String, Sendable, Hashable, CaseIterable {
  case sites, lines, stages, machines, products
  case idealCycleTimes = "ideal_cycle_times"
  case customers
  case stopReasons = "stop_reasons"
  case defectTypes = "defect_types"
  case materials
  case kpiTargets = "kpi_targets"
  case documents, orders
  case workOrders = "work_orders"
  case operations, shifts
  case shiftBreaks = "shift_breaks"
  case materialLots = "material_lots"
  case lotUses = "lot_uses"
  case machineStates = "machine_states"
  case productionCounts = "production_counts"
  case defects, telemetry, alerts
  case maintenanceJobs = "maintenance_jobs"
  case materialShortages = "material_shortages"

  /// Name in the schema `production`.
  public var name: String { rawValue }

  /// Columns in the order in which the rows have them.
  public var columns: [String] {
    switch self {
    case .sites: ["site_code", "name", "region", "country", "time_zone"]
    case .lines: ["line_code", "name", "site_code", "kind", "position"]
    case .stages: ["stage", "line_kind", "position", "inspects"]
    case .machines: ["machine_code", "name", "line_code", "stage", "position", "micro_stop_limit"]
    case .products: ["product_code", "name", "unit_cost", "placements_per_unit"]
    case .idealCycleTimes: ["product_code", "machine_code", "ideal_cycle_time"]
    case .customers: ["customer"]
    case .stopReasons: ["reason", "category", "is_breakdown"]
    case .defectTypes: ["defect"]
    case .materials: ["material_code", "name"]
    case .kpiTargets: ["line_code", "kpi", "target"]
    case .documents:
      ["document_code", "revision", "kind", "product_code", "stage", "title", "link", "valid_from"]
    case .orders:
      [
        "order_code", "customer", "product_code", "quantity", "priority", "placed_at", "requested_at", "promised_at",
        "due_at", "released_at",
      ]
    case .workOrders: ["work_order_code", "order_code", "product_code", "quantity"]
    case .operations:
      [
        "operation_id", "work_order_code", "sequence", "stage", "line_code", "machine_code", "planned_start",
        "planned_end", "actual_start", "actual_end", "planned_setup", "planned_quantity", "good_quantity",
        "scrap_quantity", "rework_quantity",
      ]
    case .shifts: ["shift_id", "line_code", "shift", "letter", "production_day", "starts_at", "ends_at"]
    case .shiftBreaks: ["shift_id", "starts_at", "ends_at"]
    case .materialLots: ["lot_code", "material_code", "supplier", "received_at", "quantity"]
    case .lotUses: ["lot_code", "operation_id"]
    case .machineStates: ["machine_code", "started_at", "ended_at", "category", "reason", "operation_id"]
    case .productionCounts: ["machine_code", "counted_at", "operation_id", "good", "scrap", "rework"]
    case .defects:
      [
        "defect_id", "defect", "operation_id", "machine_code", "found_operation_id", "found_machine_code", "found_at",
        "introduced_at", "board", "board_position", "image", "disposition",
      ]
    case .telemetry: ["machine_code", "tag", "measured_at", "value", "low_limit", "high_limit"]
    case .alerts:
      [
        "alert_id", "machine_code", "line_code", "severity", "message", "raised_at", "acknowledged_at",
        "acknowledged_by", "assigned_to", "cleared_at",
      ]
    case .maintenanceJobs:
      ["job_id", "machine_code", "kind", "title", "planned_start", "planned_end", "done_at"]
    case .materialShortages:
      [
        "shortage_id", "material_code", "operation_id", "quantity_short", "short_from", "resolved_at", "expected_at",
      ]
    }
  }
}
