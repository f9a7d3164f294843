-- The search store: for each document its terms, weighed by field, beside it in the database. It grows with each post
-- in the same transaction; no node holds an index in memory.

create table search_document (
  body_id integer not null references body,
  id uuid not null, -- id of what it stands for (a topic)
  kind text not null, -- question, problem, idea, practice
  audience_id uuid, -- null: all staff of the body; else those who hold a post in this section or below it
  hidden boolean not null default false,
  axis text,
  section_id uuid,
  tag_ids uuid[] not null default '{}',
  solved boolean not null default false,
  created_at timestamptz not null,
  active_at timestamptz not null,
  standing real not null default 0, -- what use has shown: solved, accepted, found useful, aged (0…1)
  terms integer[] not null, -- hashes of its terms, salted with the body so that each body's lists are its own
  vector bytea not null, -- lengths of the fields, then hash and frequencies per term (engines/ranking/vector.ts)
  primary key (body_id, id)
) with (toast_tuple_target = 128);
-- Both are incompressible and aside from the row: filters, counts and orders read narrow rows, and a row's standing
-- changes without writing them anew.
alter table search_document alter column terms set storage external, alter column vector set storage external;
create index search_document_terms on search_document using gin (terms);
select secure_table('search_document');

-- What is shown of a hit, and what is highlighted.
create table search_text (
  body_id integer not null,
  id uuid not null,
  title text not null,
  body text not null, -- the fields' plain text, parted by U+001E
  primary key (body_id, id),
  foreign key (body_id, id) references search_document (body_id, id) on delete cascade
);
select secure_table('search_text');

-- In how many documents a term stands. Folded from search_delta by a job, so that posts never wait for each other here;
-- a minute's lag changes no ranking that matters.
create table search_term (
  body_id integer not null references body,
  hash integer not null, -- salted, as in search_document.terms
  documents integer not null,
  primary key (body_id, hash)
);
select secure_table('search_term');

create table search_statistics (
  body_id integer primary key references body,
  documents integer not null default 0,
  lengths bigint[] not null default '{0,0,0,0}' -- sums over the documents, a field
);
select secure_table('search_statistics');

create table search_delta (
  body_id integer not null references body,
  id uuid not null,
  added integer[] not null,
  removed integer[] not null,
  documents integer not null,
  lengths integer[] not null,
  primary key (body_id, id)
);
select secure_table('search_delta');

-- A city's own words for one thing; the general ones come with the product.
create table synonym (
  body_id integer not null references body,
  id uuid not null,
  words text[] not null check (cardinality(words) >= 2),
  updated_at timestamptz not null default now(),
  primary key (body_id, id)
);
select secure_table('synonym');

-- Candidates for ranking: documents with any of `any_terms`, or all of one of up to four groups, that the reader may
-- see (moderators see all). The scope is part of the query. Security definer because the index operators && and @> are
-- not leakproof, and row-level security would keep the planner from the index; the body is therefore filtered here by
-- the same setting (and the terms are salted with it). Returns all rows as one buffer in base64 (the driver reads text
-- only), so that the node parses no rows: 30 bytes a document, which are its id (16), the version of its row (4 bytes
-- xmin, 6 bytes ctid: a node that has the vector of this version does not ask for it again) and its standing (4).
create function search_candidates(
  any_terms integer[], all_1 integer[], all_2 integer[], all_3 integer[], all_4 integer[],
  reader_sections uuid[], sees_all boolean,
  of_kind text, of_axis text, of_section uuid, of_tag uuid, solved_only boolean, since timestamptz,
  at_most integer)
returns text
language plpgsql stable security definer parallel safe
set search_path = public set enable_seqscan = off set enable_indexscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  body integer := current_body(); -- once, not a row
begin
  return (
    select encode(string_agg(uuid_send(c.id) || xidsend(c.row_xmin) || tidsend(c.row_ctid) || float4send(c.standing), ''::bytea), 'base64')
    from (
      select d.id, d.xmin as row_xmin, d.ctid as row_ctid, d.standing
      from search_document d
      where d.body_id = body
        and (d.terms && any_terms or d.terms @> all_1 or d.terms @> all_2 or d.terms @> all_3 or d.terms @> all_4)
        and (sees_all or (not d.hidden and (d.audience_id is null or d.audience_id = any (reader_sections))))
        and (of_kind is null or d.kind = of_kind)
        and (of_axis is null or d.axis = of_axis)
        and (of_section is null or d.section_id = of_section)
        and (of_tag is null or of_tag = any (d.tag_ids))
        and (not solved_only or d.solved)
        and (search_candidates.since is null or d.active_at >= search_candidates.since)
      limit at_most) c);
end $$;
revoke execute on function search_candidates from public;
grant execute on function search_candidates to banso_app;

-- Documents with all the required terms, or with all the words, for a search: how many there are (at most ten thousand
-- are counted), and a stretch of them, best standing and latest first, in the same buffer as above.
create function search_matches(
  required integer[], words integer[],
  reader_sections uuid[], sees_all boolean,
  of_kind text, of_axis text, of_section uuid, of_tag uuid, solved_only boolean, since timestamptz,
  excluded uuid[], skip integer, at_most integer)
returns table (total integer, found text, ids uuid[])
language plpgsql stable security definer parallel safe
set search_path = public set enable_seqscan = off set plan_cache_mode = force_generic_plan
as $$
declare
  body integer := current_body();
begin
  return query
    with matches as materialized (
      select d.id, d.xmin as row_xmin, d.ctid as row_ctid, d.standing, d.active_at
      from search_document d
      where d.body_id = body and (d.terms @> required or d.terms @> words)
        and (sees_all or (not d.hidden and (d.audience_id is null or d.audience_id = any (reader_sections))))
        and (of_kind is null or d.kind = of_kind)
        and (of_axis is null or d.axis = of_axis)
        and (of_section is null or d.section_id = of_section)
        and (of_tag is null or of_tag = any (d.tag_ids))
        and (not solved_only or d.solved)
        and (search_matches.since is null or d.active_at >= search_matches.since)
      limit case when at_most = 0 then 1000 else 10000 end), -- only counted, or also put in order
    chosen as (
      select f.* from (
        select m.* from matches m order by m.standing desc, m.active_at desc, m.id
        limit at_most + skip + cardinality(excluded)) f -- first the few, then each against the excluded
      where f.id <> all (excluded)
      order by f.standing desc, f.active_at desc, f.id limit at_most offset skip)
    select (select count(*)::integer from matches), encode(
      (select string_agg(uuid_send(c.id) || xidsend(c.row_xmin) || tidsend(c.row_ctid) || float4send(c.standing), ''::bytea
                         order by c.standing desc, c.active_at desc, c.id) from chosen c), 'base64'),
      array(select c.id from chosen c);
end $$;
revoke execute on function search_matches from public;
grant execute on function search_matches to banso_app;

-- The beginning of a search in one round trip: the documents that have all in the title, and where these do not fill
-- what is wanted the best of the others too.
create function search_beginning(
  in_title integer[], required integer[], words integer[],
  reader_sections uuid[], sees_all boolean,
  of_kind text, of_axis text, of_section uuid, of_tag uuid, solved_only boolean, since timestamptz,
  at_most integer)
returns table (total integer, titled text, found text)
language plpgsql stable parallel safe
set search_path = public
as $$
declare
  title record;
begin
  select * into title from search_matches(in_title, null, reader_sections, sees_all, of_kind, of_axis, of_section, of_tag,
    solved_only, search_beginning.since, '{}', 0, at_most);
  return query
    select m.total, title.found, m.found
    from search_matches(required, words, reader_sections, sees_all, of_kind, of_axis, of_section, of_tag, solved_only,
      search_beginning.since, title.ids, 0, case when cardinality(title.ids) < at_most then at_most else 0 end) m;
end $$;
revoke execute on function search_beginning from public;
grant execute on function search_beginning to banso_app;
