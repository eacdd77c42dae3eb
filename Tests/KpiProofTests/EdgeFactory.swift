import ProductionStore

/// Small lines in Berlin, each with one thing that is easy to get wrong. Every figure that the tests expect is worked
/// out by hand from this table.
enum EdgeFactory {
  static let made = Task {
    try await ProofDatabase.factory("edges", script: script)
  }

  private static let script = """
    set search_path = production, public;
    set timezone = 'Europe/Berlin';
    insert into sites values ('BERLIN', 'Berlin', 'East', 'Germany', 'Europe/Berlin');
    insert into stages values ('Printing', 'SMT', 1, false), ('Placement', 'SMT', 2, false), ('AOI', 'SMT', 3, true);
    insert into lines values
      ('CLOCK', 'Clock line', 'BERLIN', 'SMT', 1), ('CUT', 'Cut line', 'BERLIN', 'SMT', 2),
      ('LIMIT', 'Limit line', 'BERLIN', 'SMT', 3), ('BLANK', 'Blank line', 'BERLIN', 'SMT', 4),
      ('REST', 'Rest line', 'BERLIN', 'SMT', 5), ('ROWS', 'Rows line', 'BERLIN', 'SMT', 6),
      ('SUMS', 'Sums line', 'BERLIN', 'SMT', 7), ('PAIR', 'Pair line', 'BERLIN', 'SMT', 8),
      ('OLD', 'Old line', 'BERLIN', 'SMT', 9), ('NEW', 'New line', 'BERLIN', 'SMT', 10);
    insert into machines values
      ('CLOCK-M', 'Clock', 'CLOCK', 'Printing', 1), ('CUT-M', 'Cut', 'CUT', 'Printing', 1),
      ('LIMIT-M', 'Limit', 'LIMIT', 'Printing', 1), ('BLANK-M', 'Blank', 'BLANK', 'Printing', 1),
      ('REST-M', 'Rest', 'REST', 'Printing', 1), ('ROWS-M', 'Rows', 'ROWS', 'AOI', 1),
      ('SUMS-M', 'Sums', 'SUMS', 'AOI', 1), ('PAIR-A', 'Pair A', 'PAIR', 'Printing', 1),
      ('PAIR-B', 'Pair B', 'PAIR', 'Placement', 2), ('OLD-M', 'Moved, before', 'OLD', 'Printing', 1),
      ('NEW-M', 'Moved, after', 'NEW', 'Printing', 1);
    insert into products values ('P1', 'First', 1, 1), ('P2', 'Second', 1, 1);
    insert into ideal_cycle_times values
      ('P1', 'CUT-M', 10), ('P2', 'CUT-M', 30), ('P1', 'PAIR-A', 10), ('P1', 'PAIR-B', 8), ('P2', 'PAIR-A', 5),
      ('P2', 'PAIR-B', 40), ('P2', 'BLANK-M', 30), ('P1', 'OLD-M', 10), ('P1', 'NEW-M', 10);
    insert into customers values ('Aurora');
    insert into orders values
      ('SO-1', 'Aurora', 'P1', 1000, 'normal', '2026-03-01', '2026-03-19 17:00', '2026-03-19 17:00',
        '2026-03-19 17:00', '2026-03-02'),
      ('SO-2', 'Aurora', 'P2', 1000, 'normal', '2026-03-01', '2026-03-19 17:00', '2026-03-19 17:00',
        '2026-03-19 17:00', '2026-03-02');
    insert into work_orders select 'WO-' || line_code || '-' || p, 'SO-' || p, 'P' || p, 1000
      from lines cross join generate_series(1, 2) as p;
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
        planned_quantity)
      select m.line_nr * 10 + p, 'WO-' || m.line_code || '-' || p, 1, m.stage, m.line_code, m.machine_code,
        timestamptz '2026-03-18 06:00' + (p - 1) * interval '3 hours', 1000
      from (select l.position as line_nr, m.* from machines m join lines l using (line_code)
        where m.machine_code <> 'PAIR-B') m
      cross join generate_series(1, 2) as p
      -- On the pair only the first product is made, and not before 09:00.
      where m.line_code <> 'PAIR';
    insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
        planned_quantity)
      values (81, 'WO-PAIR-1', 1, 'Printing', 'PAIR', 'PAIR-A', '2026-03-18 09:00', 1000),
        (82, 'WO-PAIR-1', 2, 'Placement', 'PAIR', 'PAIR-B', '2026-03-18 09:00', 1000);
    insert into stop_reasons values
      ('Jam', 'down', true), ('Cleaning', 'down', false), ('Changeover', 'setup', false),
      ('Maintenance', 'planned_stop', false);

    -- A morning shift with a break on every line but one, and the night shifts of both changes of the clocks.
    insert into shifts
      select position, line_code, 'Morning', 'A', '2026-03-18', '2026-03-18 06:00', '2026-03-18 14:00'
      from lines where line_code not in ('REST', 'CLOCK');
    insert into shift_breaks
      select shift_id, '2026-03-18 10:00', '2026-03-18 10:30' from shifts where line_code <> 'PAIR';
    insert into shifts values
      (101, 'CLOCK', 'Morning', 'A', '2026-03-28', '2026-03-28 06:00', '2026-03-28 14:00'),
      (102, 'CLOCK', 'Night', 'C', '2026-03-28', '2026-03-28 22:00', '2026-03-29 06:00'),
      (103, 'CLOCK', 'Morning', 'A', '2026-10-24', '2026-10-24 06:00', '2026-10-24 14:00'),
      (104, 'CLOCK', 'Night', 'C', '2026-10-24', '2026-10-24 22:00', '2026-10-25 06:00');
    insert into shift_breaks values (102, '2026-03-29 03:30', '2026-03-29 04:00');

    insert into machine_states values
      -- Spring: 01:00 to 03:30 are 1 h 30 min.
      ('CLOCK-M', '2026-03-28 06:00', '2026-03-28 14:00', 'run', null, 11),
      ('CLOCK-M', '2026-03-28 22:00', '2026-03-29 01:00', 'run', null, 11),
      ('CLOCK-M', '2026-03-29 01:00', '2026-03-29 03:30', 'down', 'Jam', 11),
      ('CLOCK-M', '2026-03-29 03:30', '2026-03-29 04:00', 'off', null, null),
      ('CLOCK-M', '2026-03-29 04:00', '2026-03-29 06:00', 'run', null, 11),
      -- Autumn: from 02:30 in summer time to 02:30 in winter time is 1 h.
      ('CLOCK-M', '2026-10-24 06:00', '2026-10-24 14:00', 'run', null, 11),
      ('CLOCK-M', '2026-10-24 22:00', '2026-10-25 02:30+02', 'run', null, 11),
      ('CLOCK-M', '2026-10-25 02:30+02', '2026-10-25 02:30+01', 'down', 'Jam', 11),
      ('CLOCK-M', '2026-10-25 02:30+01', '2026-10-25 06:00', 'run', null, 11),

      ('CUT-M', '2026-03-18 06:00', '2026-03-18 08:00', 'run', null, 21),
      ('CUT-M', '2026-03-18 08:00', '2026-03-18 08:30', 'down', 'Jam', 21),
      ('CUT-M', '2026-03-18 08:30', '2026-03-18 09:00', 'setup', 'Changeover', 22),
      ('CUT-M', '2026-03-18 09:00', '2026-03-18 10:00', 'run', null, 22),
      ('CUT-M', '2026-03-18 10:00', '2026-03-18 10:30', 'off', null, null),
      ('CUT-M', '2026-03-18 10:30', '2026-03-18 11:00', 'run', null, 22),
      ('CUT-M', '2026-03-18 11:00', '2026-03-18 12:00', 'planned_stop', 'Maintenance', null),
      ('CUT-M', '2026-03-18 12:00', null, 'run', null, 22),

      ('LIMIT-M', '2026-03-18 07:00:00', '2026-03-18 07:01:59', 'down', 'Jam', 31),
      ('LIMIT-M', '2026-03-18 08:00:00', '2026-03-18 08:02:00', 'down', 'Jam', 31),
      ('LIMIT-M', '2026-03-18 09:00:00', '2026-03-18 09:02:01', 'down', 'Cleaning', 31),
      ('LIMIT-M', '2026-03-18 12:00:00', '2026-03-18 13:30:00', 'down', 'Jam', 31),

      ('BLANK-M', '2026-03-18 06:00', '2026-03-18 10:00', 'run', null, 41),
      ('REST-M', '2026-03-18 06:00', '2026-03-18 10:00', 'run', null, 51),

      ('PAIR-A', '2026-03-18 06:00', '2026-03-18 09:00', 'down', 'Jam', null),
      ('PAIR-A', '2026-03-18 09:00', '2026-03-18 14:00', 'run', null, 81),
      ('PAIR-B', '2026-03-18 06:00', '2026-03-18 10:00', 'run', null, null),
      ('PAIR-B', '2026-03-18 10:00', '2026-03-18 14:00', 'down', 'Jam', null),

      -- A mounter that was moved at 10:00: two machines of the contract.
      ('OLD-M', '2026-03-18 06:00', '2026-03-18 10:00', 'run', null, 91),
      ('NEW-M', '2026-03-18 10:30', '2026-03-18 14:00', 'run', null, 101);

    insert into production_counts values
      ('CUT-M', '2026-03-18 07:30', 21, 600, 60, 0), ('CUT-M', '2026-03-18 09:45', 22, 100, 0, 0),
      ('BLANK-M', '2026-03-18 09:00', 41, 50, 0, 0), ('BLANK-M', '2026-03-18 09:30', 42, 20, 0, 0),
      -- The same units in other rows: 10 good, 2 scrap, 5 sent to rework.
      ('ROWS-M', '2026-03-18 07:00', 61, 0, 0, 3), ('ROWS-M', '2026-03-18 08:00', 61, 10, 2, 2),
      ('SUMS-M', '2026-03-18 08:00', 71, 10, 2, 5),
      ('OLD-M', '2026-03-18 09:00', 91, 300, 0, 0), ('NEW-M', '2026-03-18 12:00', 101, 200, 0, 0);
    """
}
