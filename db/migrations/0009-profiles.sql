-- What people can do: a ledger of evidence, what they want, who looked, and what the city made of it.

-- One row for whatever says something about a person's skill. Never changed and never deleted.
create table evidence (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  framework text not null, -- family
  skill text not null, -- code within the family; it may have been dropped since
  kind text not null check (kind in
    ('self', 'test', 'course', 'project', 'answer', 'adoption', 'colleague', 'manager', 'certificate', 'import')),
  level real check (level between 0 and 4), -- null where the kind says it all (an accepted answer)
  error real check (error > 0), -- standard error of the level, where the source knows it
  part text check (part in ('learner', 'member', 'lead')), -- in a project
  shown_on date not null, -- when it was shown, not when it was written down
  recorded_at timestamptz not null default now(),
  recorded_by uuid, -- null: the system
  source_kind text not null default '', -- what it came from: answer, practice, import …
  source_id uuid,
  link text not null default '', -- page of the product where it stands
  note text not null default '',
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index evidence_person on evidence (body_id, person_id, framework, skill, shown_on);
create index evidence_source on evidence (body_id, source_id) where source_id is not null;
select secure_table('evidence', 'select, insert');

-- That a row of evidence no longer counts: a row of its own, which stays too.
create table evidence_withdrawal (
  body_id integer not null,
  evidence_id uuid not null,
  withdrawn_at timestamptz not null default now(),
  withdrawn_by uuid,
  reason text not null,
  primary key (body_id, evidence_id),
  foreign key (body_id, evidence_id) references evidence (body_id, id)
);
select secure_table('evidence_withdrawal', 'select, insert');

-- The estimate after a person's last evidence in an area: a pure function of the ledger, kept for lists and maps.
-- Variance is that of `as_of`; it grows from there by the day (docs/models/skill-estimate.md).
create table skill_estimate (
  body_id integer not null,
  framework text not null,
  skill text not null,
  person_id uuid not null,
  mean real not null,
  variance real not null,
  as_of date not null,
  own_rows integer not null, -- rows on this skill itself; 0: known only from its neighbours, shown as unknown
  last_on date, -- of them
  primary key (body_id, framework, skill, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index skill_estimate_person on skill_estimate (body_id, person_id);
-- Who is asked for a skill: those likely to do it alone (level 3 begins at 2.5), the best first.
create index skill_estimate_able on skill_estimate (body_id, framework, skill, mean desc, person_id)
  where own_rows > 0 and mean >= 2.5::real;
select secure_table('skill_estimate');

-- Which place of a person's row below speaks for a skill. Never given to another skill.
create table skill_place (
  body_id integer not null references body,
  framework text not null,
  skill text not null,
  place smallint not null check (place > 0),
  primary key (body_id, framework, skill),
  unique (body_id, framework, place)
);
select secure_table('skill_place');

-- How likely a person reaches each level of each skill, in one row to be read fast when people are sought among many.
-- Thousandths at 4 * (place - 1) + level; -1: unknown. As of a day some weeks ago at most; a job renews it.
create table skill_reach (
  body_id integer not null,
  framework text not null,
  person_id uuid not null,
  as_of date not null,
  reached smallint[] not null,
  primary key (body_id, framework, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('skill_reach');

-- 意欲: what a person wants, kept apart from what they can do, and shown only to whom they allow.
create table willingness (
  body_id integer not null,
  person_id uuid not null,
  reform boolean not null default false,
  learn boolean not null default false,
  teach boolean not null default false,
  hours_per_week real not null default 0 check (hours_per_week between 0 and 40), -- they could give to other sections
  free_from date,
  words text not null default '',
  shown_to text not null default 'office' check (shown_to in ('office', 'head', 'everyone')),
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('willingness');

-- Whether colleagues may see a person's skills, and which target they look to.
create table profile_choice (
  body_id integer not null,
  person_id uuid not null,
  shown_to_colleagues boolean not null default false,
  target text, -- code of a target profile
  updated_at timestamptz not null default now(),
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('profile_choice');

-- Who looked at whose profile, and why: the person reads it.
create table profile_look (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  looked_by uuid not null,
  as_role text not null, -- the right by which they saw it
  view text not null,
  purpose text not null default '',
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, looked_by) references person (body_id, id)
);
create index profile_look_person on profile_look (body_id, person_id, at desc);
select secure_table('profile_look', 'select, insert');

-- Which skill a tag speaks for in this city (an empty one: none), where it differs from what comes with the product:
-- an accepted answer under the tag is evidence.
create table tag_skill (
  body_id integer not null references body,
  tag_key text not null,
  tag text not null, -- as it was written
  framework text not null,
  skill text not null, -- empty: none
  primary key (body_id, tag_key, framework, skill)
);
select secure_table('tag_skill');
