-- What the system tells people and other systems: notices, mail digests, webhooks, live events.

create table notice (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  kind text not null, -- answered, accepted, mentioned, asked, replied, adopted, verify, reported, import …
  subject_kind text not null,
  subject_id uuid not null,
  topic_id uuid, -- where it leads to; null: to its subject
  title text not null, -- title of the subject at that time
  actor_name text not null default '', -- as the reader may see it (空 = 匿名)
  at timestamptz not null default now(),
  read_at timestamptz,
  mailed_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index notice_person on notice (body_id, person_id, id desc);
create index notice_unread on notice (body_id, person_id) where read_at is null;
create index notice_unmailed on notice (body_id, person_id) where mailed_at is null and read_at is null;
select secure_table('notice');

-- How a person wants to be told; without a row the defaults of the code hold.
create table notice_preference (
  body_id integer not null,
  person_id uuid not null,
  mail text not null default 'daily' check (mail in ('none', 'daily', 'weekly')),
  muted_kinds text[] not null default '{}',
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('notice_preference');

-- One mail a person and day at most: written before it is sent, so that a run begun twice sends once.
create table digest (
  body_id integer not null,
  person_id uuid not null,
  day date not null,
  rhythm text not null check (rhythm in ('daily', 'weekly')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'empty')),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (body_id, person_id, day),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('digest');

create table webhook (
  body_id integer not null references body,
  id uuid not null,
  name text not null,
  url text not null,
  secret text not null,
  format text not null default 'json' check (format in ('json', 'text')), -- text: {"text": …} as chat tools take it
  events text[] not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (body_id, id)
);
select secure_table('webhook');

create table webhook_delivery (
  body_id integer not null,
  id uuid not null,
  webhook_id uuid not null,
  event text not null,
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  delivered_at timestamptz,
  next_at timestamptz, -- when it is tried again
  primary key (body_id, id),
  foreign key (body_id, webhook_id) references webhook (body_id, id) on delete cascade
);
create index webhook_delivery_hook on webhook_delivery (body_id, webhook_id, id desc);
select secure_table('webhook_delivery');

-- Live events, passed on to browsers. Kept for a day. channel: person:<id>, topic:<id>, section:<id> or body.
-- Numbers are taken before a transaction commits, so a later one can be seen first. Readers therefore keep no number but
-- the snapshot they have read, and take what a later one sees that it did not (by xid): nobody waits for who writes long.
create table live_event (
  body_id integer not null references body,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  channel text not null,
  kind text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  primary key (body_id, seq)
);
create index live_event_position on live_event (body_id, xid, seq);
create index live_event_at on live_event (body_id, at);
select secure_table('live_event');
