import { sql } from 'kysely'

/** A dated row holds today. */
export const holdsNow = (alias: string) =>
  sql<boolean>`(${sql.ref(`${alias}.valid_from`)} <= current_date
    and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= current_date))`
