-- Skill frameworks: what staff should be able to do. A family (code) has versions; a version is a draft until it is
-- published and then never changes. There are no triggers: a version with a publication is fixed by the policies below.

create table framework_version (
  body_id integer not null references body,
  id uuid not null,
  code text not null, -- of the family
  version text not null,
  name text not null,
  description text not null default '',
  source text not null default '',
  licence text not null default '',
  status text not null check (status in ('assumed', 'unverified', 'verified')),
  levels text[] not null check (cardinality(levels) = 5), -- names of the levels 0 to 4
  shipped boolean not null default false, -- came with the product
  base_id uuid, -- what it was copied from
  revision integer not null default 1, -- of its heading and its areas
  changes integer not null default 0, -- raised with every edit of anything in it: what is published is what was seen
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (body_id, id),
  unique (body_id, code, version)
);

-- That a version was published, and perhaps retired: the only thing that happens to it from then on.
create table framework_publication (
  body_id integer not null,
  version_id uuid not null,
  published_at timestamptz not null default now(),
  published_by uuid,
  note text not null default '',
  retired_at timestamptz,
  retired_by uuid,
  primary key (body_id, version_id),
  foreign key (body_id, version_id) references framework_version (body_id, id)
);
select secure_table('framework_publication', 'select, insert, update (retired_at, retired_by)');

-- Which published version of a family counts today.
create table framework_in_use (
  body_id integer not null,
  code text not null,
  version_id uuid not null,
  primary key (body_id, code),
  foreign key (body_id, version_id) references framework_publication (body_id, version_id)
);
select secure_table('framework_in_use');

create table framework_area (
  body_id integer not null,
  version_id uuid not null,
  code text not null,
  seq integer not null,
  name text not null,
  description text not null default '',
  category text not null default '',
  primary key (body_id, version_id, code),
  foreign key (body_id, version_id) references framework_version (body_id, id) on delete cascade
);

create table skill (
  body_id integer not null,
  version_id uuid not null,
  code text not null, -- means one thing within the family for ever
  area text not null,
  seq integer not null, -- place among the skills of the version
  name text not null,
  description text not null default '',
  axes text[] not null default '{}' check (axes <@ array['service', 'administration', 'workstyle']),
  levels text[] not null default '{}' check (cardinality(levels) in (0, 5)), -- what a colleague can observe
  examples text[] not null default '{}',
  status text not null check (status in ('assumed', 'unverified', 'verified')),
  source text not null default '',
  revision integer not null default 1,
  primary key (body_id, version_id, code),
  foreign key (body_id, version_id, area) references framework_area (body_id, version_id, code)
);

create table crosswalk (
  body_id integer not null,
  version_id uuid not null,
  skill text not null,
  to_framework text not null, -- a family and a code in it; it need not be there (yet)
  to_skill text not null,
  primary key (body_id, version_id, skill, to_framework, to_skill),
  foreign key (body_id, version_id, skill) references skill (body_id, version_id, code) on delete cascade
);

create table target_profile (
  body_id integer not null,
  version_id uuid not null,
  code text not null,
  kind text not null check (kind in ('tier', 'role')),
  seq integer not null,
  name text not null,
  description text not null default '',
  status text not null check (status in ('assumed', 'unverified', 'verified')),
  revision integer not null default 1,
  primary key (body_id, version_id, code),
  foreign key (body_id, version_id) references framework_version (body_id, id) on delete cascade
);

create table target (
  body_id integer not null,
  version_id uuid not null,
  profile text not null,
  skill text not null,
  level integer not null check (level between 0 and 4),
  primary key (body_id, version_id, profile, skill),
  foreign key (body_id, version_id, profile) references target_profile (body_id, version_id, code) on delete cascade,
  foreign key (body_id, version_id, skill) references skill (body_id, version_id, code) on delete cascade
);

-- Puts a table under row-level security as secure_table does, and lets nobody write to rows of a published version.
create function secure_until_published(name regclass, version_column text) returns void
  language plpgsql as $$
declare
  own constant text := 'body_id = (select current_body())';
  open constant text := format('not exists (select from framework_publication p where p.body_id = %s.body_id
    and p.version_id = %s.%I)', name, name, version_column);
begin
  execute format('alter table %s enable row level security', name);
  execute format('create policy by_body on %s for select using (%s)', name, own);
  execute format('create policy adding on %s for insert with check (%s and %s)', name, own, open);
  execute format('create policy changing on %s for update using (%s and %s) with check (%s and %s)', name, own, open, own, open);
  execute format('create policy removing on %s for delete using (%s and %s)', name, own, open);
  execute format('grant select, insert, update, delete on %s to banso_app', name);
end $$;
revoke execute on function secure_until_published from public;

select secure_until_published('framework_version', 'id');
select secure_until_published('framework_area', 'version_id');
select secure_until_published('skill', 'version_id');
select secure_until_published('crosswalk', 'version_id');
select secure_until_published('target_profile', 'version_id');
select secure_until_published('target', 'version_id');
