public import IntentParser

/// What has to be read from the database to answer a question, and what the question was read as.
public struct QueryPlan: Sendable {
  /// The interpretation with its windows.
  public var reading: Reading
  /// Run in this order, in one snapshot; their results go to `Answering` in the same order.
  public var statements: [SQLStatement]
  /// How the results are put together.
  public var composition: Composition
  /// The clock of the question.
  public var now: Instant
  /// How many rows the answer shows.
  public var limits = RowLimits.shown

  public init(reading: Reading, statements: [SQLStatement], composition: Composition, now: Instant) {
    (self.reading, self.composition, self.now) = (reading, composition, now)
    self.statements = statements.map(\.complete)
  }
}

/// Why a reading cannot be planned: an answer to the asker, not a failure of the program.
public enum PlanError: Error, Sendable, Hashable {
  /// Read, but not answerable yet or not from these data.
  case unsupported(Reading, missing: MissingAnswer)
  /// A time that does not exist, or contradicts another.
  case impossibleTime(Frame, CalendarError)
  /// A cut that makes no sense, with the dimensions that would.
  case senseless(Reading, why: SenselessCut, instead: [Dimension])
}

/// What is missing for an answer to a question that was understood.
public enum MissingAnswer: Sendable, Hashable {
  /// Answers of that kind.
  case intent(Intent)
  /// The part whose share is asked for.
  case share
  /// One target for a scope that has one a line.
  case targetPerLine
  /// A statistic of a KPI that is one number and not one an item.
  case statistic(Statistic, String)
  /// Two grains of time at once.
  case severalGrains
  /// Hours of the day in a question without a period.
  case hoursWithoutPeriod
  /// A KPI that the catalogue does not have.
  case kpi(String)
  /// Any KPI at all.
  case anyKpi
  /// What is to be listed.
  case whatToList
  /// A list whose things are chosen by KPIs; by one that is no column of that list.
  case listByKpi
  case listBy(Entity, metric: String)
  /// What else is hit by a delay.
  case affected
  case scheduleAspect(Aspect)
  /// A key of the interpretation that questions of this intent do not compute with, or `aspect` and its name.
  case part(String, Intent)
}

/// A cut that the data do not have.
public enum SenselessCut: Sendable, Hashable {
  /// A KPI by a dimension that one of its measures does not have.
  case kpi(String, Dimension, measure: String)
  /// A share of what does not add up.
  case shareOfRatio(String)
  /// A share of units that pass one place after another.
  case shareInPassing(String)
  case entity(Entity, Dimension)
  case intent(Intent, Dimension)
  /// Codes of places that have no machine in common.
  case noMachineInAll([String])
}
