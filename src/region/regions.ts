import { sql } from 'kysely'
import { differences, record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { systemActor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import type { Db, Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, nextVersion } from '../platform/records.ts'
import type { Room } from '../platform/room.ts'
import { indexText } from '../platform/search-texts.ts'
import { translationsOf } from '../platform/translations.ts'
import type { Look, RegionHead } from '../ui/page.ts'
import type { RegionInput } from './forms.ts'
import { seedLists } from './lists.ts'
import { type Said, ownLanguage, said, saveWords } from './words.ts'

export interface NewRegion {
  slug: string
  name: string
  timeZone?: string
  counties?: string[]
  countyNames?: string[]
  invented?: boolean
  demonstration?: boolean
}

/** The region whose slug this is, as every page shows it; `moved` when the slug is an old one. */
export async function findRegion(db: Db, slug: string): Promise<(RegionHead & { moved: boolean }) | undefined> {
  const row = await heads(db).where('asked.slug', '=', slug).executeTakeFirst()
  return row && shape(row)
}

/** The same by the region's id. */
export async function findRegionById(db: Db, id: string): Promise<RegionHead | undefined> {
  const row = await heads(db).where('asked.region_id', '=', id).where('asked.current', '=', true).executeTakeFirst()
  return row && shape(row)
}

/** Regions of this installation, by name, each with its sentence as a reader of `lang` gets it. */
export async function listRegions(db: Db, lang: Lang = 'en'): Promise<(RegionHead & { tagline: Said })[]> {
  const rows = await heads(db)
    .select(said('tagline', lang).as('tagline'))
    .where('asked.current', '=', true)
    .orderBy('r.name')
    .execute()
  return rows.map((row) => ({ ...shape(row), tagline: row.tagline }))
}

/** Whether there is more than one region, found as fast among thousands as among two. */
export async function hasSeveralRegions(db: Db): Promise<boolean> {
  const rows = await db
    .selectFrom('region_slugs as s')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 's.region_id').onRef('r.id', '=', 's.region_id'))
    .select('s.region_id')
    .where('s.current', '=', true)
    .where('r.removed_at', 'is', null)
    .limit(2)
    .execute()
  return rows.length > 1
}

const heads = (db: Db) =>
  db
    .selectFrom('region_slugs as asked')
    .innerJoin('region_slugs as now', (on) =>
      on.onRef('now.region_id', '=', 'asked.region_id').on('now.current', '=', true),
    )
    .innerJoin('regions as r', 'r.region_id', 'asked.region_id')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'r.region_id').onRef('records.id', '=', 'r.region_id'),
    )
    .select([
      'r.region_id',
      'r.name',
      'r.time_zone',
      'r.languages',
      'r.county_names',
      'r.fading_months',
      'r.invented',
      'r.demonstration',
      'now.slug',
      'asked.current',
    ])
    .select([countyNames.as('counties'), looks.as('looks')])
    .where('records.removed_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof heads>['executeTakeFirstOrThrow']>>
const shape = (row: Row): RegionHead & { moved: boolean } => ({
  id: row.region_id,
  slug: row.slug,
  name: row.name,
  timeZone: row.time_zone,
  languages: row.languages as Lang[],
  counties: row.county_names.length > 0 ? row.county_names : row.counties,
  fadingMonths: row.fading_months,
  looks: new Map(Object.entries(row.looks)),
  invented: row.invented,
  demonstration: row.demonstration,
  moved: !row.current,
})

const countyNames = sql<
  string[]
>`coalesce((select array_agg(c.name || ', ' || c.state order by c.name) from region_counties rc
  join counties c on c.fips = rc.fips where rc.region_id = r.region_id), '{}')`

const looks = sql<Record<string, Look>>`(select coalesce(json_object_agg(s.key, json_build_object('colour', s.colour,
  'shape', s.shape)), '{}') from sectors s where s.region_id = r.region_id)`

/** Why a region cannot have an address. */
export const SLUG_TAKEN = 'region.slugTaken'

/** Makes a region with its lists. A taken slug answers 409. */
export async function createRegion(
  db: Db,
  actor: Pick<Actor, 'personId'> | null,
  made: NewRegion,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const by: Actor = { ...systemActor(id), personId: actor?.personId ?? null }
  await record(db, by, { verb: 'region.created', record: { id } }, moment, async (trx) => {
    await takeSlug(trx, id, made.slug)
    await addRecord(trx, id, { id, kind: 'region', visibility: 'public' }, moment)
    await trx
      .insertInto('regions')
      .values({
        region_id: id,
        name: made.name,
        ...(made.timeZone && { time_zone: made.timeZone }),
        county_names: made.countyNames ?? [],
        invented: made.invented ?? false,
        demonstration: made.demonstration ?? false,
      })
      .execute()
    await setCounties(trx, id, made.counties ?? [])
    await seedLists(trx, id)
    await indexText(trx, id, id, { lang: 'en', title: made.name, body: '' })
  })
  return id
}

async function takeSlug(trx: Trx, regionId: string, slug: string) {
  const taken = await trx
    .insertInto('region_slugs')
    .values({ slug, region_id: regionId })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (Number(taken.numInsertedOrUpdatedRows) === 0) throw problem(409, SLUG_TAKEN, { slug })
}

/** The counties of a region by FIPS code; an unknown code answers 422. */
export async function setCounties(trx: Trx, regionId: string, fips: string[]) {
  const known =
    fips.length === 0 ? [] : await trx.selectFrom('counties').select('fips').where('fips', 'in', fips).execute()
  const unknown = fips.find((code) => !known.some((county) => county.fips === code))
  if (unknown) throw problem(422, 'region.unknownCounty', { fips: unknown })
  await trx.deleteFrom('region_counties').where('region_id', '=', regionId).execute()
  if (fips.length > 0)
    await trx
      .insertInto('region_counties')
      .values([...new Set(fips)].map((code) => ({ region_id: regionId, fips: code })))
      .execute()
}

/** The settings of a region, with the version they were read at. */
export async function getSettings(db: Db, regionId: string): Promise<RegionInput & { version: number }> {
  const kept = await translationsOf(db, regionId, regionId)
  const row = await db
    .selectFrom('regions as r')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'r.region_id').onRef('records.id', '=', 'r.region_id'),
    )
    .innerJoin('region_slugs as s', (on) => on.onRef('s.region_id', '=', 'r.region_id').on('s.current', '=', true))
    .selectAll('r')
    .select(['records.version', 'records.lang', 's.slug'])
    .select(
      sql<string[]>`array(select fips from region_counties c where c.region_id = r.region_id order by fips)`.as(
        'counties',
      ),
    )
    .where('r.region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  const words = (field: 'tagline' | 'description', lang: Lang) =>
    row.lang === lang ? row[field] : (kept.find((one) => one.field === field && one.lang === lang)?.text ?? '')
  return {
    name: row.name,
    slug: row.slug,
    tagline_en: words('tagline', 'en'),
    tagline_es: words('tagline', 'es'),
    description_en: words('description', 'en'),
    description_es: words('description', 'es'),
    timeZone: row.time_zone,
    counties: row.counties,
    fiscalMonth: row.fiscal_month,
    closedDays: row.closed_days,
    languages: row.languages as Lang[],
    smallCountThreshold: row.small_count_threshold,
    fadingMonths: row.fading_months,
    nationalView: row.national_view,
    version: row.version,
  }
}

/** Changes the settings of a region. A new slug leaves the old one redirecting; a taken one answers 409. */
export async function changeRegion(
  db: Db,
  actor: Actor,
  rooms: readonly Room[],
  before: RegionInput & { version: number },
  input: RegionInput,
  moment: Moment,
) {
  const { version, ...old } = before
  const deed = { verb: 'region.changed', record: { id: actor.regionId }, changes: differences(old, input) }
  await record(db, actor, deed, moment, async (trx) => {
    const own = ownLanguage(input)
    const next = await nextVersion(trx, actor.regionId, actor.regionId, version, { lang: own })
    if (input.slug !== before.slug) await changeSlug(trx, actor.regionId, input.slug)
    await trx
      .updateTable('regions')
      .set({
        name: input.name,
        tagline: input[`tagline_${own}`],
        description: input[`description_${own}`],
        time_zone: input.timeZone,
        fiscal_month: input.fiscalMonth,
        closed_days: input.closedDays,
        languages: input.languages,
        small_count_threshold: input.smallCountThreshold,
        fading_months: input.fadingMonths,
        national_view: input.nationalView,
      })
      .where('region_id', '=', actor.regionId)
      .execute()
    await setCounties(trx, actor.regionId, input.counties)
    await saveWords(trx, actor, input, next, moment)
    const [was, is] = [dayIn(before.timeZone, moment.at), dayIn(input.timeZone, moment.at)]
    if (is < was) for (const room of rooms) await room.dayWentBack?.(trx, actor.regionId, was, is)
  })
}

async function changeSlug(trx: Trx, regionId: string, slug: string) {
  const mine = await trx.selectFrom('region_slugs').select('region_id').where('slug', '=', slug).executeTakeFirst()
  if (mine && mine.region_id !== regionId) throw problem(409, 'region.slugTaken', { slug })
  await trx.updateTable('region_slugs').set({ current: false }).where('region_id', '=', regionId).execute()
  await trx
    .insertInto('region_slugs')
    .values({ slug, region_id: regionId })
    .onConflict((on) => on.column('slug').doUpdateSet({ current: true }))
    .execute()
}

/** Tables of a region that hang on no record. */
const LOOSE_TABLES = ['request_keys', 'file_chunks'] as const

/** Takes everything of a region away, its address too, and leaves nothing behind. */
export async function emptyRegion(trx: Trx, regionId: string) {
  for (const table of LOOSE_TABLES) await trx.deleteFrom(table).where('region_id', '=', regionId).execute()
  // What names an entry of a list and hangs deeper than the list itself would hold it: it goes first.
  await trx.deleteFrom('records').where('region_id', '=', regionId).where('kind', '=', 'partnership').execute()
  await trx.deleteFrom('records').where('region_id', '=', regionId).execute()
  await trx.deleteFrom('outbox').where('region_id', '=', regionId).execute()
  await trx.deleteFrom('region_slugs').where('region_id', '=', regionId).execute()
}

/** Erases a region with everything it holds. It cannot be undone; the installation's journal keeps that it was, and who did it. */
export async function deleteRegion(
  db: Db,
  region: { id: string; slug: string; name: string },
  moment: Moment,
  accountId: string | null = null,
) {
  await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx)
    if (!(await holdRegion(trx, region.id))) return
    await emptyRegion(trx, region.id)
    await trx.deleteFrom('installation_settings').where('key', 'like', `%:${region.id}`).execute()
    await trx
      .insertInto('installation_journal')
      .values({
        id: moment.id(),
        at: moment.at,
        account_id: accountId,
        verb: 'region.deleted',
        changes: JSON.stringify({ slug: region.slug, name: region.name }),
      })
      .execute()
    await sql`select pg_notify('tieline', ''), pg_notify('tieline', ${region.id})`.execute(trx)
  })
}

/** False where somebody else was quicker. */
const holdRegion = (trx: Trx, id: string) =>
  trx.selectFrom('records').select('id').where('region_id', '=', id).where('id', '=', id).forUpdate().executeTakeFirst()
