import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'

export interface DemoPost {
  id: string
  author: string
  section: string
  body: string
  html: string
  at: Date
}

export interface DemoTopic extends DemoPost {
  kind: string
  title: string
  axis: string
  anonymous: boolean
  answers: (DemoPost & { accepted: boolean; verifyBy: string; solved: number })[]
  comments: (DemoPost & { answer: string | null })[]
  resolutions: { person: string; query: string; at: Date }[]
  practice?: {
    problem: string
    steps: readonly string[]
    effect: string
    hours: number
    measured: string
    cautions: string
    adoptions: { section: string; person: string; on: string; hours: number; note: string }[]
  }
}

/** Writes topics with everything on them as it would have come about over the years. */
export async function insertDemoTopics(db: Db, bodyId: number, topics: readonly DemoTopic[]): Promise<void> {
  const from = (rows: readonly object[]) => sql`jsonb_array_elements(${JSON.stringify(rows)}::jsonb) g`
  const lines = topics.map(({ answers, comments, resolutions, practice: _, ...topic }) => {
    const accepted = answers.filter((answer) => answer.accepted)
    const active = [topic, ...answers, ...comments].reduce((latest, { at }) => (at > latest ? at : latest), topic.at)
    return {
      ...topic,
      ...{ answers: answers.length, comments: comments.length, accepted: accepted.length, solved: resolutions.length },
      ...{
        active,
        first: answers[0]?.at ?? null,
        solvedAt: accepted[0] ? new Date(accepted[0].at.getTime() + 3600_000) : null,
      },
    }
  })
  await sql`insert into topic (body_id, id, kind, title, body, html, axis, author_id, section_id, anonymous, status,
      answer_count, comment_count, accepted_count, solved_count, created_at, updated_at, active_at, first_answer_at, solved_at)
    select ${bodyId}, (g->>'id')::uuid, g->>'kind', g->>'title', g->>'body', g->>'html', g->>'axis', (g->>'author')::uuid,
      (g->>'section')::uuid, (g->>'anonymous')::boolean, case when (g->>'accepted')::int > 0 then 'solved' else 'open' end,
      (g->>'answers')::int, (g->>'comments')::int, (g->>'accepted')::int, (g->>'solved')::int, (g->>'at')::timestamptz,
      (g->>'at')::timestamptz, (g->>'active')::timestamptz, (g->>'first')::timestamptz, (g->>'solvedAt')::timestamptz
    from ${from(lines)}`.execute(db)
  const answers = topics.flatMap(({ id: topic, answers }) => answers.map((answer) => ({ ...answer, topic })))
  await sql`insert into answer (body_id, id, topic_id, author_id, section_id, body, html, accepted_at, verify_by, verified_at, solved_count, created_at, updated_at)
    select ${bodyId}, (g->>'id')::uuid, (g->>'topic')::uuid, (g->>'author')::uuid, (g->>'section')::uuid, g->>'body', g->>'html',
      case when (g->>'accepted')::boolean then (g->>'at')::timestamptz + interval '1 hour' end,
      case when (g->>'accepted')::boolean then (g->>'verifyBy')::date end,
      -- its last confirmation lies a year before its next, unless that was its acceptance
      case when (g->>'accepted')::boolean and (g->>'verifyBy')::date - 366 > (g->>'at')::timestamptz::date
           then ((g->>'verifyBy')::date - interval '1 year')::timestamp at time zone 'Asia/Tokyo' end, (g->>'solved')::int, (g->>'at')::timestamptz, (g->>'at')::timestamptz
    from ${from(answers)}`.execute(db)
  const comments = topics.flatMap(({ id: topic, comments }) => comments.map((comment) => ({ ...comment, topic })))
  await sql`insert into comment (body_id, id, topic_id, answer_id, author_id, section_id, body, html, created_at, updated_at)
    select ${bodyId}, (g->>'id')::uuid, (g->>'topic')::uuid, (g->>'answer')::uuid, (g->>'author')::uuid, (g->>'section')::uuid,
      g->>'body', g->>'html', (g->>'at')::timestamptz, (g->>'at')::timestamptz from ${from(comments)}`.execute(db)
  const resolutions = topics.flatMap(({ id: topic, answers, resolutions }) =>
    resolutions.map((resolution) => ({
      ...resolution,
      id: newId(resolution.at.getTime()),
      topic,
      answer: answers[0]?.id ?? null,
    })),
  )
  await sql`insert into resolution (body_id, id, person_id, topic_id, answer_id, query, place, at)
    select ${bodyId}, (g->>'id')::uuid, (g->>'person')::uuid, (g->>'topic')::uuid, (g->>'answer')::uuid, g->>'query', 'suggest', (g->>'at')::timestamptz
    from ${from(resolutions)} on conflict do nothing`.execute(db)
  const practices = topics.flatMap(({ id, practice }) => (practice ? [{ ...practice, id }] : []))
  await sql`insert into practice (body_id, topic_id, problem, steps, effect, hours_saved, measured, cautions)
    select ${bodyId}, (g->>'id')::uuid, g->>'problem', array(select jsonb_array_elements_text(g->'steps')), g->>'effect',
      (g->>'hours')::numeric, g->>'measured', g->>'cautions' from ${from(practices)}`.execute(db)
  const adoptions = practices.flatMap(({ id, adoptions }) => adoptions.map((adoption) => ({ ...adoption, topic: id })))
  await sql`insert into adoption (body_id, topic_id, section_id, person_id, adopted_on, hours_saved, note)
    select ${bodyId}, (g->>'topic')::uuid, (g->>'section')::uuid, (g->>'person')::uuid, (g->>'on')::date, (g->>'hours')::numeric, g->>'note'
    from ${from(adoptions)} on conflict do nothing`.execute(db)
}

export interface DemoAsk {
  topicId: string
  personId: string
  sectionId: string
  state: 'answered' | 'declined' | 'expired' | 'withdrawn'
  askedAt: Date
  dueAt: Date
  endedAt: Date
  note: string
}

/** Asks of the past with how they ended, each because of the section; their topics climb no further. */
export async function insertDemoAsks(db: Db, bodyId: number, asks: readonly DemoAsk[]): Promise<void> {
  const rows = asks.map((ask) => ({ ...ask, id: newId(ask.askedAt.getTime()) }))
  await sql`with g as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, "topicId" uuid,
      "personId" uuid, "sectionId" uuid, state text, "askedAt" timestamptz, "dueAt" timestamptz, "endedAt" timestamptz, note text)),
    r as (insert into routing (body_id, topic_id, step) select distinct ${bodyId}::integer, "topicId", 'people' from g)
    insert into ask (body_id, id, topic_id, person_id, step, state, reasons, asked_at, due_at, ended_at, note)
    select ${bodyId}, g.id, "topicId", "personId", 'people', state,
      jsonb_build_array(jsonb_build_object('source', 'section', 'share', 1, 'details', jsonb_build_array(sp.name))),
      "askedAt", "dueAt", "endedAt", note
    from g join section_period sp on sp.body_id = ${bodyId} and sp.section_id = g."sectionId"`.execute(db)
}

/** Whoever has posted has agreed to the rules; askers follow their topics; answerers are willing and say what they know. */
export async function insertDemoHabits(
  db: Db,
  bodyId: number,
  version: number,
  interests: readonly { personId: string; tagIds: readonly string[] }[],
): Promise<void> {
  await sql`insert into conduct_agreement (body_id, person_id, version)
    select ${bodyId}, author_id, ${version} from (select author_id from topic where body_id = ${bodyId}
      union select author_id from answer where body_id = ${bodyId}) w where author_id is not null`.execute(db)
  await sql`insert into follow (body_id, person_id, subject_kind, subject_id)
    select ${bodyId}, author_id, 'topic', id from topic where body_id = ${bodyId}`.execute(db)
  await sql`insert into helper_profile (body_id, person_id, willing, weekly_cap)
    select ${bodyId}, author_id, true, 3 from answer where body_id = ${bodyId} group by author_id having count(*) >= 2`.execute(
    db,
  )
  await sql`insert into interest (body_id, person_id, tag_id)
    select distinct ${bodyId}::integer, a.author_id, tt.tag_id from answer a
    join topic_tag tt on tt.body_id = a.body_id and tt.topic_id = a.topic_id
    where a.body_id = ${bodyId} and a.accepted_at is not null on conflict do nothing`.execute(db)
  for (const { personId, tagIds } of interests) {
    await sql`insert into interest (body_id, person_id, tag_id)
      select ${bodyId}, ${personId}, unnest(${[...tagIds]}::uuid[]) on conflict do nothing`.execute(db)
  }
}
