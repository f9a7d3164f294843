-- Sections, people, posts, roles and how people sign in. Everything dated answers "as of" any day.

-- A section keeps its identity (code) through renames and moves; what it was called and where it stood is dated.
create table section (
  body_id integer not null references body,
  id uuid not null,
  code text not null,
  primary key (body_id, id),
  unique (body_id, code)
);
select secure_table('section');

create table section_period (
  body_id integer not null,
  section_id uuid not null,
  valid_from date not null,
  valid_to date, -- last day it holds; null = until further notice
  name text not null,
  kana text not null default '',
  kind text not null default 'section' check (kind in ('department', 'section', 'unit')),
  parent_id uuid,
  duties text not null default '', -- what the section is for, in its own words: questions are routed by it
  primary key (body_id, section_id, valid_from),
  foreign key (body_id, section_id) references section (body_id, id),
  foreign key (body_id, parent_id) references section (body_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index section_period_parent on section_period (body_id, parent_id);
select secure_table('section_period');

-- A name as it is searched: width, kana, case, spaces and the commonest 異体字 of names make no difference.
create function folded(name text) returns text
  language sql immutable strict parallel safe
  return translate(
    regexp_replace(lower(normalize(name, nfkc)), '[\s・\ufe00-\ufe0f\U000e0100-\U000e01ef]', '', 'g'),
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ髙﨑𠮷邊邉齋齊斎濵濱澤櫻廣嶋嶌國龍瀧惠眞德',
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ高崎吉辺辺斉斉斉浜浜沢桜広島島国竜滝恵真徳');
grant execute on function folded to banso_app;

create table person (
  body_id integer not null references body,
  id uuid not null,
  staff_number text not null, -- 職員番号
  name text not null,
  kana text not null default '',
  mail text,
  employment text not null default 'regular' check (employment in ('regular', 'fixed-term', 'fiscal-year', 'reappointed', 'guest')),
  joined_on date,
  left_on date,
  created_at timestamptz not null default now(),
  revision integer not null default 1, -- raised with every edit, so that a stale one is noticed
  name_key text not null generated always as (folded(name)) stored,
  kana_key text not null generated always as (folded(kana)) stored,
  primary key (body_id, id),
  unique (body_id, staff_number)
);
create index person_kana on person (body_id, kana_key text_pattern_ops, id);
create index person_name on person (body_id, name_key text_pattern_ops);
select secure_table('person');

create table post (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  section_id uuid not null,
  kind text not null check (kind in ('main', 'concurrent')), -- 主務 / 兼務
  title text not null default '', -- 職位
  head boolean not null default false, -- 所属長
  valid_from date not null,
  valid_to date,
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, section_id) references section (body_id, id),
  check (valid_to is null or valid_to >= valid_from)
);
create index post_person on post (body_id, person_id, valid_from);
create index post_section on post (body_id, section_id, valid_from);
select secure_table('post');

create table role_grant (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  valid_from date not null,
  valid_to date not null, -- the fiscal year's end unless said otherwise
  granted_by uuid,
  reason text not null default '',
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index role_grant_person on role_grant (body_id, person_id);
select secure_table('role_grant');

create table account (
  body_id integer not null,
  person_id uuid not null,
  login text not null,
  password_hash text,
  failures integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  must_change boolean not null default false,
  external_id text, -- what the body's directory calls the person, when accounts come from there (SCIM)
  signed_in_at timestamptz, -- the latest sign-in, by whatever way
  detached_at timestamptz, -- the directory took the person out; counts while the account is disabled
  primary key (body_id, person_id),
  unique (body_id, login),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('account');

create table session (
  body_id integer not null,
  token_hash bytea not null,
  person_id uuid not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text not null default '',
  agent text not null default '',
  primary key (body_id, token_hash),
  foreign key (body_id, person_id) references account (body_id, person_id)
);
create index session_person on session (body_id, person_id);
select secure_table('session');

-- A person's own key for the API and the command line; shown once, stored as a hash. One of purpose scim is the body's:
-- with it a directory keeps accounts, also after whoever made it has left. It is kept when revoked: the audit names it.
create table api_token (
  body_id integer not null,
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  name text not null,
  purpose text not null default 'api' check (purpose in ('api', 'scim', 'feed')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  primary key (body_id, id),
  unique (body_id, token_hash),
  foreign key (body_id, person_id) references account (body_id, person_id)
);
select secure_table('api_token');

-- Counts of limited actions (sign-in, posting) per key and time window, shared by all nodes.
create table rate_window (
  body_id integer not null references body,
  key text not null,
  starts_at timestamptz not null,
  count integer not null,
  primary key (body_id, key)
);
select secure_table('rate_window');

-- Who a session's or API token's bearer is, in one round trip and before a tenant is set (hence security definer).
-- The token itself says the body, so the look-up stays inside one body. Touches last_seen_at at most once a minute,
-- and not at all where the call is the machine's own (touch = false), so that an open screen does not keep a session.
create function bearer_scope(body integer, hash bytea, bearer text, idle_minutes integer, touch boolean default true)
returns table (person_id uuid, name text, roles text[], section_ids uuid[], headed_ids uuid[], reach_ids uuid[], must_change boolean)
language plpgsql security definer set search_path = public as $$
declare
  who uuid;
  seen timestamptz;
begin
  if bearer = 'session' then
    select s.person_id, s.last_seen_at into who, seen from session s
     where s.body_id = body and s.token_hash = hash and s.expires_at > now()
       and s.last_seen_at > now() - make_interval(mins => idle_minutes);
    if touch and who is not null and seen < now() - interval '1 minute' then
      update session s set last_seen_at = now() where s.body_id = body and s.token_hash = hash;
    end if;
  else
    select t.person_id, t.last_used_at into who, seen from api_token t
     where t.body_id = body and t.token_hash = hash and t.purpose = bearer and t.expires_at > now();
    if who is not null and (seen is null or seen < now() - interval '1 minute') then
      update api_token t set last_used_at = now() where t.body_id = body and t.token_hash = hash;
    end if;
  end if;
  if who is null then return; end if;
  return query
    with recursive held as (
      select p.section_id, p.head from post p
       where p.body_id = body and p.person_id = who and p.valid_from <= current_date
         and (p.valid_to is null or p.valid_to >= current_date)),
    reach as ( -- their sections and all above them: what is addressed to any of these is addressed to them
      select section_id from held
      union
      select sp.parent_id from reach r join section_period sp on sp.body_id = body and sp.section_id = r.section_id
       where sp.parent_id is not null and sp.valid_from <= current_date
         and (sp.valid_to is null or sp.valid_to >= current_date))
    select who, p.name,
      array(select 'staff' where p.employment <> 'guest'
            union select 'section-head' from held where held.head
            union select g.role from role_grant g where g.body_id = body and g.person_id = who
              and g.valid_from <= current_date and g.valid_to >= current_date),
      array(select section_id from held), array(select section_id from held where held.head),
      array(select section_id from reach), a.must_change
    from person p join account a on a.body_id = p.body_id and a.person_id = p.id
    where p.body_id = body and p.id = who
      and (bearer = 'scim' or a.disabled_at is null and (p.left_on is null or p.left_on >= current_date));
end $$;
revoke execute on function bearer_scope from public;
grant execute on function bearer_scope to banso_app;

-- Counts one attempt and returns how many there were in the running window, itself included.
create function rate_hit(limited text, window_seconds integer) returns integer
language sql security invoker set search_path = public as $$
  insert into rate_window as r values (current_body(), limited, now(), 1)
  on conflict (body_id, key) do update set
    count = case when r.starts_at < now() - make_interval(secs => window_seconds) then 1 else r.count + 1 end,
    starts_at = case when r.starts_at < now() - make_interval(secs => window_seconds) then now() else r.starts_at end
  returning count
$$;
grant execute on function rate_hit to banso_app;

-- One file of posts or sections on its way in: read, checked (its changes below are what would happen), applied.
create table staff_import (
  body_id integer not null references body,
  id uuid not null,
  kind text not null check (kind in ('people', 'sections')),
  status text not null default 'read' check (status in ('read', 'checked', 'applying', 'applied')),
  file_name text not null,
  format text not null,
  encoding text not null,
  header_line integer not null,
  header text[] not null,
  row_count integer not null,
  sheet bytea, -- gzipped JSON of the rows; emptied when applied, and by the clock
  mapping jsonb,
  mode text check (mode in ('full', 'differences')),
  as_of date,
  fingerprint text, -- of the people, posts and sections the check was made against
  summary jsonb,
  refusals jsonb,
  done integer not null default 0, -- progress, written from outside the applying transaction
  total integer not null default 0,
  progress_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  applied_at timestamptz,
  primary key (body_id, id)
);
select secure_table('staff_import');

create table staff_import_change (
  body_id integer not null,
  import_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('added', 'transferred', 'changed', 'ended')),
  code text not null, -- staff number or section code
  name text not null,
  section_codes text[] not null default '{}', -- sections it touches, before and after
  before jsonb not null,
  after jsonb not null,
  steps jsonb not null, -- what applying writes
  primary key (body_id, import_id, seq),
  foreign key (body_id, import_id) references staff_import (body_id, id) on delete cascade
);
select secure_table('staff_import_change');

-- Which column meant which field, remembered per set of headers.
create table staff_import_mapping (
  body_id integer not null references body,
  kind text not null,
  header_key text not null,
  mapping jsonb not null,
  used_at timestamptz not null default now(),
  primary key (body_id, kind, header_key)
);
select secure_table('staff_import_mapping');
