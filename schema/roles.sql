-- The roles of the service. Runs after production.sql, by a role that may create roles.
--
-- ask_reader answers questions: it may SELECT in the schema production and nothing else, its
-- transactions are read-only and its statements time out. ask_state remembers what the service
-- itself must remember, in the schema ask, and cannot see production.

do $$
begin
  if not exists (select from pg_roles where rolname = 'ask_reader') then
    create role ask_reader login;
  end if;
  if not exists (select from pg_roles where rolname = 'ask_state') then
    create role ask_state login;
  end if;
end
$$;

alter role ask_reader set default_transaction_read_only = on;
alter role ask_reader set statement_timeout = '10s';
alter role ask_reader set idle_in_transaction_session_timeout = '30s';
grant usage on schema production to ask_reader;
grant select on all tables in schema production to ask_reader;
alter default privileges in schema production grant select on tables to ask_reader;

create schema if not exists ask authorization ask_state;
comment on schema ask is 'What the service itself remembers; nothing of it is production data.';
alter role ask_state set search_path = ask;
