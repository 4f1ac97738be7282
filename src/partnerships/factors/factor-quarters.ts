import { sql } from 'kysely'
import { tell } from '../../journal/entries.ts'
import { lastQuarterEnd } from '../../network/growth/quarters.ts'
import { tierActor, TIERS } from '../../network/tiers.ts'
import { type Actor, memberActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { listPartnerships } from '../partnership-lists.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import type { Audience } from './audiences.ts'
import { type Dial, dialsOf } from './dials.ts'
import { evidenceOf } from './evidences.ts'
import type { State } from './findings.ts'
import { type Factor, FACTORS, RULES_VERSION } from './rules.ts'

/** What each rule found, by its key: also of rules that are asked no more. */
export type KeptDials = Record<Factor, Record<string, State>>

/** The dials of a partnership at the end of a quarter, as they were told then. */
export interface FactorQuarter {
  day: string
  takenAt: Date
  version: number
  dials: KeptDials
}

/** The quarters that are kept for an audience, the first ones first. */
export async function listFactorQuarters(
  db: Db,
  actor: Actor,
  partnershipId: string,
  audience: Audience,
): Promise<FactorQuarter[]> {
  const rows = await db
    .selectFrom('factor_quarters')
    .select(['day', 'taken_at as takenAt', 'version', 'dials'])
    .where('region_id', '=', actor.regionId)
    .where('partnership_id', '=', partnershipId)
    .where('audience', '=', audience)
    .orderBy('day')
    .execute()
  return rows.map(({ dials, ...row }) => ({ ...row, dials: dials as unknown as KeptDials }))
}

/**
 * Keeps the dials of each partnership at the end of the last quarter, once, for each audience that may see it. What began
 * later is left out. Returns how many partnerships were kept.
 */
export async function keepFactorQuarters(db: Db, moment: Moment): Promise<number> {
  const { rows: regions } = await sql<{
    id: string
    timeZone: string
    firstMonth: number
    first: Date
    latest: string | null
  }>`
    select r.region_id as id, r.time_zone as "timeZone", r.fiscal_month as "firstMonth", p.first,
      (select max(q.day) from factor_quarters q where q.region_id = r.region_id) as latest
    from regions r join (select s.region_id, min(s.created_at) as first from records s
      where s.kind = 'partnership' and s.removed_at is null group by s.region_id) p on p.region_id = r.region_id`.execute(
    db,
  )
  let kept = 0
  await eachApart(regions, 'Not every region’s dials could be kept at the end of its quarter.', async (region) => {
    const day = lastQuarterEnd(dayIn(region.timeZone, moment.at), region.firstMonth)
    if (dayIn(region.timeZone, region.first) > day || (region.latest ?? '') >= day) return
    kept += await inTransaction(db, (trx) => keepQuarter(trx, region, day, moment))
  })
  return kept
}

/** Keeps a quarter of all partnerships of a region that were there on its last day. */
async function keepQuarter(
  trx: Trx,
  region: { id: string; timeZone: string },
  day: string,
  moment: Moment,
): Promise<number> {
  const wasThere = ({ createdAt, periodLast }: Partnership) =>
    dayIn(region.timeZone, createdAt) <= day && (periodLast === null || periodLast >= day)
  const kept = new Set<string>()
  for (const tier of TIERS) {
    const actor = tierActor(region.id, tier)
    const { items } = await listPartnerships(trx, actor, {}, { offset: 0, limit: 10_000 })
    const there = items.filter(wasThere)
    const evidence = await evidenceOf(trx, actor, there, day, 'en')
    for (const { id } of there) {
      kept.add(id)
      await keep(trx, region.id, id, day, tier, statesOf(dialsOf(evidence.get(id)!)), moment)
    }
    if (tier === 'coordinator')
      for (const partnership of there)
        await keep(
          trx,
          region.id,
          partnership.id,
          day,
          'partners',
          await seenByAll(trx, partnership, region.id, day),
          moment,
        )
  }
  // No page that was made before shows it.
  await tell(trx, region.id)
  return kept.size
}

/** What every partner sees alike: what one of them sees otherwise is not known to all. */
async function seenByAll(db: Db, partnership: Partnership, regionId: string, day: string): Promise<KeptDials> {
  const views: KeptDials[] = []
  for (const { organization } of currentParties(partnership)) {
    const mandates = [{ what: 'view' as const, organizationId: organization.id }]
    const member = memberActor({ regionId, accountId: null, personId: '', name: '', mandates })
    const actor = { ...member, personId: null, name: null }
    const seen = await getPartnership(db, actor, partnership.id)
    views.push(statesOf(dialsOf((await evidenceOf(db, actor, [seen], day, 'en')).get(partnership.id)!)))
  }
  return alike(views)
}

/** States that are the same in all views; the others are unknown. */
export function alike([first, ...rest]: readonly KeptDials[]): KeptDials {
  const kept = Object.fromEntries(FACTORS.map((factor) => [factor, {}])) as KeptDials
  for (const factor of FACTORS)
    for (const [key, state] of Object.entries(first?.[factor] ?? {}))
      kept[factor][key] = rest.every((view) => view[factor][key] === state) ? state : 'unknown'
  return kept
}

const statesOf = (dials: readonly Dial[]): KeptDials =>
  Object.fromEntries(
    dials.map(({ factor, answers }) => [
      factor,
      Object.fromEntries(answers.map(({ rule, finding }) => [rule.key, finding.state])),
    ]),
  ) as KeptDials

const keep = (
  db: Db,
  regionId: string,
  partnershipId: string,
  day: string,
  audience: Audience,
  dials: KeptDials,
  moment: Moment,
) =>
  db
    .insertInto('factor_quarters')
    .values({
      region_id: regionId,
      partnership_id: partnershipId,
      day,
      taken_at: moment.at,
      audience,
      version: RULES_VERSION,
      dials: JSON.stringify(dials),
    })
    .onConflict((on) => on.doNothing())
    .execute()
