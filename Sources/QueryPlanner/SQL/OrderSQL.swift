import IntentParser

/// Orders with what follows from their operations: completion, state, where they end.
enum OrderSQL {
  /// What happened after `now` is not known yet: a question that is asked of the past gets the answer of that time.
  ///
  /// Columns of `production.orders` (as `c.`), completed_at, started_at, line_code, stage and machine_code of the
  /// last operation, is_late, and `states`: every state of the vocabulary that holds, the one of execution first.
  static func rows(where filter: SQLStatement, now: Instant) -> SQLStatement {
    """
    select c.order_code, c.customer, c.product_code, c.priority, c.quantity, c.placed_at, c.requested_at,
      c.promised_at, c.due_at, c.released_at, made.completed_at, made.started_at, final.line_code, final.stage,
      final.machine_code, (c.due_at < coalesce(made.completed_at, \(now))) is true as is_late,
      array_remove(array[
        case
          when made.completed_at is not null then 'done'
          when next.is_blocked then 'blocked'
          when made.is_running then 'running'
          when made.started_at is not null or c.released_at <= \(now) then 'waiting'
          else 'not_started'
        end,
        case when made.completed_at is null then 'open' end,
        case when made.completed_at is null and made.is_running and next.is_blocked then 'running' end,
        case when made.completed_at is null and made.started_at is null then 'not_started' end,
        case when made.completed_at is null and made.started_at is null and made.planned_start is not null
          then 'planned' end,
        case when c.due_at < coalesce(made.completed_at, \(now)) then 'late'
          when c.due_at is not null then 'on_time' end
      ], null) as states
    from production.orders c
    cross join lateral (
      select
        case when count(*) > 0 and count(*) = count(*) filter (where o.actual_end <= \(now)) then max(o.actual_end) end
          as completed_at,
        min(o.actual_start) filter (where o.actual_start <= \(now)) as started_at,
        min(o.planned_start) as planned_start,
        coalesce(bool_or(o.actual_start <= \(now) and coalesce(o.actual_end > \(now), true)), false) as is_running
      from production.work_orders w join production.operations o on o.work_order_code = w.work_order_code
      where w.order_code = c.order_code
    ) made
    left join lateral (
      select o.line_code, o.stage, o.machine_code
      from production.work_orders w join production.operations o on o.work_order_code = w.work_order_code
      where w.order_code = c.order_code
      order by case when o.actual_end <= \(now) then o.actual_end end desc nulls first, o.sequence desc, o.operation_id desc limit 1
    ) final on true
    left join lateral (
      select bool_or(\(isBlocked("n"))) as is_blocked
      from (
        select distinct on (w.work_order_code) o.operation_id, o.machine_code
        from production.work_orders w join production.operations o on o.work_order_code = w.work_order_code
        where w.order_code = c.order_code and coalesce(o.actual_end > \(now), true)
        order by w.work_order_code, o.sequence
      ) n
    ) next on made.completed_at is null
    where \(filter)
    """
  }

  /// A filter of ``rows(where:now:)`` that lets pass whatever may be open at `now`: what a list of open orders costs
  /// follows them, and not all that were ever completed.
  ///
  /// They are found by what is left to do of them. Orders without any operation are open too: no index knows them, so
  /// they are sought among all, with a look at two indexes each. An array, and no `in`: the codes are then found first,
  /// and the rest is computed for them alone.
  static func mayBeOpen(at now: Instant) -> SQLStatement {
    """
    c.order_code = any(array(
      select w.order_code from production.operations o
      join production.work_orders w on w.work_order_code = o.work_order_code
      where o.actual_end is null
      union all
      select w.order_code from production.operations o
      join production.work_orders w on w.work_order_code = o.work_order_code
      where o.actual_end > \(now)
      union all
      select n.order_code from production.orders n
      where not exists (
        select from production.work_orders w
        where w.order_code = n.order_code and exists (
          select from production.operations o where o.work_order_code = w.work_order_code offset 0) offset 0)))
    """
  }

  /// Whether filters leave none that is completed.
  static func areOpen(_ filters: Scope, without excluded: Scope) -> Bool {
    let states = filters[.state]
    return excluded[.state].contains("done") || !states.isEmpty && states.allSatisfy(openStates.contains)
  }

  /// States that only an order has that is not completed; "late" and "on_time" others have as well.
  private static let openStates: Set = ["open", "blocked", "running", "waiting", "not_started", "planned"]

  /// Whether an operation lacks material or its machine is down now.
  static func isBlocked(_ alias: String) -> SQLStatement {
    let n = SQLStatement(unsafeSQL: alias)
    return """
      (exists (
        select from production.material_shortages s
        where s.operation_id = \(n).operation_id and s.resolved_at is null)
      or (
        select s.category = 'down' from production.machine_states s
        where s.machine_code = \(n).machine_code order by s.started_at desc limit 1) is true)
      """
  }
}

/// States of things other than orders, as arrays of the vocabulary's words.
enum StateSQL {
  static func alert(_ alias: String) -> SQLStatement {
    let s = SQLStatement(unsafeSQL: alias)
    return """
      array_remove(array[
        case when \(s).cleared_at is null then 'open' else 'cleared' end,
        case when \(s).acknowledged_at is not null then 'acknowledged'
          when \(s).cleared_at is null then 'unacknowledged' end
      ], null)
      """
  }

  static func maintenance(_ alias: String, now: Instant) -> SQLStatement {
    let s = SQLStatement(unsafeSQL: alias)
    return """
      array[case when \(s).done_at is not null then 'done' when \(s).planned_start < \(now) then 'late' else 'due' end]
      """
  }
}
