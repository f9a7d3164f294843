-- Who is recognised as DX人財, and who leads DX in a section: proposed by what is known, decided by people.

-- A decision about a person; only added to. The last one stands; what was known and asked then is kept with it.
create table recognition (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  decision text not null check (decision in ('recognised', 'not-now', 'withdrawn')),
  reason text not null,
  criteria jsonb not null, -- as they were then
  findings jsonb not null, -- how each condition stood then
  valid_to date, -- of a recognition
  decided_by uuid not null,
  decided_at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  check ((decision = 'recognised') = (valid_to is not null))
);
create index recognition_person on recognition (body_id, person_id, decided_at desc);
select secure_table('recognition', 'select, insert');

-- What a person wants of it: not to be recognised, and whether colleagues may see that they are.
create table recognition_wish (
  body_id integer not null,
  person_id uuid not null,
  declined boolean not null default false,
  shown boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('recognition_wish');

-- Somebody is to become leader of a section: they want to (the head answers), or the head asks them (they answer).
create table leader_nomination (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  nominated_by uuid not null,
  words text not null default '',
  state text not null check (state in ('asked', 'offered', 'agreed', 'refused', 'appointed', 'declined', 'withdrawn')),
  reason text not null default '', -- of the last answer
  answered_by uuid,
  nominated_at timestamptz not null default now(),
  answered_at timestamptz,
  revision integer not null default 1,
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create unique index leader_nomination_once on leader_nomination (body_id, person_id)
  where state in ('asked', 'offered', 'agreed');
select secure_table('leader_nomination');

-- An appointment is the person's: it goes with them to another section, and ends with its term.
create table leader (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  reason text not null default '',
  appointed_by uuid not null,
  appointed_at timestamptz not null default now(),
  ended_on date,
  end_reason text not null default '',
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  check (valid_to >= valid_from)
);
create index leader_person on leader (body_id, person_id, valid_from);
select secure_table('leader');

-- Of whose end (of a recognition or a term) was told; each is told once.
create table end_reminder (
  body_id integer not null references body,
  id uuid not null,
  told_at timestamptz not null default now(),
  primary key (body_id, id)
);
select secure_table('end_reminder', 'select, insert');
