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
