-- The production schema: the contract between a factory's data and Shoptalk.
--
-- Shoptalk reads these names and nothing else. A company whose data has another shape provides
-- views of these names and columns. Names follow ISA-95, times are timestamptz, cycle times are
-- seconds, quantities are units (boards). The comments are part of the contract: `ask check` and
-- the documentation print them.
--
-- Runs once, in an empty database, as the owner of the data.

create extension if not exists btree_gist;

create schema production;
comment on schema production is 'Production data that Shoptalk answers from: the only schema it reads.';

set search_path = production, public;

create table contract (
  version text primary key
);
comment on table contract is 'One row: the version of this contract that the data keep.';
comment on column contract.version is 'Version, major.minor; a reader needs the same major.';
insert into contract values ('1.0');

-- Equipment -------------------------------------------------------------------------------------

create table sites (
  site_code text primary key,
  name text not null,
  region text not null,
  country text not null,
  time_zone text not null
);
comment on table sites is 'Factories (ISA-95 site).';
comment on column sites.site_code is 'Code of the site, e.g. HANOI.';
comment on column sites.name is 'Name as people say it, e.g. Hanoi.';
comment on column sites.region is 'Region within the country.';
comment on column sites.country is 'Country.';
comment on column sites.time_zone is 'IANA time zone; days, shifts and answers of this site are in it.';

create table lines (
  line_code text primary key,
  name text not null,
  site_code text not null references sites,
  kind text not null check (kind in ('SMT', 'DIP', 'TEST', 'PACK')),
  position integer not null default 1
);
create index lines_site on lines (site_code);
comment on table lines is 'Production lines (ISA-95 work center).';
comment on column lines.line_code is 'Code of the line, e.g. SMT-1.';
comment on column lines.name is 'Name as people say it, e.g. SMT line 1.';
comment on column lines.site_code is 'Site at which it stands.';
comment on column lines.kind is 'SMT, DIP, TEST or PACK.';
comment on column lines.position is 'Order in which lists show it.';

create table stages (
  stage text primary key,
  line_kind text not null check (line_kind in ('SMT', 'DIP', 'TEST', 'PACK')),
  position integer not null,
  inspects boolean not null default false
);
comment on table stages is 'Process stages in the order of the route.';
comment on column stages.stage is 'Name of the stage, e.g. Reflow.';
comment on column stages.line_kind is 'Kind of line that has it.';
comment on column stages.position is 'Order along the route, over all kinds of line.';
comment on column stages.inspects is 'True where the stage only inspects or tests: its defects are those found there.';

create table machines (
  machine_code text primary key,
  name text not null,
  line_code text not null references lines,
  stage text not null references stages,
  position integer not null,
  micro_stop_limit integer not null default 120 check (micro_stop_limit >= 0)
);
create index machines_line on machines (line_code, position);
create index machines_stage on machines (stage);
comment on table machines is 'Machines and manual stations (ISA-95 work unit).';
comment on column machines.machine_code is 'Code of the machine, e.g. SMT1-REFLOW.';
comment on column machines.name is 'Name as people say it, e.g. Reflow oven.';
comment on column machines.line_code is 'Line in which it stands, for good: a machine that moves gets a code of its own on the new line, and what it did stays with the line where it did it.';
comment on column machines.stage is 'Stage that it performs.';
comment on column machines.position is 'Place along the line; machines of one stage with the same position stand in parallel, with different ones in series.';
comment on column machines.micro_stop_limit is 'Seconds: a shorter down interval is a micro-stop.';

-- Products, customers, orders -------------------------------------------------------------------

create table products (
  product_code text primary key,
  name text not null,
  unit_cost numeric(12,2) not null check (unit_cost >= 0),
  placements_per_unit integer not null default 1 check (placements_per_unit > 0)
);
comment on table products is 'Products (ISA-95 material definition of a finished good).';
comment on column products.product_code is 'Code, e.g. PB-100.';
comment on column products.name is 'Name as people say it, e.g. Power Board.';
comment on column products.unit_cost is 'Cost of one unit, for scrap cost.';
comment on column products.placements_per_unit is 'Opportunities for a defect on one unit, for DPMO.';

create table ideal_cycle_times (
  product_code text not null references products,
  machine_code text not null references machines,
  ideal_cycle_time numeric(10,3) not null check (ideal_cycle_time > 0),
  primary key (product_code, machine_code)
);
create index ideal_cycle_times_machine on ideal_cycle_times (machine_code);
comment on table ideal_cycle_times is 'Ideal cycle time of a product on each machine of a stage (ISO 22400: planned run time per item).';
comment on column ideal_cycle_times.product_code is 'Product.';
comment on column ideal_cycle_times.machine_code is 'Machine.';
comment on column ideal_cycle_times.ideal_cycle_time is 'Seconds per unit.';

create table customers (
  customer text primary key
);
comment on table customers is 'Customers.';
comment on column customers.customer is 'Name, e.g. Aurora Lighting.';

create table orders (
  order_code text primary key,
  customer text references customers,
  product_code text references products,
  quantity integer not null check (quantity > 0),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  placed_at timestamptz,
  requested_at timestamptz,
  promised_at timestamptz,
  due_at timestamptz,
  released_at timestamptz
);
create index orders_customer on orders (customer);
create index orders_product on orders (product_code);
create index orders_due on orders (due_at);
create index orders_placed on orders (placed_at);
create index orders_released on orders (released_at);
comment on table orders is 'Customer orders.';
comment on column orders.order_code is 'Order number, e.g. SO-24001.';
comment on column orders.customer is 'Customer who placed it.';
comment on column orders.product_code is 'Product ordered.';
comment on column orders.quantity is 'Units ordered.';
comment on column orders.priority is 'low, normal, high or urgent.';
comment on column orders.placed_at is 'When it was placed.';
comment on column orders.requested_at is 'Delivery that the customer asked for.';
comment on column orders.promised_at is 'Delivery first promised.';
comment on column orders.due_at is 'Delivery currently due: lateness counts from here. Null: no due date is known.';
comment on column orders.released_at is 'Released to production: lead time counts from here. Null: not released.';

create table work_orders (
  work_order_code text primary key,
  order_code text not null references orders,
  product_code text references products,
  quantity integer not null check (quantity > 0)
);
create index work_orders_order on work_orders (order_code);
create index work_orders_product on work_orders (product_code);
comment on table work_orders is 'Work orders: the lots in which an order is made.';
comment on column work_orders.work_order_code is 'Number, e.g. WO-51001.';
comment on column work_orders.order_code is 'Order it belongs to.';
comment on column work_orders.product_code is 'Product made.';
comment on column work_orders.quantity is 'Units to make.';

create table operations (
  operation_id bigint primary key,
  work_order_code text not null references work_orders,
  sequence integer not null,
  stage text not null references stages,
  line_code text not null references lines,
  machine_code text references machines,
  planned_start timestamptz,
  planned_end timestamptz,
  actual_start timestamptz,
  actual_end timestamptz,
  planned_setup integer not null default 0 check (planned_setup >= 0),
  planned_quantity integer not null check (planned_quantity >= 0),
  good_quantity integer not null default 0 check (good_quantity >= 0),
  scrap_quantity integer not null default 0 check (scrap_quantity >= 0),
  rework_quantity integer not null default 0 check (rework_quantity >= 0),
  unique (work_order_code, sequence),
  check (planned_start is null or planned_end >= planned_start),
  check (actual_end is null or (actual_start is not null and actual_end >= actual_start))
);
create index operations_line_start on operations (line_code, actual_start);
create index operations_machine_start on operations (machine_code, actual_start);
create index operations_planned on operations (planned_start, planned_end);
create index operations_planned_end on operations (planned_end);
create index operations_actual_end on operations (actual_end);
create index operations_open on operations (work_order_code) where actual_end is null;
comment on table operations is 'Operations: one work order at one stage (ISA-95 segment), planned and actual.';
comment on column operations.operation_id is 'Number of the operation.';
comment on column operations.work_order_code is 'Work order.';
comment on column operations.sequence is 'Order along the route of the work order, 1 first.';
comment on column operations.stage is 'Stage performed.';
comment on column operations.line_code is 'Line on which it is planned or was done.';
comment on column operations.machine_code is 'Machine on which it is planned or was done: the last one of the stage where several stand in series.';
comment on column operations.planned_start is 'Planned start, setup included. Null: no plan.';
comment on column operations.planned_end is 'Planned end.';
comment on column operations.actual_start is 'Actual start, setup included. Null: not started.';
comment on column operations.actual_end is 'Actual end. Null: not ended.';
comment on column operations.planned_setup is 'Planned setup, seconds, at the beginning of the operation.';
comment on column operations.planned_quantity is 'Units planned.';
comment on column operations.good_quantity is 'Good units so far: those that left the stage.';
comment on column operations.scrap_quantity is 'Units scrapped in this operation so far.';
comment on column operations.rework_quantity is 'Units sent to rework in this operation so far.';

-- Calendar --------------------------------------------------------------------------------------

create table shifts (
  shift_id bigint primary key,
  line_code text not null references lines,
  shift text not null,
  letter text not null,
  production_day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at),
  exclude using gist (line_code with =, tstzrange(starts_at, ends_at) with &&)
);
create index shifts_line_start on shifts (line_code, starts_at);
create index shifts_start on shifts (starts_at, ends_at);
comment on table shifts is 'Shift calendar: every shift of every line as an instance. No shift: the line is off.';
comment on column shifts.shift_id is 'Number of the instance.';
comment on column shifts.line_code is 'Line.';
comment on column shifts.shift is 'Name, e.g. Morning.';
comment on column shifts.letter is 'Letter, e.g. A.';
comment on column shifts.production_day is 'Production day on which it began, as a date of the site.';
comment on column shifts.starts_at is 'Start.';
comment on column shifts.ends_at is 'End.';

create table shift_breaks (
  shift_id bigint not null references shifts,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at),
  exclude using gist (shift_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index shift_breaks_shift on shift_breaks (shift_id);
comment on table shift_breaks is 'Breaks within shifts; they are no planned time.';
comment on column shift_breaks.shift_id is 'Shift instance.';
comment on column shift_breaks.starts_at is 'Start of the break.';
comment on column shift_breaks.ends_at is 'End of the break.';

-- What happened ---------------------------------------------------------------------------------

create table stop_reasons (
  reason text primary key,
  category text not null check (category in ('setup', 'down', 'idle', 'planned_stop')),
  is_breakdown boolean not null default false
);
comment on table stop_reasons is 'Reasons for machine time without production.';
comment on column stop_reasons.reason is 'Reason, e.g. Feeder jam.';
comment on column stop_reasons.category is 'Time category of the reason: setup, down, idle or planned_stop.';
comment on column stop_reasons.is_breakdown is 'True where the reason is a breakdown: it counts as a failure in MTBF and MTTR.';

create table machine_states (
  machine_code text not null references machines,
  started_at timestamptz not null,
  ended_at timestamptz,
  category text not null check (category in ('off', 'planned_stop', 'run', 'setup', 'down', 'idle')),
  reason text references stop_reasons,
  operation_id bigint references operations,
  primary key (machine_code, started_at),
  check (ended_at is null or ended_at > started_at)
);
create index machine_states_machine_end on machine_states (machine_code, ended_at);
create index machine_states_down on machine_states (machine_code, started_at) where category = 'down';
create index machine_states_operation on machine_states (operation_id);
comment on table machine_states is 'What each machine did: intervals that do not overlap, each in one time category.';
comment on column machine_states.machine_code is 'Machine.';
comment on column machine_states.started_at is 'Start of the interval.';
comment on column machine_states.ended_at is 'End of the interval. Null: it lasts still.';
comment on column machine_states.category is 'off, planned_stop, run, setup, down or idle.';
comment on column machine_states.reason is 'Why: a stop reason, null while running or off, or where nobody logged one.';
comment on column machine_states.operation_id is 'Operation that was on the machine, if any.';

-- States of a machine do not overlap. An exclusion constraint would say so too, but the GiST index that it needs takes
-- longer to build over millions of states than everything else together.
create function refuse_overlapping_states() returns trigger language plpgsql as $$
declare
  culprit record;
begin
  select c.machine_code, c.started_at into culprit
  from changed c
  left join lateral (
    select s.ended_at, true as is_there from production.machine_states s
    where s.machine_code = c.machine_code and s.started_at < c.started_at
    order by s.started_at desc limit 1) before on true
  left join lateral (
    select s.started_at from production.machine_states s
    where s.machine_code = c.machine_code and s.started_at > c.started_at
    order by s.started_at limit 1) after on true
  where before.is_there and coalesce(before.ended_at, 'infinity') > c.started_at
    or after.started_at < coalesce(c.ended_at, 'infinity')
  limit 1;
  if culprit.machine_code is not null then
    raise exclusion_violation using
      message = format('the state of %s that starts at %s overlaps another one', culprit.machine_code, culprit.started_at),
      hint = 'A machine has one state at a time: end the one before where the next begins.';
  end if;
  return null;
end
$$;
create trigger machine_states_apart after insert on machine_states
  referencing new table as changed for each statement execute function refuse_overlapping_states();
create trigger machine_states_apart_still after update on machine_states
  referencing new table as changed for each statement execute function refuse_overlapping_states();

create table production_counts (
  machine_code text not null references machines,
  counted_at timestamptz not null,
  operation_id bigint not null references operations,
  good integer not null default 0 check (good >= 0),
  scrap integer not null default 0 check (scrap >= 0),
  rework integer not null default 0 check (rework >= 0)
);
create index production_counts_machine_time on production_counts (machine_code, counted_at);
create index production_counts_operation on production_counts (operation_id);
comment on table production_counts is 'Units counted at each machine since its last count.';
comment on column production_counts.machine_code is 'Machine that counted.';
comment on column production_counts.counted_at is 'When: the last unit of the count was done then.';
comment on column production_counts.operation_id is 'Operation that was running.';
comment on column production_counts.good is 'Good units.';
comment on column production_counts.scrap is 'Scrapped units.';
comment on column production_counts.rework is 'Units sent to rework; a unit that comes good later is counted good once.';

create table defect_types (
  defect text primary key
);
comment on table defect_types is 'Kinds of defect.';
comment on column defect_types.defect is 'Name, e.g. Solder bridge.';

create table defects (
  defect_id bigint primary key,
  defect text not null references defect_types,
  operation_id bigint not null references operations,
  machine_code text not null references machines,
  found_operation_id bigint references operations,
  found_machine_code text references machines,
  found_at timestamptz not null,
  introduced_at timestamptz not null,
  board text not null,
  board_position text,
  image text,
  disposition text not null check (disposition in ('scrap', 'rework', 'false_call')),
  check (introduced_at <= found_at)
);
create index defects_found on defects (found_at);
create index defects_machine on defects (machine_code, found_at);
create index defects_found_machine on defects (found_machine_code, found_at);
create index defects_operation on defects (operation_id);
comment on table defects is 'Defects found on boards.';
comment on column defects.defect_id is 'Number of the defect.';
comment on column defects.defect is 'Kind of defect.';
comment on column defects.operation_id is 'Operation that introduced it.';
comment on column defects.machine_code is 'Machine that introduced it.';
comment on column defects.found_operation_id is 'Operation at which it was found.';
comment on column defects.found_machine_code is 'Machine at which it was found.';
comment on column defects.found_at is 'When it was found.';
comment on column defects.introduced_at is 'When the unit left the machine that introduced it.';
comment on column defects.board is 'Serial number of the board.';
comment on column defects.board_position is 'Reference designator on the board, e.g. U12.';
comment on column defects.image is 'Reference of the picture taken.';
comment on column defects.disposition is 'What became of it: scrap, rework or false_call (the board was good).';

create table telemetry (
  machine_code text not null references machines,
  tag text not null,
  measured_at timestamptz not null,
  value double precision not null,
  low_limit double precision,
  high_limit double precision,
  primary key (machine_code, tag, measured_at)
);
create index telemetry_time on telemetry using brin (measured_at);
comment on table telemetry is 'Process values of machines.';
comment on column telemetry.machine_code is 'Machine.';
comment on column telemetry.tag is 'Tag, e.g. reflow_zone_3, conveyor_speed, spindle_vibration, nozzle_vacuum, humidity.';
comment on column telemetry.measured_at is 'When it was measured.';
comment on column telemetry.value is 'Value, in the unit of the tag (°C, cm/min, mm/s, kPa, % RH).';
comment on column telemetry.low_limit is 'Lower limit, if any.';
comment on column telemetry.high_limit is 'Upper limit, if any.';

create table alerts (
  alert_id bigint primary key,
  machine_code text references machines,
  line_code text not null references lines,
  severity text not null check (severity in ('info', 'warning', 'critical')),
  message text not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  assigned_to text,
  cleared_at timestamptz,
  check (acknowledged_at is null or acknowledged_at >= raised_at),
  check (cleared_at is null or cleared_at >= raised_at)
);
create index alerts_raised on alerts (raised_at);
create index alerts_line on alerts (line_code, raised_at);
create index alerts_open on alerts (raised_at) where cleared_at is null;
comment on table alerts is 'Alerts raised by machines and people.';
comment on column alerts.alert_id is 'Number of the alert.';
comment on column alerts.machine_code is 'Machine concerned, if one is.';
comment on column alerts.line_code is 'Line concerned.';
comment on column alerts.severity is 'info, warning or critical.';
comment on column alerts.message is 'What it says.';
comment on column alerts.raised_at is 'When it was raised.';
comment on column alerts.acknowledged_at is 'When somebody took it. Null: nobody yet.';
comment on column alerts.acknowledged_by is 'Who took it.';
comment on column alerts.assigned_to is 'Who is to deal with it.';
comment on column alerts.cleared_at is 'When it was cleared. Null: it is open.';

create table maintenance_jobs (
  job_id bigint primary key,
  machine_code text not null references machines,
  kind text not null check (kind in ('preventive', 'corrective')),
  title text not null,
  planned_start timestamptz not null,
  planned_end timestamptz not null,
  done_at timestamptz,
  check (planned_end > planned_start)
);
create index maintenance_jobs_planned on maintenance_jobs (planned_start);
create index maintenance_jobs_machine on maintenance_jobs (machine_code, planned_start);
create index maintenance_jobs_done on maintenance_jobs (done_at);
comment on table maintenance_jobs is 'Maintenance jobs, planned and done.';
comment on column maintenance_jobs.job_id is 'Number of the job.';
comment on column maintenance_jobs.machine_code is 'Machine to be serviced.';
comment on column maintenance_jobs.kind is 'preventive or corrective.';
comment on column maintenance_jobs.title is 'What is to be done.';
comment on column maintenance_jobs.planned_start is 'Planned start.';
comment on column maintenance_jobs.planned_end is 'Planned end.';
comment on column maintenance_jobs.done_at is 'When it was done. Null: not done.';

create table materials (
  material_code text primary key,
  name text not null
);
comment on table materials is 'Components and consumables.';
comment on column materials.material_code is 'Code, e.g. CAP-10UF.';
comment on column materials.name is 'Name as people say it.';

create table material_lots (
  lot_code text primary key,
  material_code text not null references materials,
  supplier text,
  received_at timestamptz not null,
  quantity integer not null check (quantity > 0)
);
create index material_lots_material on material_lots (material_code, received_at);
comment on table material_lots is 'Lots of material received (ISA-95 material lot).';
comment on column material_lots.lot_code is 'Lot number.';
comment on column material_lots.material_code is 'Material.';
comment on column material_lots.supplier is 'Supplier.';
comment on column material_lots.received_at is 'When it was received.';
comment on column material_lots.quantity is 'Pieces received.';

create table lot_uses (
  lot_code text not null references material_lots,
  operation_id bigint not null references operations,
  primary key (lot_code, operation_id)
);
create index lot_uses_operation on lot_uses (operation_id);
comment on table lot_uses is 'Which lots went into which operations.';
comment on column lot_uses.lot_code is 'Lot used.';
comment on column lot_uses.operation_id is 'Operation that used it.';

create table material_shortages (
  shortage_id bigint primary key,
  material_code text not null references materials,
  operation_id bigint not null references operations,
  quantity_short integer not null check (quantity_short > 0),
  short_from timestamptz not null,
  resolved_at timestamptz,
  expected_at timestamptz,
  check (resolved_at is null or resolved_at > short_from)
);
create index material_shortages_operation on material_shortages (operation_id);
create index material_shortages_open on material_shortages (short_from) where resolved_at is null;
comment on table material_shortages is 'Operations that could not start, or not go on, for want of material.';
comment on column material_shortages.shortage_id is 'Number of the shortage.';
comment on column material_shortages.material_code is 'Material that lacks.';
comment on column material_shortages.operation_id is 'Operation that lacks it.';
comment on column material_shortages.quantity_short is 'Pieces short.';
comment on column material_shortages.short_from is 'Since when.';
comment on column material_shortages.resolved_at is 'Until when. Null: short still.';
comment on column material_shortages.expected_at is 'When the material is expected, if known.';

create table documents (
  document_code text not null,
  revision text not null,
  kind text not null check (kind in ('POM', 'SOOP', 'work_instruction', 'first_article')),
  product_code text references products,
  stage text references stages,
  title text not null,
  link text not null,
  valid_from timestamptz not null,
  primary key (document_code, revision)
);
create index documents_product on documents (product_code);
comment on table documents is 'Controlled documents, every revision.';
comment on column documents.document_code is 'Number of the document.';
comment on column documents.revision is 'Revision, e.g. C.';
comment on column documents.kind is 'POM, SOOP, work_instruction or first_article.';
comment on column documents.product_code is 'Product it is for, null: all.';
comment on column documents.stage is 'Stage it is for, null: all.';
comment on column documents.title is 'Title.';
comment on column documents.link is 'Where to read it.';
comment on column documents.valid_from is 'Valid from; the latest of a document is the one in force.';

create table kpi_targets (
  line_code text not null references lines,
  kpi text not null,
  target numeric not null,
  primary key (line_code, kpi)
);
comment on table kpi_targets is 'Targets of a KPI on a line.';
comment on column kpi_targets.line_code is 'Line.';
comment on column kpi_targets.kpi is 'Name of the KPI as in kpis.yaml, e.g. oee.';
comment on column kpi_targets.target is 'Target: ratios as fractions, durations in seconds.';

reset search_path;
