-- Questions, problems, ideas and practices, and what people do with them.

create table topic (
  body_id integer not null references body,
  id uuid not null,
  kind text not null check (kind in ('question', 'problem', 'idea', 'practice')),
  title text not null,
  body text not null, -- Markdown as written
  html text not null, -- rendered and sanitised
  axis text check (axis in ('service', 'administration', 'workstyle')),
  author_id uuid, -- null: imported without an author
  section_id uuid, -- the author's section when it was posted
  anonymous boolean not null default false, -- colleagues do not see the author; moderators may ask, which is logged
  audience_id uuid, -- null: all staff of the body; else only this section and those below it
  status text not null default 'open' check (status in ('open', 'solved', 'closed')),
  revision integer not null default 1,
  answer_count integer not null default 0,
  comment_count integer not null default 0,
  accepted_count integer not null default 0,
  solved_count integer not null default 0, -- how often readers said "this solved it"
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  active_at timestamptz not null default now(),
  first_answer_at timestamptz,
  solved_at timestamptz,
  hidden_at timestamptz, -- taken down by a moderator
  source text, -- where it was imported from
  source_key text, -- its id there: a second import updates instead of doubling
  primary key (body_id, id),
  unique (body_id, source, source_key),
  foreign key (body_id, author_id) references person (body_id, id),
  foreign key (body_id, section_id) references section (body_id, id),
  foreign key (body_id, audience_id) references section (body_id, id)
);
create index topic_active on topic (body_id, active_at desc, id desc);
create index topic_kind on topic (body_id, kind, active_at desc, id desc);
create index topic_open on topic (body_id, created_at) where status = 'open';
create index topic_created on topic (body_id, created_at);
create index topic_author on topic (body_id, author_id, id desc);
select secure_table('topic');

create table answer (
  body_id integer not null,
  id uuid not null,
  topic_id uuid not null,
  author_id uuid,
  section_id uuid,
  anonymous boolean not null default false,
  body text not null,
  html text not null,
  revision integer not null default 1,
  accepted_at timestamptz,
  accepted_by uuid,
  solved_count integer not null default 0,
  comment_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  verify_by date, -- its owner is asked to confirm it by then
  verified_at timestamptz,
  verify_step text check (verify_step in ('owner', 'leader', 'dx-office')), -- who was last asked to confirm it
  verify_asked uuid[] not null default '{}', -- all who were asked; counts while verify_asked_on is after verify_by
  verify_asked_on date,
  hidden_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, author_id) references person (body_id, id)
);
create index answer_topic on answer (body_id, topic_id, id);
create index answer_created on answer (body_id, created_at);
create index answer_author on answer (body_id, author_id, id desc);
create index answer_verify on answer (body_id, verify_by) where accepted_at is not null;
select secure_table('answer');

create table comment (
  body_id integer not null,
  id uuid not null,
  topic_id uuid not null,
  answer_id uuid, -- null: on the topic itself
  author_id uuid,
  section_id uuid,
  anonymous boolean not null default false,
  body text not null,
  html text not null,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  hidden_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, answer_id) references answer (body_id, id),
  foreign key (body_id, author_id) references person (body_id, id)
);
create index comment_topic on comment (body_id, topic_id, id);
select secure_table('comment');

-- Every earlier wording of a topic, answer or comment.
create table revision (
  body_id integer not null references body,
  subject_kind text not null check (subject_kind in ('topic', 'answer', 'comment')),
  subject_id uuid not null,
  number integer not null,
  title text,
  body text not null,
  editor_id uuid,
  at timestamptz not null,
  primary key (body_id, subject_kind, subject_id, number)
);
select secure_table('revision', 'select, insert');

create table tag (
  body_id integer not null references body,
  id uuid not null,
  name text not null,
  key text not null, -- normalised name: one tag whatever the width and case
  topic_count integer not null default 0,
  primary key (body_id, id),
  unique (body_id, key)
);
select secure_table('tag');

create table topic_tag (
  body_id integer not null,
  topic_id uuid not null,
  tag_id uuid not null,
  primary key (body_id, topic_id, tag_id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, tag_id) references tag (body_id, id)
);
create index topic_tag_tag on topic_tag (body_id, tag_id, topic_id desc);
select secure_table('topic_tag');

create table follow (
  body_id integer not null,
  person_id uuid not null,
  subject_kind text not null check (subject_kind in ('topic', 'tag')),
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (body_id, person_id, subject_kind, subject_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index follow_subject on follow (body_id, subject_kind, subject_id);
select secure_table('follow');

create table mention (
  body_id integer not null,
  subject_kind text not null check (subject_kind in ('topic', 'answer', 'comment')),
  subject_id uuid not null,
  person_id uuid not null,
  primary key (body_id, subject_kind, subject_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('mention');

create table attachment (
  body_id integer not null references body,
  id uuid not null,
  topic_id uuid, -- null until what it hangs on is posted; unclaimed ones are swept after a day
  subject_kind text check (subject_kind in ('topic', 'answer', 'comment')),
  subject_id uuid,
  uploader_id uuid not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  width integer,
  height integer,
  content bytea, -- null: in the folder, under its hash
  created_at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, uploader_id) references person (body_id, id)
);
alter table attachment alter column content set storage external; -- pictures and documents are compressed already
create index attachment_topic on attachment (body_id, topic_id);
create index attachment_content on attachment (body_id, sha256) where content is null;
create index attachment_subject on attachment (body_id, subject_kind, subject_id);
create index attachment_unclaimed on attachment (body_id, created_at) where subject_id is null;
select secure_table('attachment');

create table report (
  body_id integer not null references body,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('topic', 'answer', 'comment')),
  subject_id uuid not null,
  topic_id uuid not null,
  reporter_id uuid not null,
  reason text not null check (reason in ('personal', 'secret', 'abuse', 'wrong', 'other')),
  note text not null default '',
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
  handled_by uuid,
  handled_at timestamptz,
  answer_note text not null default '',
  primary key (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, reporter_id) references person (body_id, id)
);
create index report_open on report (body_id, at) where state = 'open';
create unique index report_once on report (body_id, subject_kind, subject_id, reporter_id) where state = 'open';
select secure_table('report');

-- What moderators did to a post, and why: its author reads it beside the post.
create table moderation (
  body_id integer not null references body,
  id uuid not null,
  subject_kind text not null check (subject_kind in ('topic', 'answer', 'comment')),
  subject_id uuid not null,
  topic_id uuid not null,
  action text not null check (action in ('hide', 'restore', 'unmask')),
  reason text not null,
  moderator_id uuid not null,
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, moderator_id) references person (body_id, id)
);
create index moderation_topic on moderation (body_id, topic_id);
select secure_table('moderation', 'select, insert');

-- Agreement to the rules of conduct, per version of the rules.
create table conduct_agreement (
  body_id integer not null,
  person_id uuid not null,
  version integer not null,
  at timestamptz not null default now(),
  primary key (body_id, person_id, version),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('conduct_agreement');

-- "This solved it": a doubt solved by what was there already.
create table resolution (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  topic_id uuid not null,
  answer_id uuid,
  query text not null default '', -- what was typed; becomes an alias of the topic
  place text not null check (place in ('suggest', 'search', 'topic')),
  at timestamptz not null default now(),
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, topic_id) references topic (body_id, id)
);
create unique index resolution_once on resolution (body_id, person_id, topic_id, ((at at time zone 'Asia/Tokyo')::date));
create index resolution_at on resolution (body_id, at);
select secure_table('resolution');

-- What a practice says beyond its topic (kind = practice).
create table practice (
  body_id integer not null,
  topic_id uuid not null,
  problem text not null,
  steps text[] not null,
  effect text not null,
  hours_saved numeric, -- a year, in the section that began it; null = not measured
  measured text not null default '', -- how it was measured
  cautions text not null default '',
  origin_id uuid, -- the topic whose solution it is
  primary key (body_id, topic_id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, origin_id) references topic (body_id, id)
);
select secure_table('practice');

create table adoption (
  body_id integer not null,
  topic_id uuid not null,
  section_id uuid not null,
  person_id uuid not null,
  adopted_on date not null,
  hours_saved numeric,
  measured text not null default '',
  note text not null default '',
  updated_at timestamptz not null default now(),
  primary key (body_id, topic_id, section_id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, section_id) references section (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('adoption');

-- What a person is willing to be asked about, and how much.
create table helper_profile (
  body_id integer not null,
  person_id uuid not null,
  willing boolean not null default true,
  weekly_cap integer not null default 3 check (weekly_cap between 0 and 50),
  away_until date,
  primary key (body_id, person_id),
  foreign key (body_id, person_id) references person (body_id, id)
);
select secure_table('helper_profile');

create table interest (
  body_id integer not null,
  person_id uuid not null,
  tag_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (body_id, person_id, tag_id),
  foreign key (body_id, person_id) references person (body_id, id),
  foreign key (body_id, tag_id) references tag (body_id, id)
);
select secure_table('interest');

-- One question put to one person; a topic climbs the steps people → leader → dx-office → adviser by the clock.
create table ask (
  body_id integer not null,
  id uuid not null,
  topic_id uuid not null,
  person_id uuid not null,
  step text not null check (step in ('people', 'leader', 'dx-office', 'adviser')),
  state text not null default 'asked' check (state in ('asked', 'answered', 'declined', 'expired', 'withdrawn')),
  reasons jsonb not null, -- why this person: contributions of the ranking
  asked_at timestamptz not null default now(),
  due_at timestamptz not null, -- after it the person is free again
  ended_at timestamptz,
  note text not null default '', -- why it was declined
  primary key (body_id, id),
  unique (body_id, topic_id, person_id),
  foreign key (body_id, topic_id) references topic (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create index ask_person on ask (body_id, person_id, asked_at desc);
create index ask_due on ask (body_id, due_at) where state = 'asked';
select secure_table('ask');

-- How far a question has climbed, and when it climbs next; jobs only wake it, this row decides.
create table routing (
  body_id integer not null,
  topic_id uuid not null,
  step text check (step in ('people', 'leader', 'dx-office', 'adviser')), -- null before the first
  next_at timestamptz, -- null: it climbs no further (answered, closed, taken down, or at the last step)
  primary key (body_id, topic_id),
  foreign key (body_id, topic_id) references topic (body_id, id)
);
create index routing_next on routing (body_id, next_at) where next_at is not null;
select secure_table('routing');
