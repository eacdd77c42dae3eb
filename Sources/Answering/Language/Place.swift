/// A value in a text: `{kpi}`, `{scope}`. The same name means the same kind of value everywhere.
enum Place: String, Sendable, Hashable, CaseIterable {
  // Numbers and times
  case number, count, seconds, minutes, hours, days
  case day, month, year, weekday, date, time, first, last, from, to, dates, week, unit, clock, ordinal, age, quarter
  /// Number of a month, 1 to 12.
  case monthNumber = "month_number"
  /// The whole name of a month or weekday, where the plain place is its short form.
  case monthName = "month_name"
  case weekdayName = "weekday_name"
  case actual, said

  // What is asked
  case kpi, kpis, scope, period, groups, statistic, condition, comparison, name, names, code, label, language
  case term, text, what, instead, intent, key, entity, dimension, aspect, things, state, states, origin, part

  // What is answered
  case value, values, details, target, gap, size, change, relative, largest, reason, about, more, share, total, delay
  case summary, evidence, cause, duration, measures, known, words, nearest, when

  // The factory
  case site, line, stage, stages, machine, machines, order, orders, operations, product, customer, material, shift
  case workOrder = "work_order"
  case workOrders = "work_orders"
  case quantity, good, planned, blocked, due, behind, down, place, lots, columns

  /// By their names: an enumeration compares its raw values one after another.
  static let named = Dictionary(allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
}
