import IntentParser

/// The statement that computes metrics over slices of time, grouped by dimensions.
///
/// Every measure is summed from the rows of its source within the spans of the machines that stand for the scope;
/// ratios are then taken of the sums. Columns: one `k_…` per group, one per metric, `n_…` and `median_…` for
/// per-item metrics, and one `m_…` per measure.
struct KpiStatement {
  var metrics: [Kpi]
  var measures: [Measure]
  var by: [Grouping]
  var statistic: Statistic
  var filters: Scope
  var exclude: Scope
  var having: [Threshold]
  /// What each thing counted has to meet.
  var items: [ItemCondition] = []
  var rank: Rank?
  var equipment: Equipment
  var stages: [FactoryCatalogue.Stage]
  /// Whole windows; what already happened is cut at `now`.
  var slices: [TimeSlice]
  /// The period is open or absent: things without a date in it count too.
  var isUnbounded: Bool
  var context: FactRows.Context
  /// The database keeps sums of hours, days and months.
  var hasSums = false

  struct ItemCondition {
    var measure: Measure
    var comparison: Comparison
    var bound: Double
  }

  var sql: SQLStatement {
    let ctes = [slicesCTE] + windowCTEs + sumCTEs + spanCTEs + workingCTE
    let sql: SQLStatement = """
      with \(ctes.joined(separator: ",\n"))
      select \(outputColumns)
      from (
        select \(list(groupColumns + measures.flatMap(combined), separator: ", "))
        from (
      \(parts.joined(separator: "\nunion all\n"))
        ) parts
        \(if: !by.isEmpty, "group by \(list(groupColumns, separator: ", "))")
      ) sums
      \(havingClause)
      \(orderClause)
      """
    return sql.keepingPlan(isShort)
  }

  /// A few lines over a day or two: the machines' rows are fetched through the same indexes whatever they are, and to
  /// plan that takes longer than to do it.
  private var isShort: Bool {
    let longest: Int64 = 2 * 86_400
    let ofMachines: Set<Measure.Source> = [.states, .planned, .counts, .stops, .defects]
    return equipment.lineCodes.count <= 4 && !slices.isEmpty
      && measures.allSatisfy { ofMachines.contains($0.source) }
      && slices.reduce(0 as Int64) { $0 + $1.to.seconds - $1.from.seconds } <= longest
  }

  func list(_ statements: [SQLStatement], separator: SQLStatement) -> SQLStatement {
    statements.joined(separator: separator)
  }
}
