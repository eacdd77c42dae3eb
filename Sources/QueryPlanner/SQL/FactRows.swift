import IntentParser

/// The rows that measures are read from, as SQL: one function a source.
///
/// Every source has the columns of its dimensions, named as in ``Dimension``, `bucket` (number of the time slice),
/// `slice_start`, and the values that `kpis.yaml` documents. Joins that a question does not need are left joins on
/// keys, which PostgreSQL drops.
///
/// Events are fetched machine by machine: `offset 0` keeps PostgreSQL from turning that into a join that reads the
/// whole table, which it likes where it cannot know how short a span is.
struct FactRows {
  let source: Measure.Source
  /// CTE with the machines' spans of time: machine_code, line_code, stage, bucket, shift, t0, t1.
  let spans: String
  let context: Context
  /// Which operations of a work order count: every one, or the last one where its units leave.
  var counted: Counted = .everyOperation
  /// Sums of hours, days and months that stand beside the rows of the spans; nil where rows are read alone.
  var sums: Sums?
  /// Customers or priorities are asked about: without them an event's order need not be looked up.
  var asksOfOrders = true
  private var knowsOrders: Bool { asksOfOrders || ![.states, .counts, .stops, .defects].contains(source) }
  /// The view of one's own that is read, and the value of its rows.
  var view: Measure.View?
  var value = ""

  /// Where units leave a scope that has several stages, they leave at the work order's last operation in it.
  enum Counted { case everyOperation, lastOnLine, lastOfRoute }

  /// What the rows depend on besides machines and time.
  struct Context {
    var now: Instant
    /// Whole window over all slices; nil where it is open.
    var from: Instant?
    var to: Instant?
    /// Reasons whose time is to be treated as planned.
    var excludedReasons: [String]
    /// Which date of an order counts.
    var orderDate: PeriodOf
    /// Which date of a maintenance job counts.
    var maintenanceDone: Bool
    /// Count a defect where it was found.
    var foundDefects: Bool
    /// The window includes now: what is still open belongs to it.
    var includesNow: Bool
    /// The scope names a place; an order without operations is at none.
    var needsPlace: Bool
    /// Only orders that are not completed are asked about.
    var ordersAreOpen = false
  }

  /// Dimensions that rows of a source can be cut by.
  static func dimensions(of source: Measure.Source, view: Measure.View? = nil) -> Set<Dimension> {
    let place: Set<Dimension> = [.site, .line, .lineKind, .stage, .machine, .shift, .weekday]
    let order: Set<Dimension> = [.product, .customer, .order, .workOrder, .priority]
    return switch source {
    case .states, .stops: place.union(order).union([.reason])
    case .planned: place
    case .counts: place.union(order)
    case .completedOrders, .orders:
      place.subtracting([.machine, .stage]).union(order).union([.state]).subtracting([.workOrder])
    case .plannedOperations, .queue, .wip: place.union(order)
    case .backlog: place.subtracting([.machine, .stage]).union(order).subtracting([.workOrder]).union([.state])
    case .defects: place.union(order).union([.defect, .foundStage])
    case .alerts: place.union([.severity, .state])
    case .maintenance: place.union([.state])
    case .view: view.map(ViewRows.dimensions) ?? place
    }
  }

  var sql: SQLStatement { sums.map { "\(rows)\nunion all\n\(rows(of: $0))" } ?? rows }

  private var rows: SQLStatement {
    switch source {
    case .states: states
    case .planned: planned
    case .counts: counts
    case .stops: stops
    case .completedOrders: completedOrders
    case .orders: orders
    case .plannedOperations: plannedOperations
    case .queue: queue
    case .wip: wip
    case .backlog: backlog
    case .defects: defects
    case .alerts: alerts
    case .maintenance: maintenance
    case .view: view.map { ViewRows(view: $0, value: value, spans: spans).sql } ?? ""
    }
  }

  var p: SQLStatement { SQLStatement(unsafeSQL: spans) }

  /// Where it happened: the columns of a span.
  var place: SQLStatement {
    """
    p.machine_code as machine, p.line_code as line, p.stage as stage, l.site_code as site, l.kind as line_kind, \
    p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start
    """
  }

  /// For whom: the columns of an operation's work order and order.
  var order: SQLStatement {
    knowsOrders
      ? """
      w.product_code as product, c.customer as customer, w.order_code as "order", w.work_order_code as work_order, \
      c.priority as priority
      """
      : """
      w.product_code as product, null::text as customer, w.order_code as "order", w.work_order_code as work_order, \
      null::text as priority
      """
  }

  var orderJoins: SQLStatement {
    """
    left join production.operations o on o.operation_id = s.operation_id
    left join production.work_orders w on w.work_order_code = o.work_order_code\
    \(if: knowsOrders, "\nleft join production.orders c on c.order_code = w.order_code")
    """
  }

  /// Leaves the operations at which units leave the scope, where not every one counts.
  func isLast(_ alias: String) -> SQLStatement {
    let o = SQLStatement(unsafeSQL: alias)
    return switch counted {
    case .everyOperation: ""
    case .lastOnLine, .lastOfRoute:
      """
       and not exists (
          select from production.operations later
          where later.work_order_code = \(o).work_order_code and later.sequence > \(o).sequence\
      \(if: counted == .lastOnLine, " and later.line_code = \(o).line_code"))
      """
    }
  }
}
