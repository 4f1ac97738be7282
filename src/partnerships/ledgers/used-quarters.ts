import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/db.ts'

/** So many are suggested of one organization at once: a list that was imported is no news. */
const OF_EACH = 5

/** As many of each as are suggested, in the order in which they come. */
export const latestOf = <T>(rows: readonly T[], of: (row: T) => string): T[] =>
  [...Map.groupBy(rows, of).values()].flatMap((own) => own.slice(0, OF_EACH))

/** Hours that are more than one person's: their sum is a sum. */
export const ofSeveral = sql<SqlBool>`sum(u.hours) > 0 and (bool_or(u.pool <> '') or count(distinct u.person_id) > 1)`

/** How a resource was used in a quarter. */
export interface UseRow {
  resourceId: string
  organizationId: string
  partnerships: string[]
  name: string
  kind: string
  first: string
  last: string
  times: number
  users: number
  hours: number
}

/**
 * How often and how long partners used what others lend, by the quarter that is over in the region; a quarter of a year of which
 * somebody decided already as a whole is left out.
 */
export const useByQuarter = async (db: Db, regionId: string, today: string): Promise<UseRow[]> => {
  const { rows } = await sql<UseRow>`
    select x.id as "resourceId", x.organization_id as "organizationId", x.name, x.kind,
      array_agg(distinct b.partnership_id) as partnerships, q.first::text as first,
      (q.first + interval '3 months' - interval '1 day')::date::text as last, count(*)::int as times,
      count(distinct b.organization_id)::int as users,
      round((sum(extract(epoch from b.ends_at - b.starts_at)) / 3600)::numeric, 1)::float8 as hours
    from bookings b join regions g on g.region_id = b.region_id
    cross join lateral (select date_trunc('quarter', b.starts_at at time zone g.time_zone)::date as first) q
    join resources x on x.region_id = b.region_id and x.id = b.resource_id
    join records r on r.region_id = x.region_id and r.id = x.id and r.removed_at is null
    join records p on p.region_id = b.region_id and p.id = b.partnership_id and p.removed_at is null
    where b.region_id = ${regionId} and b.organization_id <> x.organization_id
      and b.accepted_at is not null and b.cancelled_at is null and b.declined_at is null
      and (q.first + interval '3 months')::date <= ${today}::date
      and not exists (select from proposals y where y.region_id = b.region_id and y.kind = 'contribution'
        and y.key = concat_ws(' ', x.id, b.partnership_id, extract(year from q.first)))
    group by x.region_id, x.id, q.first order by q.first desc, x.id`.execute(db)
  return latestOf(rows, ({ resourceId }) => resourceId)
}

/** A quarter in which a partner wrote staff time down. */
export interface HoursRow {
  party: string
  organizationId: string
  partnershipId: string
  name: string
  first: string
  last: string
}

/** For so many days after a week one can still tell of it from its mail. */
export const TOLD_LATE = 20

/** Gifts of time that lie in a time, or in a part of it. */
const givenBetween = (first: RawBuilder<unknown>, last: RawBuilder<unknown>) => sql`
  from ledger_partnerships l join contributions c on c.region_id = l.region_id and c.id = l.entry_id
  join records r on r.region_id = c.region_id and r.id = c.id and r.removed_at is null
  where c.what = 'time' and c.period_first <= ${last} and coalesce(c.period_last, c.period_first) >= ${first}`

/**
 * Whether hours of an organization stand with these partnerships for any part of a time. Two promises are two gifts: with
 * `besidePromises` those count that no promise led to.
 */
export async function timeStands(
  db: Db,
  regionId: string,
  of: {
    organization: string
    partnerships: readonly string[]
    span: readonly [string, string]
    besidePromises: boolean
  },
): Promise<boolean> {
  const [first, last] = of.span.map((day) => sql`${day}::date`) as [RawBuilder<unknown>, RawBuilder<unknown>]
  const { rows } = await sql`select ${givenBetween(first, last)} and l.region_id = ${regionId}
    and l.partnership_id = any(${[...of.partnerships]}::uuid[]) and c.organization_id = ${of.organization}
    and not (${of.besidePromises} and exists (select from proposals y where y.region_id = c.region_id
      and y.kind = 'contribution' and y.payload ->> 'source' = 'commitment' and y.payload ->> 'entry' = c.id::text))
    limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Of which quarters that are over partners wrote down staff time of more than one person, and no gift of time that lies in it
 * stands in their ledger yet: the same hours are not given twice. A week lies where its Thursday does.
 */
export const hoursByQuarter = async (db: Db, regionId: string, today: string): Promise<HoursRow[]> => {
  const { rows } = await sql<HoursRow>`
    select a.id as party, a.organization_id as "organizationId", a.partnership_id as "partnershipId", n.name,
      q.first::text as first, q.last::text as last
    from hours_used u join parties a on a.region_id = u.region_id and a.id = u.party_id
    join partnerships n on n.region_id = a.region_id and n.id = a.partnership_id
    join records p on p.region_id = a.region_id and p.id = a.partnership_id and p.removed_at is null
    cross join lateral (select date_trunc('quarter', u.week + 3)::date as first,
      (date_trunc('quarter', u.week + 3) + interval '3 months' - interval '1 day')::date as last) q
    where u.region_id = ${regionId} and q.last + ${TOLD_LATE}::int < ${today}::date
      and not exists (select ${givenBetween(sql`q.first`, sql`q.last`)} and l.region_id = a.region_id
        and l.partnership_id = a.partnership_id and c.organization_id = a.organization_id)
    group by a.id, a.organization_id, a.partnership_id, n.name, q.first, q.last
    having ${ofSeveral} order by q.first desc, a.id`.execute(db)
  return latestOf(rows, ({ party }) => party)
}
