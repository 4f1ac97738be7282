import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Trx } from '../platform/db.ts'
import { type EntryOut, zipFile } from '../platform/formats/zip-out.ts'
import { migrations } from '../platform/migrate.ts'
import type { Moment } from '../platform/moment.ts'
import { tableShapes, type TableShape } from '../platform/catalogues.ts'
import { MANIFEST, type Manifest, pathOf, README, tally } from './manifests.ts'
import type { RegionHere } from './own-addresses.ts'
import { readableCopies } from './readables.ts'
import { columnsOf, linesOf, spellPlainly } from './rows.ts'

/** Tables of a region that are no part of its archive, and why. */
export const LEFT_OUT: Record<string, string> = {
  region_slugs: 'stands in the manifest: another name may be given',
  api_keys: 'secrets of programs',
  memberships: 'an account belongs to an installation; elsewhere its person is a pending invitation',
  links: 'tokens of mails that were sent',
  deliveries: 'mails that were sent',
  webhooks: 'only this installation signs for them',
  webhook_deliveries: 'what was sent',
  webhook_attempts: 'what was sent',
  request_keys: 'what was asked twice within two days',
  map_layouts: 'made anew when the map is looked at',
  import_mappings: 'what columns of files were taken for here',
  import_batches: 'what is done of a long import that is under way',
  imports: 'files that wait for a decision, and reports of a month',
  plan_readings: 'lines of files among which somebody chooses within a day',
  outbox: 'mails that were sent',
  shared_texts: 'how a text came to be that stands in its record',
  pulse_drafts: 'opened by a link alone, and links are left out',
}

/** Tables whose rows nobody sees but those whom they are about: only whoever has the server takes them along. */
export const SEALED: Record<string, string> = {
  hours_used: 'hours of single people are seen inside their organization only',
  pulse_answered: 'who has answered in a pulse that is open',
  pulse_sheets: 'what was answered in it',
  pulse_views: 'how one partner is seen is told to its own people only',
}

/** Of tables in which some rows are of what is sealed, those that everybody who exports may have. */
const UNSEALED: Record<string, RawBuilder<SqlBool>> = {
  // What was moved when two became one is kept row by row.
  merge_moves: sql`t.table_name <> all(${Object.keys(SEALED)}::text[])`,
  // Hours that were written down are suggested as given to whoever wrote them.
  proposals: sql`t.sealed_to is null`,
  proposal_concerns: sql`not exists (select from proposals p
    where p.region_id = t.region_id and p.id = t.proposal_id and p.sealed_to is not null)`,
}

const ABOUT = `An archive of a region of Tieline.

manifest.json says where it is from, when it was made, and what it holds.
tables/*.ndjson are the tables of the region: a line of JSON for each row, the names of its columns in it.
readable/ holds the same once more for spreadsheets and programs that draw networks; nothing is put back from it.
The id ${'00000000-0000-0000-0000-000000000000'} stands for the region itself; tieline-region: and tieline-path: in texts
stand for its address.

Put it back with: tieline restore FILE.zip [--as SLUG | --replace]
`

/** How much is in the sealed tables of a region. */
async function countSealed(trx: Trx, regionId: string): Promise<Record<string, number>> {
  const counts = await Promise.all(
    Object.keys(SEALED).map(async (name) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)} t
        where t.region_id = ${regionId}`.execute(trx)
      return [name, rows[0]!.n] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** The tables of a region's archive, each after those that its rows point at. */
export const archivedTables = async (db: Db): Promise<TableShape[]> =>
  (await tableShapes(db)).filter((shape) => shape.ofRegion && !(shape.name in LEFT_OUT))

/**
 * A region with everything in it as a zip, as it stood at one moment. The same records give the same bytes, but for the
 * manifest. No secret, sign-in, link or delivery is in it, and what is sealed only where that is wanted; else its manifest
 * tells how much there is.
 */
export async function* regionArchive(
  db: Db,
  region: { id: string; slug: string; name: string },
  origin: string,
  moment: Moment,
  wanted: { sealed: boolean } = { sealed: true },
): AsyncGenerator<Uint8Array> {
  const made = await beginReading(db)
  try {
    const { trx } = made
    const all = await archivedTables(trx)
    const shapes = wanted.sealed ? all : all.filter(({ name }) => !(name in SEALED))
    const sealed = wanted.sealed ? undefined : await countSealed(trx, region.id)
    const slugs = await trx
      .selectFrom('region_slugs')
      .select('slug')
      .where('region_id', '=', region.id)
      .where('current', '=', false)
      .orderBy('slug')
      .execute()
    const about = { id: region.id, slug: region.slug, earlierSlugs: slugs.map(({ slug }) => slug) }
    const here = { ...about, origin }
    const readable = readableCopies(trx, { ...here, name: region.name })
    const told = { kind: 'tieline-region' as const, region: about, ...(sealed && { sealed }) }
    yield* archive(trx, shapes, told, origin, moment, here, readable)
  } finally {
    await made.end()
  }
}

/** A zip of tables, its manifest last: only then all is counted. */
export function archive(
  trx: Trx,
  shapes: TableShape[],
  about: Pick<Manifest, 'kind' | 'region' | 'sealed'>,
  origin: string,
  moment: Moment,
  region?: RegionHere,
  readable: AsyncIterable<EntryOut> | Iterable<EntryOut> = [],
): AsyncGenerator<Uint8Array> {
  const tables: Manifest['tables'] = {}
  const nameOf = (shape: TableShape) => (region === undefined ? `${shape.schema}.${shape.name}` : shape.name)
  const manifest = (): Manifest => ({
    ...about,
    layout: 1,
    installation: origin,
    at: moment.at.toISOString(),
    migrations: migrations().map(({ name }) => name),
    tables,
  })
  async function* entries() {
    yield { path: README, pieces: [utf8(ABOUT)] }
    for (const shape of shapes) yield { path: pathOf(nameOf(shape)), pieces: bytesOf(shape) }
    yield* readable
    yield { path: MANIFEST, pieces: [utf8(`${JSON.stringify(manifest(), null, 2)}\n`)] }
  }
  async function* bytesOf(shape: TableShape): AsyncGenerator<Uint8Array> {
    const counted = tally(columnsOf(shape, region?.id))
    let text = ''
    for await (const line of linesOf(trx, shape, region, about.sealed && UNSEALED[shape.name])) {
      counted.add(line)
      text += `${line}\n`
      if (text.length < CHUNK) continue
      yield utf8(text)
      text = ''
    }
    if (text !== '') yield utf8(text)
    tables[nameOf(shape)] = counted.result()
  }
  return zipFile(entries())
}

/** So many characters go out at once. */
const CHUNK = 64_000
const utf8 = (text: string) => new TextEncoder().encode(text)

/** Everything as it stands now, for as long as it takes to read it. Whoever begins ends it. */
export async function beginReading(db: Db) {
  const trx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  const end = () => trx.rollback().execute()
  try {
    await spellPlainly(trx)
    await sql`set local statement_timeout = 0`.execute(trx)
  } catch (error) {
    await end()
    throw error
  }
  return { trx: trx as Trx, end }
}
