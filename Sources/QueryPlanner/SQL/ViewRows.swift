import IntentParser

/// Rows of a view of one's own, within the spans of machines or lines.
///
/// Names of the view and its columns are identifiers that the catalogue has checked; the value is SQL of `kpis.yaml`.
struct ViewRows {
  let view: Measure.View
  let value: String
  let spans: String

  /// What a view says itself, and what follows from the machine or line and from the operation.
  static func dimensions(of view: Measure.View) -> Set<Dimension> {
    var dimensions: Set<Dimension> = [.site, .line, .lineKind, .shift, .weekday]
    if view.machine != nil { dimensions.formUnion([.machine, .stage]) }
    if view.operation != nil { dimensions.formUnion([.product, .customer, .order, .workOrder, .priority]) }
    return dimensions.union(view.cuts.keys)
  }

  var sql: SQLStatement {
    let p = SQLStatement(unsafeSQL: spans)
    let place: SQLStatement = view.machine == nil ? "v.line_code = p.line_code" : "v.machine_code = p.machine_code"
    return """
      select p.machine_code as machine, p.line_code as line, p.stage as stage, l.site_code as site, l.kind as line_kind,
        p.shift as shift, p.shift_instance, p.bucket as bucket, p.t0 as slice_start, \(cuts), v.value
      from \(p) p
      join production.lines l on l.line_code = p.line_code
      join (
        select \(columns) from production.\(name(view.name))
      ) v on \(place) and v.at >= p.t0 and v.at < p.t1
      \(if: view.operation != nil, """
        left join production.operations o on o.operation_id = v.operation_id
        left join production.work_orders w on w.work_order_code = o.work_order_code
        left join production.orders c on c.order_code = w.order_code
        """)
      """
  }

  /// The view's own columns under names that cannot meet those of other tables: its value is computed among them.
  private var columns: SQLStatement {
    var columns: [SQLStatement] = ["\(name(view.time)) as at", "(\(name(value)))::float8 as value"]
    if let machine = view.machine { columns.append("\(name(machine)) as machine_code") }
    if let line = view.line { columns.append("\(name(line)) as line_code") }
    if let operation = view.operation { columns.append("\(name(operation)) as operation_id") }
    for (dimension, column) in view.cuts.sorted(by: { $0.key < $1.key }) {
      columns.append("\(name(column)) as cut_\(name(dimension.rawValue))")
    }
    return columns.joined(separator: ", ")
  }

  private var cuts: SQLStatement {
    let ofOperation: [(Dimension, SQLStatement)] = [
      (.product, "w.product_code"), (.customer, "c.customer"), (.order, "w.order_code"),
      (.workOrder, "w.work_order_code"), (.priority, "c.priority"),
    ]
    let ofView: [Dimension] = [.reason, .defect, .severity]
    let own = ofOperation.map { dimension, column -> SQLStatement in
      let sql: SQLStatement =
        view.cuts[dimension] != nil
        ? "v.cut_\(name(dimension.rawValue))" : view.operation != nil ? column : "null::text"
      return "\(sql) as \(name("\"\(dimension.rawValue)\""))"
    }
    let others = ofView.map { dimension -> SQLStatement in
      let sql: SQLStatement = view.cuts[dimension] != nil ? "v.cut_\(name(dimension.rawValue))" : "null::text"
      return "\(sql) as \(name("\"\(dimension.rawValue)\""))"
    }
    return (own + others).joined(separator: ", ")
  }

  private func name(_ text: String) -> SQLStatement { SQLStatement(unsafeSQL: text) }
}
