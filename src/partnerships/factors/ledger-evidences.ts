import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { BENEFITS } from '../ledgers/ledger-kinds.ts'
import type { PartnerEvidence } from './evidence-kinds.ts'

type Gains = NonNullable<PartnerEvidence['gains']>
type Gives = NonNullable<PartnerEvidence['gives']>

/** What partners gained and gave in partnerships, as their ledgers have it for this actor. */
export interface Ledgers {
  gains(partnershipId: string, organizationId: string): Gains
  gives(partnershipId: string, organizationId: string): Gives
}

interface Row {
  partnership: string
  organization: string
  last: string | null
  undated: boolean
}

/** The last possible day of the latest entry: of what goes on still, today. Of what has no date nobody knows when it was. */
const lastDay = (today: string) =>
  sql<
    string | null
  >`max(case when e.period like '%/..' then ${today}::date else coalesce(e.period_last, e.period_first) end)`

const undated = sql<boolean>`bool_or(e.period_first is null and e.period_last is null)`

/** Counts the entries of both ledgers in the database, partner by partner: two statements, however many there are. */
export async function ledgersOf(
  db: Db,
  actor: Actor,
  partnershipIds: readonly string[],
  today: string,
): Promise<Ledgers> {
  const of = sql<SqlBool>`l.region_id = ${actor.regionId} and l.partnership_id = any(${partnershipIds}::uuid[])
    and ${visible(actor)}`
  const [benefits, contributions] = await Promise.all([
    sql<Row & { capacity: number; reach: number; shown: number }>`
      select l.partnership_id as partnership, e.organization_id as organization, ${lastDay(today)} as last,
        ${undated} as undated,
        (count(*) filter (where e.what = any(${[...BENEFITS.capacity]}::text[])))::int as capacity,
        (count(*) filter (where e.what = any(${[...BENEFITS.reach]}::text[])))::int as reach,
        (count(*) filter (where exists (select from evidences v where v.region_id = e.region_id and v.benefit_id = e.id
          and v.removed_at is null)))::int as shown
      from ledger_partnerships l join benefits e on e.region_id = l.region_id and e.id = l.entry_id
      join records on records.region_id = e.region_id and records.id = e.id
      where ${of} group by 1, 2`.execute(db),
    sql<Row & { count: number }>`
      select l.partnership_id as partnership, e.organization_id as organization, ${lastDay(today)} as last, ${undated} as undated,
        count(*)::int as count
      from ledger_partnerships l join contributions e on e.region_id = l.region_id and e.id = l.entry_id
      join records on records.region_id = e.region_id and records.id = e.id
      where ${of} group by 1, 2`.execute(db),
  ])
  const key = (one: Pick<Row, 'partnership' | 'organization'>) => `${one.partnership} ${one.organization}`
  const gains = new Map(benefits.rows.map((row) => [key(row), row]))
  const gives = new Map(contributions.rows.map((row) => [key(row), row]))
  return {
    gains: (partnership, organization) =>
      gains.get(key({ partnership, organization })) ?? { capacity: 0, reach: 0, shown: 0, last: null, undated: false },
    gives: (partnership, organization) =>
      gives.get(key({ partnership, organization })) ?? { count: 0, last: null, undated: false },
  }
}
