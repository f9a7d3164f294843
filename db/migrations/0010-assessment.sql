-- Tests of skills: items, the tests people take, and what calibration makes of their answers.

-- An item keeps its code for ever; its wording is in versions.
create table item (
  body_id integer not null references body,
  code text not null,
  framework text not null, -- family
  skill text not null,
  state text not null check (state in ('draft', 'review', 'trial', 'active', 'retired')),
  version integer not null, -- the one given in tests, or on its way there
  shipped boolean not null default false,
  reason text not null default '', -- of its retirement
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (body_id, code)
);
create index item_skill on item (body_id, framework, skill);
select secure_table('item');

-- Wording and parameters. What somebody has answered never changes: a new wording is a new version.
create table item_version (
  body_id integer not null,
  code text not null,
  version integer not null,
  level smallint not null check (level between 1 and 4),
  kind text not null check (kind in ('single', 'multiple', 'order', 'judgement', 'spot')),
  document jsonb not null,
  enemies text[] not null default '{}',
  parameters jsonb not null, -- of engines/irt
  calibration_id uuid, -- what they come from; null: assumed
  written_by uuid, -- null: came with the product
  written_at timestamptz not null default now(),
  primary key (body_id, code, version),
  foreign key (body_id, code) references item (body_id, code)
);
select secure_table('item_version');

-- What a second pair of eyes said of a version.
create table item_review (
  body_id integer not null,
  id uuid not null,
  code text not null,
  version integer not null,
  reviewer_id uuid not null,
  outcome text not null check (outcome in ('approved', 'returned')),
  words text not null default '',
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, code, version) references item_version (body_id, code, version),
  foreign key (body_id, reviewer_id) references person (body_id, id)
);
create index item_review_item on item_review (body_id, code, version);
select secure_table('item_review', 'select, insert');

-- One test of one person: of the skills of an area, or of one skill.
create table assessment (
  body_id integer not null references body,
  id uuid not null,
  person_id uuid not null,
  framework text not null,
  subject text not null, -- code of the area or the skill
  skills text[] not null,
  settings jsonb not null, -- of engines/irt, with what it was begun with: the test goes on alike wherever it is resumed
  seed integer not null,
  seen text[] not null,
  worn jsonb not null,
  turn integer not null default 1, -- of the item now asked, counted from 1
  asked_code text, -- null: ended
  asked_version integer,
  asked_trial boolean not null default false,
  asked_skill text, -- it counts for
  asked_parameters jsonb, -- as they were when it was asked
  asked_at timestamptz,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  end_reason text check (end_reason in ('precise', 'length', 'exhausted', 'stopped', 'expired')),
  unusual boolean, -- the answers do not look like anybody's of that ability
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, asked_code, asked_version) references item_version (body_id, code, version)
);
create index assessment_person on assessment (body_id, person_id, started_at desc);
create unique index assessment_open on assessment (body_id, person_id, subject) where ended_at is null;
select secure_table('assessment');

create table assessment_answer (
  body_id integer not null,
  assessment_id uuid not null,
  turn integer not null,
  code text not null,
  version integer not null,
  skill text not null, -- it counted for, in the framework of the test
  trial boolean not null,
  parameters jsonb not null, -- of the item as it was when it was asked: what the test makes of the answer rests on them
  given text[] not null, -- keys; none: does not know
  category smallint not null,
  seconds real not null check (seconds >= 0), -- on this item, by the database's clock
  answered_at timestamptz not null default now(),
  primary key (body_id, assessment_id, turn),
  unique (body_id, assessment_id, code),
  foreign key (body_id, assessment_id) references assessment (body_id, id),
  foreign key (body_id, code, version) references item_version (body_id, code, version)
);
create index assessment_answer_item on assessment_answer (body_id, code, version);
select secure_table('assessment_answer', 'select, insert');

-- What a test said of each of its skills.
create table assessment_result (
  body_id integer not null,
  assessment_id uuid not null,
  skill text not null,
  items integer not null,
  mean real not null,
  low real not null,
  high real not null,
  primary key (body_id, assessment_id, skill),
  foreign key (body_id, assessment_id) references assessment (body_id, id)
);
select secure_table('assessment_result', 'select, insert');

-- That somebody was asked to take a test.
create table assessment_invitation (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  subject text not null,
  invited_by uuid not null,
  words text not null default '',
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, invited_by) references person (body_id, id)
);
create index assessment_invitation_person on assessment_invitation (body_id, person_id, at desc);
select secure_table('assessment_invitation', 'select, insert');

-- One run of the calibrator over all answers to the items of an area, with what it found of each item.
create table calibration (
  body_id integer not null references body,
  id uuid not null,
  framework text not null,
  area text not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  done_at timestamptz,
  people integer,
  iterations integer,
  adopted_at timestamptz,
  adopted_by uuid,
  primary key (body_id, id),
  foreign key (body_id, asked_by) references person (body_id, id)
);
select secure_table('calibration');

create table item_calibration (
  body_id integer not null,
  calibration_id uuid not null,
  code text not null,
  version integer not null,
  answers integer not null,
  parameters jsonb not null,
  errors jsonb not null, -- null in JSON: not to be had. Standard errors of a, of the thresholds and of c
  fit_p double precision, -- null: too few answers to say
  primary key (body_id, calibration_id, code),
  foreign key (body_id, calibration_id) references calibration (body_id, id),
  foreign key (body_id, code, version) references item_version (body_id, code, version)
);
select secure_table('item_calibration', 'select, insert');
