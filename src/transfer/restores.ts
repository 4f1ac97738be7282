import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db.ts'
import { eraseAgain, rememberedErasures } from '../platform/erasures.ts'
import { migrations } from '../platform/migrate.ts'
import type { Moment } from '../platform/moment.ts'
import { RESERVED_REGION_SLUGS } from '../paths.ts'
import { emptyRegion } from '../region/regions.ts'
import { archivedTables } from './archives.ts'
import type { TableShape } from '../platform/catalogues.ts'
import { ArchiveError, type Manifest, type OpenArchive } from './manifests.ts'
import type { RegionHere } from './own-addresses.ts'
import { columnsOf, spellPlainly, writeLines } from './rows.ts'

/** Under which address a region comes back: its own, another, or in the place of the region that stands there. */
export interface Address {
  as?: string
  replace?: boolean
}

/**
 * Brings a region back from its archive, whole or not at all; returns its address. Accounts do not come along: whoever had
 * one is a pending invitation, but for members of the very region that is replaced. `origin` is the address of this
 * installation, without a slash at the end: links in texts lead to the region where it is now.
 */
export async function restoreRegion(
  db: Db,
  archive: OpenArchive,
  address: Address,
  origin: string,
  moment: Moment,
): Promise<{ id: string; slug: string }> {
  const { manifest } = archive
  if (manifest.kind !== 'tieline-region' || !manifest.region)
    throw new ArchiveError('This is a backup of an installation, not a region. Use tieline restore-all.')
  refuseNewer(manifest)
  const slug = address.as ?? manifest.region.slug
  if (!/^[a-z0-9-]{2,60}$/.test(slug) || RESERVED_REGION_SLUGS.includes(slug))
    throw new ArchiveError(`No region can have the address "${slug}". Choose another one with --as.`)
  return db.transaction().execute(async (trx) => {
    await spellPlainly(trx)
    const place = await clearPlace(trx, manifest.region!, slug, address, moment)
    const earlier = address.as === undefined ? manifest.region!.earlierSlugs : []
    await takeSlugs(trx, place.id, slug, earlier)
    const here = { id: place.id, slug, origin }
    const erased = await forgetErasures(trx, place.id)
    await writeTables(trx, archive, await archivedTables(trx), (shape) => shape.name, here)
    await eraseAgain(trx, erased, moment, place.id)
    await keepMembers(trx, place.id, place.members)
    await mailNothingAgain(trx, moment, place.id)
    await trx
      .insertInto('installation_journal')
      .values({ id: moment.id(), at: moment.at, verb: 'region.restored', changes: JSON.stringify({ slug }) })
      .execute()
    await sql`select pg_notify('tieline', ''), pg_notify('tieline', ${place.id})`.execute(trx)
    return { id: place.id, slug }
  })
}

/** An archive of a later version may hold what this one would lose. */
export function refuseNewer(manifest: Manifest) {
  const known = migrations().map(({ name }) => name)
  const unknown = manifest.migrations.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new ArchiveError(`This archive was made by a newer Tieline (${unknown}). Update Tieline and try again.`)
}

type Member = { id: string; person_id: string; account_id: string; since: Date; ended_at: Date | null }

/** The id under which the region comes back, its place free; and who was a member there. */
async function clearPlace(
  trx: Trx,
  told: NonNullable<Manifest['region']>,
  slug: string,
  { as, replace }: Address,
  moment: Moment,
): Promise<{ id: string; members: Member[] }> {
  const there = await trx
    .selectFrom('region_slugs')
    .select(['region_id as id', 'current'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (there?.current && !replace)
    throw new ArchiveError(`There is a region at /${slug} already. Give another address with --as, or --replace it.`)
  if (replace && !there?.current) throw new ArchiveError(`There is no region at /${slug} to replace.`)
  if (there && !replace) throw new ArchiveError(`/${slug} leads to another region. Give another address with --as.`)
  const same = await trx.selectFrom('regions').select('region_id').where('region_id', '=', told.id).executeTakeFirst()
  if (!there) return { id: as === undefined && !same ? told.id : moment.id(), members: [] }
  const members = await trx
    .selectFrom('memberships')
    .select(['id', 'person_id', 'account_id', 'since', 'ended_at'])
    .where('region_id', '=', there.id)
    .execute()
  await emptyRegion(trx, there.id)
  return { id: there.id, members: there.id === told.id ? members : [] }
}

async function takeSlugs(trx: Trx, regionId: string, slug: string, earlier: string[]) {
  await trx
    .insertInto('region_slugs')
    .values([
      { slug, region_id: regionId, current: true },
      ...earlier.filter((one) => one !== slug).map((one) => ({ slug: one, region_id: regionId, current: false })),
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Writes every table that the archive has, in an order in which each row finds what it points at. */
export async function writeTables(
  trx: Trx,
  archive: OpenArchive,
  shapes: TableShape[],
  nameOf: (shape: TableShape) => string,
  region?: RegionHere,
) {
  refuseUnknown(archive.manifest, shapes, nameOf, region?.id)
  for (const shape of shapes) {
    const told = archive.manifest.tables[nameOf(shape)]
    if (told)
      await writing(nameOf(shape), () => writeLines(trx, shape, told.columns, archive.lines(nameOf(shape)), region))
  }
  const written = shapes.filter((shape) => archive.manifest.tables[nameOf(shape)])
  await sql`set constraints all immediate`.execute(trx)
  // The planner learns how large the tables are now, before anybody asks.
  await sql`analyze ${sql.join(written.map((shape) => sql.id(shape.schema, shape.name)))}`.execute(trx)
}

/**
 * What is not known here would be lost without a word. A migration that takes a table or a column away has to say here
 * what becomes of it in older archives.
 */
function refuseUnknown(
  manifest: Manifest,
  shapes: TableShape[],
  nameOf: (shape: TableShape) => string,
  regionId?: string,
) {
  const known = new Map(shapes.map((shape) => [nameOf(shape), columnsOf(shape, regionId)]))
  for (const [name, { columns }] of Object.entries(manifest.tables)) {
    const here = known.get(name)
    if (!here) throw new ArchiveError(`The archive holds a table that is not restored: ${name}. Nothing was changed.`)
    const strange = columns.find((column) => !here.includes(column))
    if (strange !== undefined)
      throw new ArchiveError(`The table ${name} of the archive has an unknown column: ${strange}. Nothing was changed.`)
  }
}

async function writing<T>(table: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ArchiveError || !(error instanceof Error) || !('code' in error)) throw error
    throw new ArchiveError(`The rows of ${table} do not fit: ${error.message}. Nothing was changed.`, { cause: error })
  }
}

/** Who was erased in this installation, kept aside while the archive brings its own list. */
async function forgetErasures(trx: Trx, regionId: string) {
  const erased = await rememberedErasures(trx)
  await trx.deleteFrom('erasures').where('region_id', '=', regionId).execute()
  return erased
}

/** Whoever was a member stays one, if they are in the archive. */
async function keepMembers(trx: Trx, regionId: string, members: Member[]) {
  const persons = new Set(
    (await trx.selectFrom('persons').select('id').where('region_id', '=', regionId).execute()).map(({ id }) => id),
  )
  const stay = members.filter((member) => persons.has(member.person_id))
  if (stay.length > 0)
    await trx
      .insertInto('memberships')
      .values(stay.map((member) => ({ region_id: regionId, ...member })))
      .execute()
}

/** What waited to be told when the archive was made was told since, or is old news. */
export async function mailNothingAgain(trx: Trx, moment: Moment, regionId?: string) {
  await trx
    .updateTable('journal')
    .set({ announced_at: moment.at })
    .where('announced_at', 'is', null)
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId!))
    .execute()
  await trx
    .updateTable('deliveries')
    .set({ given_up_at: moment.at })
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId!))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .execute()
  // A copy that somebody tries out tells the world nothing by itself.
  await trx
    .updateTable('webhooks')
    .set({ paused_at: moment.at, paused_why: 'restored' })
    .$if(regionId !== undefined, (query) => query.where('region_id', '=', regionId!))
    .where('paused_at', 'is', null)
    .execute()
}
