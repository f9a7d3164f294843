-- Training of every origin: courses, their cohorts, who takes part, and what came of it.

-- Who offers courses: the city itself, national schools, the prefecture, companies.
create table provider (
  body_id integer not null references body,
  code text not null,
  name text not null,
  note text not null default '',
  url text not null default '',
  status text not null check (status in ('found', 'assumed', 'unverified', 'own')),
  source text not null default '',
  primary key (body_id, code)
);
select secure_table('provider');

create table course (
  body_id integer not null references body,
  id uuid not null,
  code text, -- of a course that came with the product
  provider text not null,
  title text not null,
  summary text not null default '',
  form text not null check (form in ('gathering', 'live', 'elearning', 'video', 'workshop', 'ojt', 'certificate')),
  tier text not null default '', -- code of a target profile it is meant for; empty: everybody
  hours real not null check (hours > 0 and hours <= 2000),
  lodging boolean not null default false,
  place text not null default '',
  url text not null default '',
  fee integer not null default 0 check (fee >= 0), -- yen a person
  payer text not null check (payer in ('none', 'city', 'prefecture', 'person')),
  apply_by text not null check (apply_by in ('here', 'office', 'direct', 'open')), -- open: begun without asking
  completion text not null check (completion in ('attendance', 'report', 'test', 'certificate')),
  opens_skill text, -- self-directed learning opens to whom a skill is known at a level
  opens_level smallint check (opens_level between 1 and 4),
  fiscal_year smallint, -- null: every year
  checked_on date, -- when somebody last looked whether it is still so
  status text not null check (status in ('found', 'assumed', 'unverified', 'own')),
  source text not null default '',
  retired_at timestamptz,
  revision integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (body_id, id),
  unique (body_id, code),
  foreign key (body_id, provider) references provider (body_id, code)
);
select secure_table('course');

-- Which skill a course brings to which level; `from_level`: what one should bring along.
create table course_skill (
  body_id integer not null,
  course_id uuid not null,
  framework text not null,
  skill text not null,
  level smallint not null check (level between 1 and 4),
  from_level smallint not null default 0 check (from_level between 0 and 3),
  primary key (body_id, course_id, framework, skill),
  foreign key (body_id, course_id) references course (body_id, id) on delete cascade
);
create index course_skill_skill on course_skill (body_id, framework, skill);
select secure_table('course_skill');

-- One holding of a course, with its seats.
create table cohort (
  body_id integer not null,
  id uuid not null,
  course_id uuid not null,
  name text not null,
  seats integer check (seats > 0), -- null: no limit
  framed integer not null default 0 check (framed >= 0), -- of them for people a section recommends
  apply_until date not null,
  note text not null default '',
  cancelled_reason text, -- null: is held
  revision integer not null default 1,
  primary key (body_id, id),
  foreign key (body_id, course_id) references course (body_id, id),
  check (framed <= seats)
);
create index cohort_course on cohort (body_id, course_id);
select secure_table('cohort');

-- A meeting of a cohort. The code is told in the room and proves that one was there.
create table meeting (
  body_id integer not null,
  id uuid not null,
  cohort_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  link text not null default '',
  code text not null,
  primary key (body_id, id),
  foreign key (body_id, cohort_id) references cohort (body_id, id),
  check (ends_at > starts_at)
);
create index meeting_cohort on meeting (body_id, cohort_id, starts_at);
select secure_table('meeting');

-- That a person takes part in a course, from the asking to the end.
create table enrolment (
  body_id integer not null,
  id uuid not null,
  course_id uuid not null,
  cohort_id uuid, -- null: by oneself
  person_id uuid not null,
  state text not null check (state in
    ('asked', 'declined', 'waiting', 'seated', 'reported', 'completed', 'missed', 'withdrawn')),
  recommended boolean not null default false, -- by the section, for its frame of seats
  words text not null default '', -- why they want to
  asked_at timestamptz not null default now(),
  decide_by timestamptz, -- the head's answer is due
  escalated_at timestamptz, -- it was not given; the DX section may answer
  decided_by uuid,
  decided_at timestamptz,
  reason text not null default '', -- of the last decision
  report text not null default '',
  completed_on date,
  hours real, -- counted as work
  revision integer not null default 1,
  primary key (body_id, id),
  foreign key (body_id, course_id) references course (body_id, id),
  foreign key (body_id, cohort_id) references cohort (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create unique index enrolment_once on enrolment (body_id, person_id, coalesce(cohort_id, course_id))
  where state in ('asked', 'waiting', 'seated', 'reported');
create index enrolment_person on enrolment (body_id, person_id, asked_at desc);
create index enrolment_cohort on enrolment (body_id, cohort_id, state);
create index enrolment_course on enrolment (body_id, course_id, state);
select secure_table('enrolment');

-- What happened to it: only added to.
create table enrolment_step (
  body_id integer not null,
  id uuid not null,
  enrolment_id uuid not null,
  state text not null,
  by_person uuid, -- null: the system
  reason text not null default '',
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, enrolment_id) references enrolment (body_id, id)
);
create index enrolment_step_enrolment on enrolment_step (body_id, enrolment_id, at);
select secure_table('enrolment_step', 'select, insert');

-- That somebody was at a meeting: by its code, or as the organiser says.
create table attendance (
  body_id integer not null,
  meeting_id uuid not null,
  person_id uuid not null,
  by_code boolean not null,
  at timestamptz not null default now(),
  primary key (body_id, meeting_id, person_id),
  foreign key (body_id, meeting_id) references meeting (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('attendance');

-- Who answers for a head while the head is away.
create table approval_delegate (
  body_id integer not null,
  id uuid not null,
  head_id uuid not null,
  delegate_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  reason text not null default '',
  primary key (body_id, id),
  foreign key (body_id, head_id) references person (body_id, id),
  foreign key (body_id, delegate_id) references person (body_id, id),
  check (valid_to >= valid_from and delegate_id <> head_id)
);
create index approval_delegate_delegate on approval_delegate (body_id, delegate_id, valid_to);
select secure_table('approval_delegate');

-- What a participant thought of it; told without names, from five answers on.
create table course_survey (
  body_id integer not null,
  enrolment_id uuid not null,
  useful smallint not null check (useful between 1 and 5),
  fitting smallint not null check (fitting between 1 and 5), -- too easy 1 … too hard 5
  words text not null default '',
  at timestamptz not null default now(),
  primary key (body_id, enrolment_id),
  foreign key (body_id, enrolment_id) references enrolment (body_id, id)
);
select secure_table('course_survey');
