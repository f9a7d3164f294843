import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** The signed-in person's own body, posts and sections, as of today. */
export async function self(db: Db, scope: Scope) {
  const body = await db.selectFrom('body').select('name').where('body_id', '=', scope.bodyId).executeTakeFirstOrThrow()
  const sections = await db
    .selectFrom('post')
    .innerJoin('section_period', (on) =>
      on
        .onRef('section_period.body_id', '=', 'post.body_id')
        .onRef('section_period.section_id', '=', 'post.section_id')
        .on('section_period.valid_from', '<=', sql<string>`current_date`)
        .on((eb) =>
          eb.or([
            eb('section_period.valid_to', 'is', null),
            eb('section_period.valid_to', '>=', sql<string>`current_date`),
          ]),
        ),
    )
    .select(['post.section_id as id', 'section_period.name', 'post.title', 'post.head'])
    .where('post.person_id', '=', scope.personId)
    .where('post.valid_from', '<=', sql<string>`current_date`)
    .where((where) =>
      where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>=', sql<string>`current_date`)]),
    )
    .orderBy('post.kind', 'desc')
    .execute()
  const account = await db
    .selectFrom('account')
    .select(['login', sql<boolean>`password_hash is not null`.as('ownPassword')])
    .where('person_id', '=', scope.personId)
    .executeTakeFirstOrThrow()
  return { bodyName: body.name, ...account, sections }
}

/** People listed on the sign-in page of a demo body (never of a real one). */
export async function demoSignIns(db: Db) {
  return db
    .selectFrom('account')
    .innerJoin('person', (on) =>
      on.onRef('person.body_id', '=', 'account.body_id').onRef('person.id', '=', 'account.person_id'),
    )
    .innerJoin('body', 'body.body_id', 'account.body_id')
    .select((select) => [
      'account.login',
      'person.name',
      select
        .selectFrom('post')
        .select('post.title')
        .whereRef('post.person_id', '=', 'person.id')
        .orderBy('post.kind', 'desc')
        .limit(1)
        .as('title'),
    ])
    .where('body.demo', '=', true)
    .where('account.login', 'like', 'demo-%')
    .orderBy('account.login')
    .execute()
}
