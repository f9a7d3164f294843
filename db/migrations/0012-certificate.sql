-- Certificates people bring: files somebody looks at, and Open Badges whose signature is verified. Nothing leaves the city.

-- Whose credentials the city trusts, with the keys it was given. There is no network to ask.
create table credential_issuer (
  body_id integer not null references body,
  id uuid not null,
  name text not null,
  identifier text not null, -- the issuer's id in its credentials: an address or a DID
  keys jsonb not null, -- public JWKs
  added_by uuid not null,
  added_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (body_id, id)
);
create unique index credential_issuer_once on credential_issuer (body_id, identifier) where removed_at is null;
select secure_table('credential_issuer');

-- Which skill at which level an achievement shows, said once and remembered.
create table credential_meaning (
  body_id integer not null references body,
  identifier text not null, -- of the issuer
  achievement text not null,
  framework text not null,
  skill text not null,
  level smallint not null check (level between 0 and 4),
  primary key (body_id, identifier, achievement)
);
select secure_table('credential_meaning');

create table certificate (
  body_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('file', 'badge')),
  state text not null check (state in ('waiting', 'accepted', 'refused')),
  title text not null,
  issuer text not null,
  issued_on date not null,
  expires_on date,
  framework text not null,
  skill text, -- as claimed, then as confirmed
  level smallint check (level between 0 and 4),
  credential_id text, -- a badge's own
  achievement text, -- what a badge is for
  issuer_identifier text,
  reason text not null default '',
  name text not null, -- of the file
  media_type text not null,
  content bytea not null,
  revision integer not null default 1,
  submitted_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  primary key (body_id, id),
  foreign key (body_id, person_id) references person (body_id, id)
);
create unique index certificate_credential on certificate (body_id, credential_id)
  where credential_id is not null and state <> 'refused';
create index certificate_person on certificate (body_id, person_id, submitted_at desc);
create index certificate_waiting on certificate (body_id, submitted_at) where state = 'waiting';
select secure_table('certificate');
