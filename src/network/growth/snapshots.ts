import { sql } from 'kysely'
import { type Db, visible } from '../../platform/db.ts'
import { dayIn, isDay } from '../../platform/days.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import {
  type Network,
  type NetworkOrganization,
  type NetworkTie,
  fadingMonthsOf,
  readNetwork,
  readOrganizations,
} from '../current-networks.ts'
import { type Insight, insightOf } from '../insight/insights.ts'
import { TIERS, type Tier, tierActor } from '../tiers.ts'
import { lastQuarterEnd } from './quarters.ts'

/** The network at the end of a quarter, as it was kept then, as far as a tier may see it today. */
export interface Snapshot {
  day: string
  takenAt: Date
  network: Network
  /** The measures of the tier as they were then; of organizations that may be seen today. */
  insight: Insight
}

/** What was kept of a quarter, in figures. */
export interface SnapshotLine {
  day: string
  takenAt: Date
  graph: Omit<Insight['graph'], 'articulationPoints' | 'bridges'>
}

/**
 * Keeps the network of each region at the end of the last quarter, once: what is kept is never written over. A region that
 * began later, or has no organizations, is left out. Returns how many were kept.
 */
export async function takeSnapshots(db: Db, moment: Moment): Promise<number> {
  const regions = await db
    .selectFrom('regions')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'regions.region_id').onRef('records.id', '=', 'regions.region_id'),
    )
    .select(['regions.region_id as id', 'time_zone as timeZone', 'fiscal_month as firstMonth'])
    .select('records.created_at as createdAt')
    .select((eb) =>
      eb
        .selectFrom('map_snapshots')
        .select((max) => max.fn.max('day').as('day'))
        .whereRef('map_snapshots.region_id', '=', 'regions.region_id')
        .as('latest'),
    )
    .execute()
  let taken = 0
  await eachApart(regions, 'Not every region could be kept at the end of its quarter.', async (region) => {
    const day = lastQuarterEnd(dayIn(region.timeZone, moment.at), region.firstMonth)
    if (dayIn(region.timeZone, region.createdAt) > day || (region.latest ?? '') >= day) return
    taken += Number(await takeSnapshot(db, region.id, day, moment))
  })
  return taken
}

/** Keeps the network of a region as it was on a day. False where there was none, or it is kept already. */
export async function takeSnapshot(db: Db, regionId: string, day: string, moment: Moment): Promise<boolean> {
  const network = await readNetwork(db, regionId, 'coordinator', day)
  if (network.organizations.length === 0) return false
  const insights = await Promise.all(TIERS.map((tier) => insightOf(db, regionId, tier, day)))
  const row = await db
    .insertInto('map_snapshots')
    .values({
      region_id: regionId,
      day,
      taken_at: moment.at,
      organizations: JSON.stringify(network.organizations),
      ties: JSON.stringify(network.ties),
      insights: JSON.stringify(Object.fromEntries(insights.map((insight) => [insight.tier, insight]))),
    })
    .onConflict((on) => on.columns(['region_id', 'day']).doNothing())
    .returning('day')
    .executeTakeFirst()
  return row !== undefined
}

/** The quarters that are kept, the latest first, with the figures of the tier as they were. */
export function listSnapshots(db: Db, regionId: string, tier: Tier): Promise<SnapshotLine[]> {
  return db
    .selectFrom('map_snapshots')
    .select(['day', 'taken_at as takenAt'])
    .select(
      sql<SnapshotLine['graph']>`(insights -> ${tier}::text -> 'graph') - 'articulationPoints' - 'bridges'`.as('graph'),
    )
    .where('region_id', '=', regionId)
    .orderBy('day', 'desc')
    .execute()
}

/** One quarter, with what of it the tier may see today; undefined where none is kept of that day. */
export async function findSnapshot(db: Db, regionId: string, tier: Tier, day: string): Promise<Snapshot | undefined> {
  if (!isDay(day)) return undefined
  const row = await db
    .selectFrom('map_snapshots')
    .select(['day', 'taken_at as takenAt', 'organizations', 'ties'])
    .select(sql<Insight>`insights -> ${tier}::text`.as('insight'))
    .where('region_id', '=', regionId)
    .where('day', '=', day)
    .executeTakeFirst()
  if (!row) return undefined
  const kept = row.organizations as unknown as NetworkOrganization[]
  const ties = row.ties as unknown as NetworkTie[]
  const seen = await seenToday(
    db,
    regionId,
    tier,
    [...kept, ...ties].map(({ id }) => id),
  )
  const placed = tier === 'coordinator' ? undefined : await countiesToday(db, regionId, tier, day)
  const organizations = kept
    .filter(({ id }) => seen.has(id))
    .map((one) =>
      placed ? { ...one, counties: one.counties.filter((county) => placed.get(one.id)?.has(county)) } : one,
    )
  const known = new Set(organizations.map(({ id }) => id))
  const network: Network = {
    tier,
    asOf: row.day,
    fadingMonths: await fadingMonthsOf(db, regionId),
    organizations,
    ties: ties
      .filter((tie) => seen.has(tie.id) && known.has(tie.a) && known.has(tie.b))
      .map((tie) => (tier === 'coordinator' ? tie : { ...tie, line: tie.state, lastContact: null })),
  }
  const { graph } = row.insight
  const insight: Insight = {
    ...row.insight,
    graph: {
      ...graph,
      articulationPoints: graph.articulationPoints.filter((id) => known.has(id)),
      bridges: graph.bridges.filter((ends) => ends.every((id) => known.has(id))),
    },
    organizations: Object.fromEntries(Object.entries(row.insight.organizations).filter(([id]) => known.has(id))),
  }
  return { day: row.day, takenAt: row.takenAt, network, insight }
}

/** In which counties a tier may know each organization of a day to be: a place of it may be seen by few. */
async function countiesToday(db: Db, regionId: string, tier: Tier, day: string): Promise<Map<string, Set<string>>> {
  const organizations = await readOrganizations(db, tierActor(regionId, tier), day)
  return new Map(organizations.map(({ id, counties }) => [id, new Set(counties)]))
}

async function seenToday(db: Db, regionId: string, tier: Tier, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('records')
    .select('records.id')
    .where(visible(tierActor(regionId, tier)))
    .where(sql<boolean>`records.id = any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
