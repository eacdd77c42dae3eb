-- Energy by machine, as Shoptalk can read it: one row a reading, with the machine and the moment.
--
-- A factory with meters makes this view over their readings. This one works on any production data: it estimates
-- energy from what each machine did, with 4 kW running, 2 kW in setup and 0.8 kW otherwise.
create view production.energy_readings as
select machine_code, started_at as read_at, operation_id,
  extract(epoch from ended_at - started_at) / 3600
    * case category when 'run' then 4.0 when 'setup' then 2.0 when 'off' then 0 else 0.8 end as kilowatt_hours
from production.machine_states
where ended_at is not null;
comment on view production.energy_readings is 'Energy by machine, from its states.';
grant select on production.energy_readings to ask_reader;
