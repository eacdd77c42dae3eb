-- The roles of the service. Runs after production.sql, by a role that may create roles.
--
-- ask_reader answers questions: it may SELECT in the schema production and nothing else, its
-- transactions are read-only and its statements time out. ask_state remembers what the service
-- itself must remember, in the schema ask, and cannot see production.

-- Roles belong to the whole cluster: what is there already is left alone, so that two databases can be made at once.
do $$
declare
  wanted record;
begin
  for wanted in select * from (values ('ask_reader'), ('ask_state')) w(name) loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I login', wanted.name);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
  for wanted in
    select * from (values
      ('ask_reader', 'default_transaction_read_only', 'on'),
      ('ask_reader', 'statement_timeout', '10s'),
      ('ask_reader', 'idle_in_transaction_session_timeout', '30s'),
      ('ask_state', 'search_path', 'ask')
    ) w(name, setting, value)
  loop
    if not exists (
      select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
      where r.rolname = wanted.name and s.setdatabase = 0
        and wanted.setting || '=' || wanted.value = any (s.setconfig)
    ) then
      execute format('alter role %I set %I = %L', wanted.name, wanted.setting, wanted.value);
    end if;
  end loop;
end
$$;

grant usage on schema production to ask_reader;
grant select on all tables in schema production to ask_reader;
alter default privileges in schema production grant select on tables to ask_reader;

create schema if not exists ask authorization ask_state;
comment on schema ask is 'What the service itself remembers; nothing of it is production data.';
