import { sql } from 'kysely'
import sharp from 'sharp'
import { formatDate } from '../../platform/i18n.ts'
import type { Db } from '../../platform/db.ts'
import { NETWORK_FORMATS, networkOf } from '../network-files.ts'
import { tierActor } from '../tiers.ts'
import type { MapView } from './map-views.ts'

/** Formats of a map for programs: their ending, and which writer makes them. */
export const MAP_FORMATS = { gexf: 'gexf', graphml: 'graphml', json: 'kumu' } as const
export type MapFormat = keyof typeof MAP_FORMATS

/** Just what a map shows as a file for programs that draw networks. */
export async function mapFileOf(
  db: Db,
  regionId: string,
  view: MapView,
  name: string,
  format: MapFormat,
): Promise<{ type: string; text: string }> {
  const { network, organizations, pairs } = view
  const only = {
    organizations: new Set(organizations.map(({ id }) => id)),
    ties: new Set(pairs.flatMap((pair) => pair.ties.map(({ id }) => id))),
  }
  const query = { today: network.asOf, ended: 'all' as const }
  const actor = tierActor(regionId, network.tier)
  const out = await networkOf(db, actor, query, name, { only, withHolders: network.tier !== 'public' })
  const { type, write } = NETWORK_FORMATS[MAP_FORMATS[format]]
  return { type, text: write({ ...out, name: `${name}, ${formatDate('en', network.asOf, 'long')}` }) }
}

/** So much sharper is a map as PNG than its own units. */
const SHARPER = 2

/** A sheet as PNG, twice as sharp as its own size. */
export const paint = (svg: string): Promise<Uint8Array<ArrayBuffer>> =>
  sharp(Buffer.from(svg), { density: 72 * SHARPER })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer()
    .then((bytes) => Uint8Array.from(bytes))

/** So many sources are named beneath a map. */
const NAMED = 6

/** Titles of what most ties of a map rest on. */
export async function referencesOf(db: Db, regionId: string, view: MapView): Promise<string[]> {
  const ids = view.pairs.flatMap((pair) => pair.ties.map(({ id }) => id))
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('record_references')
    .select(['title', (eb) => eb.fn.countAll<number>().as('n')])
    .where('region_id', '=', regionId)
    .where(sql<boolean>`record_id = any(${ids}::uuid[])`)
    .groupBy('title')
    .orderBy('n', 'desc')
    .orderBy('title')
    .limit(NAMED)
    .execute()
  return rows.map(({ title }) => title)
}
