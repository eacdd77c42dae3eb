/// How many rows an answer shows. What is left out is counted ("and 1,240 more"), never dropped in silence.
public struct RowLimits: Sendable, Hashable {
  /// Things of a list.
  public var things: Int
  /// Operations of a schedule that are read: its Gantt needs more than its table shows.
  public var operationsRead: Int
  public var operations: Int
  /// Groups of a breakdown.
  public var groups: Int
  /// Groups below the one that was asked for: "which line had the most".
  public var groupsBelowTheFirst: Int

  /// What a person can survey.
  public static let shown = RowLimits(
    things: 50, operationsRead: 400, operations: 60, groups: 200, groupsBelowTheFirst: 50)
  /// Every row, for an export.
  public static let all = RowLimits(
    things: .max, operationsRead: .max, operations: .max, groups: .max, groupsBelowTheFirst: .max)
}
