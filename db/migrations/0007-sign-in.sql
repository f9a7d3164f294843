-- A link an administrator hands to a person to choose a password with: one at a time, used once, short-lived.
create table account_reset (
  body_id integer not null,
  person_id uuid not null,
  token_hash bytea not null,
  issued_by uuid not null,
  expires_at timestamptz not null,
  primary key (body_id, person_id),
  unique (body_id, token_hash),
  foreign key (body_id, person_id) references account (body_id, person_id)
);
select secure_table('account_reset');

-- A body's own sign-in service (OpenID Connect) that proves who a person is.
create table identity_provider (
  body_id integer not null references body,
  id uuid not null,
  kind text not null check (kind in ('oidc', 'saml', 'ldap')),
  label text not null, -- what stands on its button
  settings jsonb not null,
  secret bytea, -- sealed with BANSO_SECRET (AES-256-GCM)
  matched_by text not null check (matched_by in ('staff-number', 'mail', 'login')),
  disabled_at timestamptz,
  primary key (body_id, id)
);
select secure_table('identity_provider');

-- Who of the provider's users is which person: matched once, kept by the provider's own unchanging subject.
create table identity (
  body_id integer not null,
  provider_id uuid not null,
  subject text not null,
  person_id uuid not null,
  linked_at timestamptz not null default now(),
  primary key (body_id, provider_id, subject),
  unique (body_id, provider_id, person_id),
  foreign key (body_id, provider_id) references identity_provider (body_id, id),
  foreign key (body_id, person_id) references account (body_id, person_id)
);
select secure_table('identity');

-- By which provider a session was opened; null: by the account's own password. Who signs in again is asked for the same.
alter table session add column provider_id uuid;
alter table session add foreign key (body_id, provider_id) references identity_provider (body_id, id);

-- A sign-in on its way through a provider; taken out when the browser comes back, whatever it brings.
create table sign_in_attempt (
  body_id integer not null,
  state_hash bytea not null,
  provider_id uuid not null,
  verifier text not null,
  nonce text not null,
  return_to text not null,
  expires_at timestamptz not null,
  primary key (body_id, state_hash),
  foreign key (body_id, provider_id) references identity_provider (body_id, id)
);
select secure_table('sign_in_attempt');
