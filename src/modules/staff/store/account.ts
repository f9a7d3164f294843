import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Sign-in accounts. Read before anyone is known, so these few functions take no scope. */

export async function accountByLogin(db: Db, login: string) {
  return db
    .selectFrom('account')
    .innerJoin('person', (on) =>
      on.onRef('person.body_id', '=', 'account.body_id').onRef('person.id', '=', 'account.person_id'),
    )
    .select(['account.person_id', 'account.password_hash', 'account.must_change', 'account.locked_until'])
    .where('account.login', '=', login)
    .where('account.disabled_at', 'is', null)
    .where((where) =>
      where.or([where('person.left_on', 'is', null), where('person.left_on', '>=', sql<string>`current_date`)]),
    )
    .executeTakeFirst()
}

/** Counts a failed try and locks the account when `allowed` is reached; returns the time it is locked until, if so. */
export async function recordFailure(db: Db, personId: string, allowed: number, minutes: number) {
  const row = await db
    .updateTable('account')
    .set({
      failures: sql`case when failures + 1 >= ${allowed} then 0 else failures + 1 end`,
      locked_until: sql`case when failures + 1 >= ${allowed} then now() + make_interval(mins => ${minutes}) end`,
    })
    .where('person_id', '=', personId)
    .returning('locked_until')
    .executeTakeFirst()
  return row?.locked_until ?? undefined
}

export async function clearFailures(db: Db, personId: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ failures: 0, locked_until: null })
    .where('person_id', '=', personId)
    .where((where) => where.or([where('failures', '>', 0), where('locked_until', 'is not', null)]))
    .execute()
}

export async function ownPasswordHash(db: Db, scope: Scope): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', scope.personId)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

export async function setPassword(db: Db, personId: string, hash: string, mustChange: boolean): Promise<void> {
  await db
    .updateTable('account')
    .set({ password_hash: hash, must_change: mustChange, failures: 0, locked_until: null })
    .where('person_id', '=', personId)
    .execute()
}

export async function bodyDirectory(db: Db) {
  const { rows } = await sql<{ body_id: number; code: string; name: string; demo: boolean }>`
    select * from body_directory()`.execute(db)
  return rows
}

/** A person's account as administrators see it; the row is locked when it is about to be changed. */
export async function accountOf(db: Db, scope: Scope, personId: string, locked = false) {
  const query = db
    .selectFrom('account')
    .select(['login', 'must_change', 'disabled_at', sql<boolean>`coalesce(locked_until > now(), false)`.as('locked')])
    .where('body_id', '=', scope.bodyId)
    .where('person_id', '=', personId)
  return (locked ? query.forUpdate() : query).executeTakeFirst()
}

export async function loginTaken(db: Db, login: string): Promise<boolean> {
  return (await db.selectFrom('account').select('login').where('login', '=', login).executeTakeFirst()) !== undefined
}

/** Makes an account nobody can sign in to until its person has chosen a password. */
export async function insertAccount(db: Db, scope: Scope, personId: string, login: string): Promise<void> {
  await db
    .insertInto('account')
    .values({ body_id: scope.bodyId, person_id: personId, login, password_hash: null })
    .execute()
}

export async function setDisabled(db: Db, personId: string, disabled: boolean): Promise<void> {
  await db
    .updateTable('account')
    .set({ disabled_at: disabled ? sql<Date>`coalesce(disabled_at, now())` : null })
    .where('person_id', '=', personId)
    .execute()
}
