-- The ground every module stands on: bodies, the application's role, sessions, audit, settings, jobs.
-- Conventions: every table of a body has body_id first in its primary, unique and foreign keys (so that it can be
-- distributed by body), row-level security by banso.body_id, and no triggers. A migration that makes such a table
-- ends with `select secure_table('name')`.

do $$
begin
  if not exists (select from pg_roles where rolname = 'banso_app') then
    create role banso_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of this cluster made it just now
end $$;

do $$
begin
  if not pg_has_role(current_user, 'banso_app', 'member') then
    execute format('grant banso_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to banso_app;
revoke create on schema public from public;

-- The body of the running transaction; null outside one, and then no row of any body is visible.
create function current_body() returns integer
  language sql stable parallel safe
  return nullif(current_setting('banso.body_id', true), '')::integer;

-- Puts a body's table under row-level security and gives the application's role its rights on it.
create function secure_table(name regclass, rights text default 'select, insert, update, delete') returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  -- In a subquery the body is asked once a statement, not once a row.
  execute format('create policy by_body on %s using (body_id = (select current_body()))
                  with check (body_id = (select current_body()))', name);
  execute format('grant %s on %s to banso_app', rights, name);
end $$;
revoke execute on function secure_table from public;

-- A municipality, prefecture or ministry served by this deployment.
create table body (
  body_id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9]{6}$'), -- 全国地方公共団体コード
  name text not null,
  kana text not null default '',
  demo boolean not null default false,
  revision integer not null default 1, -- raised with every edit, so that a stale one is noticed
  created_at timestamptz not null default now()
);
alter table body enable row level security;
create policy own_body on body using (body_id = current_body());
grant select, update (name, kana, revision) on body to banso_app;

-- Which bodies one can sign in to: asked before anybody is known, so it steps past row-level security, and shows names only.
create function body_directory() returns table (body_id integer, code text, name text, demo boolean)
  language sql stable security definer set search_path = public
  as $$ select b.body_id, b.code, b.name, b.demo from body b order by b.code $$;
grant execute on function body_directory to banso_app;

-- A city's own choices (words, caps, criteria), one row a key; defaults stand in the code.
create table setting (
  body_id integer not null references body,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (body_id, key)
);
select secure_table('setting');

-- Hash-chained audit: one chain a body. Rows are written by audit_append alone and never change.
create table audit_entry (
  body_id integer not null references body,
  seq bigint not null,
  at timestamptz not null,
  payload text not null, -- JSON: actor, operation, label, subjects, detail, request id, and `at` once more, under the hash
  previous bytea not null,
  hash bytea not null, -- sha256(previous || seq || payload)
  primary key (body_id, seq)
);
select secure_table('audit_entry', 'select');

create table audit_head (
  body_id integer primary key references body,
  seq bigint not null,
  hash bytea not null
);
alter table audit_head enable row level security;
create policy by_body on audit_head using (body_id = current_body());
grant select on audit_head to banso_app;

create function audit_hash(previous bytea, seq bigint, payload text) returns bytea
  language sql immutable strict parallel safe
  return sha256(previous || convert_to(seq::text || ' ' || payload, 'UTF8'));
grant execute on function audit_hash to banso_app;

-- Appends to the body's chain. The head row is locked until commit, so callers append last in their transaction.
create function audit_append(payload text) returns bigint
  language plpgsql security definer set search_path = public as $$
declare
  body integer := current_body();
  head audit_head;
  next_hash bytea;
  moment timestamptz;
begin
  if body is null then raise exception 'audit_append outside a body'; end if;
  select * into head from audit_head where body_id = body for update;
  if not found then
    insert into audit_head values (body, 0, '\x'::bytea) on conflict do nothing;
    select * into head from audit_head where body_id = body for update;
  end if;
  moment := clock_timestamp();
  payload := payload::jsonb || jsonb_build_object('at', moment);
  next_hash := audit_hash(head.hash, head.seq + 1, payload);
  insert into audit_entry values (body, head.seq + 1, moment, payload, head.hash, next_hash);
  update audit_head set seq = head.seq + 1, hash = next_hash where body_id = body;
  return head.seq + 1;
end $$;
revoke execute on function audit_append from public;
grant execute on function audit_append to banso_app;

-- Puts a job into the queue in the caller's own transaction. Payloads carry ids only; the queue has no body's data.
create function enqueue(task text, payload json, run_at timestamptz default null, job_key text default null,
                        max_attempts integer default null) returns void
  language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts::smallint);
end $$;
revoke execute on function enqueue from public;
grant execute on function enqueue to banso_app;
