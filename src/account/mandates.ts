import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Mandates of a table `alias` that are given and not taken back on a day of the region, `today`. */
const given = (alias: string, today: string): RawBuilder<SqlBool> => sql`
  ${sql.ref(`${alias}.ended_at`)} is null and ${sql.ref(`${alias}.from_day`)} <= ${today}::date
  and (${sql.ref(`${alias}.until_day`)} is null or ${sql.ref(`${alias}.until_day`)} >= ${today}::date)`

/**
 * Which mandates are in force on a day of the region: the one condition for it. One that was lent is so only as long as
 * whoever lent it holds it, and is still there.
 */
export const inForce = (alias: string, today: string): RawBuilder<SqlBool> => sql`
  (${given(alias, today)} and (${sql.ref(`${alias}.delegated_by`)} is null or exists (
    select from mandates lender
    join records there on there.region_id = lender.region_id and there.id = lender.person_id and there.removed_at is null
    where lender.region_id = ${sql.ref(`${alias}.region_id`)} and lender.person_id = ${sql.ref(`${alias}.delegated_by`)}
      and lender.what = ${sql.ref(`${alias}.what`)}
      and lender.organization_id is not distinct from ${sql.ref(`${alias}.organization_id`)}
      and lender.delegated_by is null and ${given('lender', today)})))`
