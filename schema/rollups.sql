-- Sums of the production data by hour, production day and month, from which long questions are answered.
--
-- Runs after production.sql as the owner of the data, and again whenever it is changed: it makes everything anew and
-- the sums empty. `ask rollup` runs it where the sums are missing and then fills them. It needs tables: over views it
-- cannot be told what changed, and questions read the rows.
--
-- What is summed of which line is in rolled_spans; whatever is not in it is read from the rows. Triggers on the tables
-- take a span away in the transaction that changes something in it, so that an answer never mixes old sums with new
-- rows: late data are right at once, only slower until the next `ask rollup`.
--
-- A day is summed by hour first, and the day from its hours: they are made with it and valid as long as it is, so that
-- they have no spans of their own. Its hours are the full ones of the site's clock, an hour of time apart; where the day
-- does not begin on one (06:30, or as a clock changes by half an hour) the pieces before the first and after the last
-- full hour are shorter. A month is summed again by shift where its shifts begin and end with such hours: 'shift_month'.

set client_min_messages = warning;
create extension if not exists btree_gist;
set search_path = production, public;

do $$
declare
  others text;
begin
  select string_agg(relname, ', ' order by relname) into others from pg_class
  where relnamespace = 'production'::regnamespace and relkind not in ('r', 'p') and relname in (
    'production_counts', 'machine_states', 'operations', 'work_orders', 'shifts', 'shift_breaks', 'machines',
    'ideal_cycle_times');
  if others is not null then
    raise exception 'there can be no sums over views: %', others
      using hint = 'Questions read the rows instead. Make tables of these views, filled by your own schedule, to have sums.';
  end if;
end
$$;

drop table if exists rolled_spans, rolled_counts, rolled_states, rolled_planned cascade;
do $$
declare
  old regprocedure;
begin
  for old in
    select oid from pg_proc where pronamespace = 'production'::regnamespace and proname ~ '^(rolled_|roll_up)'
  loop
    execute format('drop function %s cascade', old);
  end loop;
end
$$;

-- What is summed -----------------------------------------------------------------------------------

create table rolled_spans (
  line_code text not null,
  grain text not null check (grain in ('day', 'month', 'shift_month')),
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  hours_from timestamptz check (hours_from >= from_at),
  rolled_at timestamptz not null default now(),
  check ((grain = 'day') = (hours_from is not null)),
  primary key (line_code, grain, from_at, to_at),
  exclude using gist (line_code with =, grain with =, tstzrange(from_at, to_at) with &&)
);
comment on table rolled_spans is 'Production days, with their hours, and months of a line, also by shift, that are summed.';
comment on column rolled_spans.hours_from is 'The first full hour of a day: its hours are counted from there.';

-- `at` is the start of the hour, day or month. `as_constraint` sums hold only the time in which the machine stood for
-- its line. A month has no operations, only products: there are too many operations for a month to be short. `shift` is
-- of months by shift, which leave out what is in no shift.

create table rolled_counts (
  grain text not null,
  as_constraint boolean not null,
  machine_code text not null,
  at timestamptz not null,
  operation_id bigint,
  product_code text,
  last_on_line boolean not null,
  last_of_route boolean not null,
  good bigint not null,
  scrap bigint not null,
  rework bigint not null,
  shift text
);
comment on table rolled_counts is 'Units counted at a machine in an hour, day or month.';

create table rolled_states (
  grain text not null,
  as_constraint boolean not null,
  machine_code text not null,
  at timestamptz not null,
  operation_id bigint,
  product_code text,
  category text not null,
  reason text,
  seconds double precision not null,
  shift text
);
comment on table rolled_states is 'Seconds of a machine in a category, with a reason, in an hour, day or month.';

create table rolled_planned (
  grain text not null,
  as_constraint boolean not null,
  machine_code text not null,
  at timestamptz not null,
  -- Exact: planned stops are taken from working time, and all of it stopped is nothing.
  seconds numeric not null,
  worked numeric not null,
  shift text
);
comment on table rolled_planned is 'Planned busy time, and working time with its planned stops, of a machine in an hour, day or month.';

create index rolled_counts_key on rolled_counts (machine_code, as_constraint, grain, at);
create index rolled_states_key on rolled_states (machine_code, as_constraint, grain, at);
create index rolled_planned_key on rolled_planned (machine_code, as_constraint, grain, at);

-- What changes takes its spans away --------------------------------------------------------------------

-- The lock is shared among writers; whoever sums a line holds it alone, so that no change slips in between.
create function rolled_forget(line text, lo timestamptz, hi timestamptz) returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'production data with sums are written in READ COMMITTED transactions only'
      using hint = 'In a stricter isolation a change cannot see sums made since the transaction began.';
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('production.rolled'), hashtext(line));
  delete from production.rolled_spans s where s.line_code = line and s.from_at < hi and s.to_at > lo;
end
$$;

-- `changed` holds the rows before or after the change. One range a line is enough: it may take away too much.
create function rolled_on_counts() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, t.hi + interval '1 microsecond') from (
    select m.line_code, min(c.counted_at) as lo, max(c.counted_at) as hi
    from changed c join production.machines m on m.machine_code = c.machine_code group by 1 order by 1) t;
  return null;
end
$$;

create function rolled_on_states() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, t.hi) from (
    select m.line_code, min(c.started_at) as lo, max(coalesce(c.ended_at, 'infinity')) as hi
    from changed c join production.machines m on m.machine_code = c.machine_code group by 1 order by 1) t;
  return null;
end
$$;

-- A state that lasted and now ends changes nothing of the time before its end: the hours of the day that runs stay
-- summed while the factory works.
create function rolled_on_states_update() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, t.hi) from (
    select m.line_code, min(c.lo) as lo, max(c.hi) as hi
    from (
      select coalesce(o.machine_code, n.machine_code) as machine_code,
        case when (o.machine_code, o.category, o.reason, o.operation_id)
            is not distinct from (n.machine_code, n.category, n.reason, n.operation_id)
          then least(o.till, n.till) else least(o.started_at, n.started_at) end as lo,
        greatest(o.till, n.till) as hi
      from (select *, coalesce(ended_at, 'infinity') as till from changed) o
      full join (select *, coalesce(ended_at, 'infinity') as till from became) n
        on n.machine_code = o.machine_code and n.started_at = o.started_at) c
    join production.machines m on m.machine_code = c.machine_code
    where c.lo < c.hi
    group by 1 order by 1) t;
  return null;
end
$$;

-- A work order that enters a line may change which machine is the constraint until the next one enters; another place
-- in its route may change which of its counts are its last.
create function rolled_forget_work_orders(codes text[], lines text[], starts timestamptz[]) returns void
language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, coalesce(t.hi, 'infinity')) from (
    select e.line_code, e.lo, (
        select min(n.actual_start) from production.operations n
        where n.line_code = e.line_code and n.actual_start > e.hi and n.work_order_code <> all (codes)
          and not exists (select from production.operations b where b.work_order_code = n.work_order_code
            and b.line_code = n.line_code and b.sequence < n.sequence)) as hi
    from (
      select line_code, min(start) as lo, max(start) as hi from (
        select * from unnest(lines, starts) as u (line_code, start)
        union all
        select o.line_code, o.actual_start from production.operations o
        where o.work_order_code = any (codes) and o.line_code = any (lines)) s
      where start is not null group by 1) e
    order by 1) t;
  perform production.rolled_forget(t.line_code, t.lo, t.hi + interval '1 microsecond') from (
    select m.line_code, min(c.counted_at) as lo, max(c.counted_at) as hi
    from production.operations o
    join production.production_counts c on c.operation_id = o.operation_id
    join production.machines m on m.machine_code = c.machine_code
    where o.work_order_code = any (codes) group by 1 order by 1) t;
end
$$;

create function rolled_on_operations() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget_work_orders(
    array_agg(work_order_code), array_agg(line_code), array_agg(actual_start)) from changed
  having count(*) > 0 and exists (select from production.rolled_spans);
  return null;
end
$$;

create function rolled_on_operations_update() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget_work_orders(
    array_agg(work_order_code), array_agg(line_code), array_agg(actual_start))
  from (
    select o.work_order_code, o.line_code, o.actual_start
    from (
      (select operation_id, work_order_code, sequence, line_code, actual_start from changed
       except select operation_id, work_order_code, sequence, line_code, actual_start from became)
      union all
      (select operation_id, work_order_code, sequence, line_code, actual_start from became
       except select operation_id, work_order_code, sequence, line_code, actual_start from changed)) o) u
  having count(*) > 0 and exists (select from production.rolled_spans);
  return null;
end
$$;

create function rolled_on_work_orders() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget_work_orders(
    array_agg(o.work_order_code), array_agg(o.line_code), array_agg(o.actual_start))
  from production.operations o where o.work_order_code in (
    select work_order_code from (
      (select work_order_code, product_code from changed except select work_order_code, product_code from became)
      union
      (select work_order_code, product_code from became except select work_order_code, product_code from changed)) u)
  having count(*) > 0 and exists (select from production.rolled_spans);
  -- States without counts know their product too.
  perform production.rolled_forget(t.line_code, t.lo, t.hi) from (
    select m.line_code, min(s.started_at) as lo, max(coalesce(s.ended_at, 'infinity')) as hi
    from changed c join became b on b.work_order_code = c.work_order_code
    join production.operations o on o.work_order_code = c.work_order_code
    join production.machine_states s on s.operation_id = o.operation_id
    join production.machines m on m.machine_code = s.machine_code
    where b.product_code is distinct from c.product_code group by 1 order by 1) t;
  return null;
end
$$;

create function rolled_on_shifts() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, t.hi) from (
    select line_code, min(starts_at) as lo, max(ends_at) as hi from changed group by 1 order by 1) t;
  return null;
end
$$;

create function rolled_on_breaks() returns trigger language plpgsql as $$
begin
  perform production.rolled_forget(t.line_code, t.lo, t.hi) from (
    select h.line_code, min(least(h.starts_at, c.starts_at)) as lo, max(greatest(h.ends_at, c.ends_at)) as hi
    from changed c join production.shifts h on h.shift_id = c.shift_id group by 1 order by 1) t;
  return null;
end
$$;

-- Where a machine stands, and what its ideal cycle is, decide which machine stands for a line at all times.
create function rolled_on_equipment() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'machines' then
    perform production.rolled_forget(t.line_code, '-infinity', 'infinity')
    from (select distinct line_code from changed order by 1) t;
  else
    perform production.rolled_forget(t.line_code, '-infinity', 'infinity') from (
      select distinct m.line_code from changed c join production.machines m on m.machine_code = c.machine_code
      order by 1) t;
  end if;
  return null;
end
$$;

create function rolled_on_truncate() returns trigger language plpgsql as $$
begin
  delete from production.rolled_spans;
  return null;
end
$$;

do $$
declare
  t record;
begin
  for t in select * from (values
    ('production_counts', 'rolled_on_counts'), ('machine_states', 'rolled_on_states'),
    ('shifts', 'rolled_on_shifts'), ('shift_breaks', 'rolled_on_breaks'),
    ('machines', 'rolled_on_equipment'), ('ideal_cycle_times', 'rolled_on_equipment'),
    ('operations', 'rolled_on_operations')) v(name, react)
  loop
    execute format('create or replace trigger rolled_insert after insert on %I referencing new table as changed
      for each statement execute function %I()', t.name, t.react);
    execute format('create or replace trigger rolled_delete after delete on %I referencing old table as changed
      for each statement execute function %I()', t.name, t.react);
    execute format('create or replace trigger rolled_truncate after truncate on %I
      for each statement execute function rolled_on_truncate()', t.name);
    if t.name not in ('operations', 'machine_states') then
      execute format('create or replace trigger rolled_update_old after update on %I referencing old table as changed
        for each statement execute function %I()', t.name, t.react);
      execute format('create or replace trigger rolled_update_new after update on %I referencing new table as changed
        for each statement execute function %I()', t.name, t.react);
    end if;
  end loop;
end
$$;
create or replace trigger rolled_update after update on machine_states
  referencing old table as changed new table as became
  for each statement execute function rolled_on_states_update();
create or replace trigger rolled_update after update on operations
  referencing old table as changed new table as became
  for each statement execute function rolled_on_operations_update();
create or replace trigger rolled_update after update on work_orders
  referencing old table as changed new table as became
  for each statement execute function rolled_on_work_orders();

-- Summing ----------------------------------------------------------------------------------------------

-- The production days of a line up to `upto`, from its first event to its last, with the month that they belong to and
-- their first full hour; of the day that runs then, its full hours that are over. The day starts when the first shift of
-- the latest weeks starts, on the site's clock.
create function rolled_days(line text, upto timestamptz)
returns table (
  from_at timestamptz, to_at timestamptz, hours_from timestamptz, month_from timestamptz, month_to timestamptz)
language sql stable as $$
  with latest as (select max(starts_at) - interval '21 days' as after from production.shifts),
  -- Materialized, or the start of the day is looked for again for every day.
  site as materialized (
    select s.time_zone, coalesce((
        select (extract(epoch from min(h.starts_at at time zone s.time_zone - h.production_day)) / 60)::int
        from production.shifts h join production.lines k on k.line_code = h.line_code
        where k.site_code = s.site_code and h.starts_at >= (select after from latest)), 0)
        * interval '1 minute' as day_start
    from production.lines l join production.sites s on s.site_code = l.site_code where l.line_code = line),
  first as materialized (
    select min(at) as at from (
      select (select min(started_at) from production.machine_states s where s.machine_code = m.machine_code) as at
      from production.machines m where m.line_code = line
      union all
      select (select min(counted_at) from production.production_counts c where c.machine_code = m.machine_code)
      from production.machines m where m.line_code = line
      union all
      select min(starts_at) from production.shifts where line_code = line) f),
  last as materialized (
    select least(upto, max(at)) as at from (
      select (select greatest(max(started_at), max(ended_at)) from production.machine_states s
        where s.machine_code = m.machine_code) as at
      from production.machines m where m.line_code = line
      union all
      select (select max(counted_at) from production.production_counts c where c.machine_code = m.machine_code)
      from production.machines m where m.line_code = line
      union all
      select max(ends_at) from production.shifts where line_code = line) f),
  days as (
    select (d + day_start) at time zone time_zone as f, (d + interval '1 day' + day_start) at time zone time_zone as t,
      time_zone,
      (date_trunc('month', d) + day_start) at time zone time_zone as mf,
      (date_trunc('month', d) + interval '1 month' + day_start) at time zone time_zone as mt
    from site cross join first cross join last cross join lateral generate_series(
      date_trunc('day', first.at at time zone time_zone - day_start), last.at at time zone time_zone,
      interval '1 day') d)
  select f, till, h, mf, mt
  from days cross join lateral (select f at time zone time_zone as local) clock
  cross join lateral (select f + (date_trunc('hour', local + interval '59:59.999999') - local) as h) first_hour
  cross join lateral (
    select case when t <= upto then t
      else h + floor(extract(epoch from upto - h) / 3600) * interval '1 hour' end as till) over_at
  where f < till
$$;

-- What of the time from t0 to t1, which lie within a day, falls into each of the day's hours.
create function rolled_hours(day timestamptz, hours_from timestamptz, t0 timestamptz, t1 timestamptz)
returns table (at timestamptz, h0 timestamptz, h1 timestamptz)
language sql immutable as $$
  select greatest(day, h), greatest(t0, h), least(t1, h + interval '1 hour')
  from generate_series(
    date_bin('1 hour', t0, hours_from - interval '1 hour'), t1 - interval '1 microsecond', interval '1 hour') h
$$;

-- Sums those of the given days of a line that are not summed yet, and the month that they are in where it is over and
-- all of its days are summed. Days and months are those of rolled_missing.
--
-- Returns the number of days summed.
create function roll_up(
  line text, days_from timestamptz[], days_to timestamptz[], first_hours timestamptz[], month_from timestamptz,
  month_to timestamptz
) returns integer
language plpgsql as $$
declare
  froms timestamptz[];
  tos timestamptz[];
  firsts timestamptz[];
  machine_codes text[];
begin
  perform pg_advisory_xact_lock(hashtext('production.rolled'), hashtext(line));
  select array_agg(d.f order by d.f), array_agg(d.t order by d.f), array_agg(d.h order by d.f) into froms, tos, firsts
  from unnest(days_from, days_to, first_hours) as d (f, t, h)
  where not exists (
    select from production.rolled_spans s
    where s.line_code = line and s.grain = 'day' and s.from_at = d.f and s.to_at = d.t);
  select array_agg(machine_code) into machine_codes from production.machines where line_code = line;
  if froms is null or machine_codes is null then return 0; end if;

  -- Days of another calendar, from before the site moved the start of its day, go.
  delete from production.rolled_spans s using unnest(froms, tos) as d (f, t)
  where s.line_code = line and s.grain = 'day' and s.from_at < d.t and s.to_at > d.f;
  perform production.rolled_clear(machine_codes, array['hour', 'day'], froms, tos);

  -- The machines for themselves and, apart, for the time in which they stand for the line. What that means is said in
  -- KpiStatement+Constraints.swift; a test compares the two.
  create temporary table if not exists rolling (
    as_constraint boolean, machine_code text, day timestamptz, hours_from timestamptz, t0 timestamptz, t1 timestamptz)
    on commit drop;
  truncate rolling;
  insert into rolling
    select false, m, d.f, d.h, d.f, d.t
    from unnest(machine_codes) m cross join unnest(froms, tos, firsts) as d (f, t, h);
  insert into rolling
  with slowest as (
    select distinct on (i.product_code) i.product_code, m.machine_code
    from production.machines m join production.ideal_cycle_times i on i.machine_code = m.machine_code
    where m.line_code = line
    order by i.product_code, i.ideal_cycle_time desc, m.position, m.machine_code),
  slowest_of_all as (
    select m.machine_code
    from production.machines m left join production.ideal_cycle_times i on i.machine_code = m.machine_code
    where m.line_code = line
    order by i.ideal_cycle_time desc nulls last, m.position, m.machine_code limit 1),
  -- Not materialized: the conditions below reach its index, and the line's whole history is not looked through.
  entered as not materialized (
    select o.work_order_code, o.actual_start from production.operations o
    where o.line_code = line and o.actual_start is not null and not exists (
      select from production.operations before
      where before.work_order_code = o.work_order_code and before.line_code = o.line_code
        and before.sequence < o.sequence)),
  entries as (
    select * from entered where actual_start >= froms[1] and actual_start < tos[cardinality(tos)]
    union all
    (select * from entered where actual_start < froms[1] order by actual_start desc, work_order_code desc limit 1)),
  constraints as (
    select coalesce(s.machine_code, f.machine_code) as machine_code, e.actual_start as t0,
      lead(e.actual_start, 1, 'infinity') over (order by e.actual_start, e.work_order_code) as t1
    from entries e join production.work_orders w on w.work_order_code = e.work_order_code
    cross join slowest_of_all f left join slowest s on s.product_code = w.product_code
    union all
    select machine_code, '-infinity', coalesce((select min(actual_start) from entries), 'infinity')
    from slowest_of_all)
  select true, c.machine_code, d.f, d.h, greatest(c.t0, d.f), least(c.t1, d.t)
  from unnest(froms, tos, firsts) as d (f, t, h) join constraints c on c.t0 < d.t and c.t1 > d.f and c.t0 < c.t1;
  analyze rolling;

  -- Each statement writes the hours, and the days as what the hours come to.
  with counted as materialized (
    select p.as_constraint, p.machine_code,
      greatest(p.day, date_bin('1 hour', s.counted_at, p.hours_from - interval '1 hour')) as at, s.operation_id,
      sum(s.good) as good, sum(s.scrap) as scrap, sum(s.rework) as rework
    from rolling p
    cross join lateral (
      select * from production.production_counts s
      where s.machine_code = p.machine_code and s.counted_at >= p.t0 and s.counted_at < p.t1 offset 0) s
    group by 1, 2, 3, 4),
  made as materialized (
    select o.operation_id, w.product_code,
      not exists (select from production.operations later
        where later.work_order_code = o.work_order_code and later.sequence > o.sequence
          and later.line_code = o.line_code) as last_on_line,
      not exists (select from production.operations later
        where later.work_order_code = o.work_order_code and later.sequence > o.sequence) as last_of_route
    from (select distinct operation_id from counted) c
    join production.operations o on o.operation_id = c.operation_id
    left join production.work_orders w on w.work_order_code = o.work_order_code),
  hours as (
    insert into production.rolled_counts
    select 'hour', c.as_constraint, c.machine_code, c.at, c.operation_id, m.product_code,
      coalesce(m.last_on_line, false), coalesce(m.last_of_route, false), c.good, c.scrap, c.rework
    from counted c left join made m on m.operation_id = c.operation_id
    returning *)
  insert into production.rolled_counts
  select 'day', as_constraint, machine_code, froms[width_bucket(at, froms)] as day, operation_id, product_code,
    last_on_line, last_of_route, sum(good), sum(scrap), sum(rework)
  from hours group by 2, 3, 4, 5, 6, 7, 8;

  with spent as materialized (
    select p.as_constraint, p.machine_code, h.at, s.operation_id, s.category, s.reason,
      sum(extract(epoch from h.h1 - h.h0)::float8) as seconds
    from rolling p
    cross join lateral (
      select coalesce(max(x.started_at), '-infinity') as earliest from production.machine_states x
      where x.machine_code = p.machine_code and x.started_at <= p.t0) first
    cross join lateral (
      select * from production.machine_states s
      where s.machine_code = p.machine_code and s.started_at >= first.earliest and s.started_at < p.t1
        and coalesce(s.ended_at, 'infinity') > p.t0 offset 0) s
    cross join lateral production.rolled_hours(
      p.day, p.hours_from, greatest(s.started_at, p.t0), least(coalesce(s.ended_at, 'infinity'), p.t1)) h
    group by 1, 2, 3, 4, 5, 6),
  made as materialized (
    select o.operation_id, w.product_code
    from (select distinct operation_id from spent) c
    join production.operations o on o.operation_id = c.operation_id
    join production.work_orders w on w.work_order_code = o.work_order_code),
  hours as (
    insert into production.rolled_states
    select 'hour', c.as_constraint, c.machine_code, c.at, c.operation_id, m.product_code, c.category, c.reason, c.seconds
    from spent c left join made m on m.operation_id = c.operation_id
    returning *)
  insert into production.rolled_states
  select 'day', as_constraint, machine_code, froms[width_bucket(at, froms)] as day, operation_id, product_code, category,
    reason, sum(seconds)
  from hours group by 2, 3, 4, 5, 6, 7, 8;

  with working as materialized (
    select h.starts_at, h.ends_at, 1 as sign from production.shifts h
    where h.line_code = line and h.starts_at > froms[1] - interval '1 day' and h.starts_at < tos[cardinality(tos)]
    union all
    select b.starts_at, b.ends_at, -1 from production.shifts h join production.shift_breaks b on b.shift_id = h.shift_id
    where h.line_code = line and h.starts_at > froms[1] - interval '1 day' and h.starts_at < tos[cardinality(tos)]),
  worked as materialized (
    select p.*, w.sign, greatest(p.t0, w.starts_at) as w0, least(p.t1, w.ends_at) as w1
    from rolling p join working w on w.starts_at < p.t1 and w.ends_at > p.t0),
  parts as (
    select as_constraint, machine_code, day, hours_from, w0, w1, sign as planned, sign as worked from worked
    union all
    select p.as_constraint, p.machine_code, p.day, p.hours_from, greatest(p.w0, s.started_at),
      least(p.w1, coalesce(s.ended_at, 'infinity')), -p.sign, 0
    from worked p
    cross join lateral (
      select coalesce(max(x.started_at), '-infinity') as earliest from production.machine_states x
      where x.machine_code = p.machine_code and x.started_at <= p.w0) first
    cross join lateral (
      select * from production.machine_states s
      where s.machine_code = p.machine_code and s.started_at >= first.earliest and s.started_at < p.w1
        and coalesce(s.ended_at, 'infinity') > p.w0 and s.category = 'planned_stop' offset 0) s
    union all
    -- A machine that stands for the line in a free hour stands there all the same.
    select true, machine_code, day, hours_from, t0, t1, 0, 0 from rolling where as_constraint),
  hours as (
    insert into production.rolled_planned
    select 'hour', p.as_constraint, p.machine_code, h.at, sum(p.planned * extract(epoch from h.h1 - h.h0)),
      sum(p.worked * extract(epoch from h.h1 - h.h0))
    from parts p cross join lateral production.rolled_hours(p.day, p.hours_from, p.w0, p.w1) h
    group by 2, 3, 4
    returning *)
  insert into production.rolled_planned
  select 'day', as_constraint, machine_code, froms[width_bucket(at, froms)] as day, sum(seconds), sum(worked)
  from hours group by 2, 3, 4;

  insert into production.rolled_spans (line_code, grain, from_at, to_at, hours_from)
  select line, 'day', f, t, h from unnest(froms, tos, firsts) as d (f, t, h);

  if tstzmultirange(tstzrange(month_from, month_to)) = (
      select range_agg(tstzrange(s.from_at, s.to_at)) from production.rolled_spans s
      where s.line_code = line and s.grain = 'day' and s.from_at >= month_from and s.to_at <= month_to) then
    perform production.roll_up_month(line, machine_codes, month_from, month_to);
  end if;
  return cardinality(froms);
end
$$;

create function roll_up_month(line text, machine_codes text[], f timestamptz, t timestamptz) returns void
language plpgsql as $$
begin
  delete from production.rolled_spans s
  where s.line_code = line and s.grain in ('month', 'shift_month') and s.from_at < t and s.to_at > f;
  perform production.rolled_clear(machine_codes, array['month', 'shift_month'], array[f], array[t]);
  insert into production.rolled_counts
  select 'month', as_constraint, machine_code, f, null, product_code, last_on_line, last_of_route,
    sum(good), sum(scrap), sum(rework)
  from production.rolled_counts k
  where k.machine_code = any (machine_codes) and k.as_constraint = any ('{f,t}') and k.grain = 'day'
    and k.at >= f and k.at < t
  group by 2, 3, 6, 7, 8;
  insert into production.rolled_states
  select 'month', as_constraint, machine_code, f, null, product_code, category, reason, sum(seconds)
  from production.rolled_states k
  where k.machine_code = any (machine_codes) and k.as_constraint = any ('{f,t}') and k.grain = 'day'
    and k.at >= f and k.at < t
  group by 2, 3, 6, 7, 8;
  insert into production.rolled_planned
  select 'month', as_constraint, machine_code, f, sum(seconds), sum(worked)
  from production.rolled_planned k
  where k.machine_code = any (machine_codes) and k.as_constraint = any ('{f,t}') and k.grain = 'day'
    and k.at >= f and k.at < t
  group by 2, 3;
  insert into production.rolled_spans (line_code, grain, from_at, to_at) values (line, 'month', f, t);

  -- Every hour is in one shift or in none. The sums of each shift and machine are fetched through their index.
  if exists (
    select from production.shifts h cross join lateral (values (h.starts_at), (h.ends_at)) edge (at)
    where h.line_code = line and h.starts_at < t and h.ends_at > f and not exists (
      select from production.rolled_spans s
      where s.line_code = line and s.grain = 'day' and s.from_at >= f and s.to_at <= t
        and edge.at between s.from_at and s.to_at
        and (edge.at in (s.from_at, s.to_at) or extract(epoch from edge.at - s.hours_from) % 3600 = 0))) then
    return;
  end if;
  insert into production.rolled_counts
  select 'shift_month', as_constraint, machine_code, f, null, product_code, last_on_line, last_of_route,
    sum(k.good), sum(k.scrap), sum(k.rework), h.shift
  from production.shifts h cross join unnest(machine_codes) m cross join unnest('{f,t}'::boolean[]) c
  cross join lateral (
    select * from production.rolled_counts k where k.machine_code = m and k.as_constraint = c and k.grain = 'hour'
      and k.at >= h.starts_at and k.at < h.ends_at offset 0) k
  where h.line_code = line and h.starts_at >= f and h.ends_at <= t
  group by 2, 3, 6, 7, 8, 12;
  insert into production.rolled_states
  select 'shift_month', as_constraint, machine_code, f, null, product_code, category, reason, sum(seconds), h.shift
  from production.shifts h cross join unnest(machine_codes) m cross join unnest('{f,t}'::boolean[]) c
  cross join lateral (
    select * from production.rolled_states k where k.machine_code = m and k.as_constraint = c and k.grain = 'hour'
      and k.at >= h.starts_at and k.at < h.ends_at offset 0) k
  where h.line_code = line and h.starts_at >= f and h.ends_at <= t
  group by 2, 3, 6, 7, 8, 10;
  insert into production.rolled_planned
  select 'shift_month', as_constraint, machine_code, f, sum(seconds), sum(worked), h.shift
  from production.shifts h cross join unnest(machine_codes) m cross join unnest('{f,t}'::boolean[]) c
  cross join lateral (
    select * from production.rolled_planned k where k.machine_code = m and k.as_constraint = c and k.grain = 'hour'
      and k.at >= h.starts_at and k.at < h.ends_at offset 0) k
  where h.line_code = line and h.starts_at >= f and h.ends_at <= t
  group by 2, 3, 7;
  insert into production.rolled_spans (line_code, grain, from_at, to_at) values (line, 'shift_month', f, t);
end
$$;

-- Takes away the sums that begin within the given spans. All columns of the key are named, for its index.
create function rolled_clear(machine_codes text[], grains text[], froms timestamptz[], tos timestamptz[]) returns void
language plpgsql as $$
declare
  name text;
begin
  foreach name in array array['rolled_counts', 'rolled_states', 'rolled_planned'] loop
    execute format('delete from production.%I k where k.machine_code = any ($1) and k.as_constraint = any (''{f,t}'')
      and k.grain = any ($2) and k.at >= $3[1] and k.at < $4[cardinality($4)]
      and exists (select from unnest($3, $4) as d (f, t) where k.at >= d.f and k.at < d.t)', name)
      using machine_codes, grains, froms, tos;
  end loop;
end
$$;

-- Months of lines with days to be summed, the latest first: what roll_up is to be called with.
create function rolled_missing(upto timestamptz)
returns table (
  line_code text, days_from timestamptz[], days_to timestamptz[], first_hours timestamptz[], month_from timestamptz,
  month_to timestamptz)
language sql stable as $$
  with days as materialized (
    select l.line_code, d.* from production.lines l cross join lateral production.rolled_days(l.line_code, upto) d)
  select d.line_code, array_agg(d.from_at order by d.from_at), array_agg(d.to_at order by d.from_at),
    array_agg(d.hours_from order by d.from_at), d.month_from, d.month_to
  from days d left join production.rolled_spans s
    on s.line_code = d.line_code and s.grain = 'day' and s.from_at = d.from_at and s.to_at = d.to_at
  where s.line_code is null
  group by d.line_code, d.month_from, d.month_to order by d.month_from desc, d.line_code
$$;

grant select on rolled_spans, rolled_counts, rolled_states, rolled_planned to ask_reader;
reset search_path;
reset client_min_messages;
