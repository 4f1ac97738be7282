import { sql } from 'kysely'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { type Network, pairsOf } from '../current-networks.ts'
import type { Point } from '../layouts.ts'
import type { Tier } from '../tiers.ts'
import { type Unplaced, withShelf } from '../graph/layout.ts'
import { threads } from '../graph/threads.ts'
import type { Pin } from './forms.ts'

type Places = Record<string, readonly [x: number, y: number]>

/** Where an organization stands, and whether a coordinator put it there. */
export type Place = Point & { pinned: boolean }

/**
 * Where each organization of a network stands on the map of its tier, by its id. What was placed once stays; who is new is
 * placed among those it is tied to, and kept from then on.
 */
export async function placesOn(
  db: Db,
  regionId: string,
  network: Network,
  moment: Moment,
): Promise<Map<string, Place>> {
  const [kept, pins] = await Promise.all([keptPlaces(db, regionId, network.tier), listPins(db, regionId)])
  const { organizations } = network
  const before = organizations.map(({ id }) => (kept[id] ? { x: kept[id][0], y: kept[id][1] } : null))
  const edges = pairsOf(network).map(({ a, b, strength }): Unplaced['edges'][number] => [a, b, strength ?? 1])
  const tied = new Set(edges.flatMap(([a, b]) => [a, b]))
  const isNew = [...tied].some((n) => !before[n])
  const places = isNew
    ? await threads.run('layout', { count: organizations.length, edges, before })
    : before.map((place, n) => (tied.has(n) ? place : null))
  if (isNew) {
    const made = organizations.flatMap(({ id }, n) => (places[n] ? [[id, [places[n].x, places[n].y]] as const] : []))
    await keepPlaces(db, regionId, network.tier, Object.fromEntries(made), moment)
  }
  const shown = withShelf(places)
  return new Map(
    organizations.map(({ id }, n) => {
      const pin = pins.get(id)
      return [id, { ...(pin ?? shown[n]!), pinned: pin !== undefined }]
    }),
  )
}

async function keptPlaces(db: Db, regionId: string, tier: Tier): Promise<Places> {
  const row = await db
    .selectFrom('map_layouts')
    .select('places')
    .where('region_id', '=', regionId)
    .where('tier', '=', tier)
    .executeTakeFirst()
  return (row?.places ?? {}) as unknown as Places
}

/** Keeps places beside those that are there: what another placed meanwhile stays. */
async function keepPlaces(db: Db, regionId: string, tier: Tier, places: Places, moment: Moment) {
  const row = { places: JSON.stringify(places), made_at: moment.at }
  await db
    .insertInto('map_layouts')
    .values({ region_id: regionId, tier, ...row })
    .onConflict((on) =>
      on
        .columns(['region_id', 'tier'])
        .doUpdateSet({ places: sql`map_layouts.places || excluded.places`, made_at: moment.at }),
    )
    .execute()
}

async function listPins(db: Db, regionId: string): Promise<Map<string, Point>> {
  const rows = await db
    .selectFrom('map_pins')
    .select(['organization_id', 'x', 'y'])
    .where('region_id', '=', regionId)
    .execute()
  return new Map(rows.map(({ organization_id: id, x, y }) => [id, { x, y }]))
}

/** Puts an organization where a coordinator wants it on the map; from then on it stays there. */
export const pinOnMap = (db: Db, actor: Actor, organization: { id: string }, { x, y }: Pin, moment: Moment) =>
  record(db, actor, { verb: 'map.pinned', record: organization }, moment, async (trx) => {
    const set = { x, y, pinned_at: moment.at }
    await trx
      .insertInto('map_pins')
      .values({ region_id: actor.regionId, organization_id: organization.id, ...set })
      .onConflict((on) => on.columns(['region_id', 'organization_id']).doUpdateSet(set))
      .execute()
  })

/** Lets it stand where its ties draw it. Throws NotFound where it was not pinned. */
export const unpinOnMap = (db: Db, actor: Actor, organization: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'map.unpinned', record: organization }, moment, async (trx) => {
    const row = await trx
      .deleteFrom('map_pins')
      .where('region_id', '=', actor.regionId)
      .where('organization_id', '=', organization.id)
      .returning('organization_id')
      .executeTakeFirst()
    found(row)
  })

/** Forgets where things stood: whoever looks next sees the map laid out anew, with what is pinned in its place. */
export const layOutAnew = (db: Db, actor: Actor, moment: Moment) =>
  record(db, actor, { verb: 'map.laid-out', record: { id: actor.regionId } }, moment, async (trx) => {
    await trx.deleteFrom('map_layouts').where('region_id', '=', actor.regionId).execute()
  })
