import { type RawBuilder, sql } from 'kysely'
import { RESERVED_RECORD_SLUGS } from '../paths.ts'
import type { Db, Trx } from './db.ts'
import { isProblem, problem } from './errors.ts'
import type { Lang } from './i18n.ts'
import type { Moment } from './moment.ts'
import { numberedSlug, slugify } from './slugs.ts'

export type Visibility = 'circle' | 'region' | 'public'
export const VISIBILITIES = ['circle', 'region', 'public'] as const

export interface NewRecord {
  kind: string
  /** What the slug is made from; without it the record is addressed by its id. */
  name?: string
  visibility?: Visibility
  circleId?: string | null
  lang?: Lang
  /** Made elsewhere first, when something else must know it. */
  id?: string
}

/** Puts a record on the spine. A taken slug gets a number, whether or not the taker may be seen. */
export async function addRecord(
  trx: Trx,
  regionId: string,
  made: NewRecord,
  moment: Moment,
): Promise<{ id: string; slug: string | null }> {
  const id = made.id ?? moment.id()
  await trx
    .insertInto('records')
    .values({
      region_id: regionId,
      id,
      kind: made.kind,
      visibility: made.visibility ?? 'region',
      circle_id: made.circleId ?? null,
      lang: made.lang ?? 'en',
      created_at: moment.at,
    })
    .execute()
  const slug = made.name === undefined ? null : await giveSlug(trx, regionId, made.kind, id, made.name)
  return { id, slug }
}

/** The same for many of one kind; their ids are given, and of what was told earlier, when (`at`). */
export async function addRecords(
  trx: Trx,
  regionId: string,
  made: readonly {
    id: string
    name?: string
    visibility: Visibility
    circleId?: string | null
    lang: Lang
    at?: Date
  }[],
  kind: string,
  moment: Moment,
) {
  if (made.length === 0) return
  await trx
    .insertInto('records')
    .values(
      made.map(({ id, visibility, circleId, lang, at }) => ({
        region_id: regionId,
        id,
        kind,
        visibility,
        circle_id: circleId ?? null,
        lang,
        created_at: at ?? moment.at,
      })),
    )
    .execute()
  const named = made.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }]))
  if (named.length > 0) await giveSlugs(trx, regionId, kind, named)
}

/** Gives a record a slug made from its name; its earlier ones go on redirecting. */
export async function giveSlug(trx: Trx, regionId: string, kind: string, id: string, name: string): Promise<string> {
  return (await giveSlugs(trx, regionId, kind, [{ id, name }])).get(id)!
}

/** The same for many records of one kind at once: a few statements, however many of them have the same name. */
export async function giveSlugs(
  trx: Trx,
  regionId: string,
  kind: string,
  named: readonly { id: string; name: string }[],
): Promise<Map<string, string>> {
  const given = new Map<string, string>()
  let waiting = named.map(({ id, name }) => ({ id, base: slugify(name) }))
  while (waiting.length > 0) {
    const wanted = await freeNow(trx, regionId, kind, waiting)
    const rows = await trx
      .insertInto('slugs')
      .values(wanted.map(({ id, slug }) => ({ region_id: regionId, kind, slug, record_id: id })))
      .onConflict((on) =>
        on
          .columns(['region_id', 'kind', 'slug'])
          .doUpdateSet((eb) => ({ slug: eb.ref('excluded.slug') }))
          .whereRef('slugs.record_id', '=', 'excluded.record_id'),
      )
      .returning(['record_id', 'slug'])
      .execute()
    for (const row of rows) given.set(row.record_id, row.slug)
    // Somebody else was faster, or behind the first free number stands a taken one.
    waiting = waiting.filter(({ id }) => !given.has(id))
  }
  if (named.length > 0)
    await sql`update records set slug = given.slug
      from unnest(${[...given.keys()]}::uuid[], ${[...given.values()]}::text[]) as given (id, slug)
      where records.region_id = ${regionId} and records.id = given.id`.execute(trx)
  return given
}

/** A slug for each that is probably free: of the same name with numbers that follow each other. */
async function freeNow(trx: Trx, regionId: string, kind: string, waiting: { id: string; base: string }[]) {
  const groups = Map.groupBy(waiting, (one) => one.base)
  const firsts = [...groups.values()].map((group) => group[0]!)
  const { rows } = await freeNumbers(regionId, kind, firsts).execute(trx)
  const from = new Map(rows.map((row) => [row.base, row.number]))
  const wanted = [...groups].flatMap(([base, group]) =>
    group.map(({ id }, n) => ({ id, slug: numberedSlug(base, from.get(base)! + n) })),
  )
  // "Library 2" and the second "Library" want the same: one of them waits.
  return [...new Map(wanted.map((one) => [one.slug, one])).values()]
}

/**
 * For each base a number that is free though the one before it is taken, found by doubling and halving: thousands of
 * records of one name cost some twenty look-ups by key each.
 */
function freeNumbers(regionId: string, kind: string, firsts: { id: string; base: string }[]) {
  const taken = (slug: RawBuilder<unknown>) => sql<boolean>`exists (select from slugs s where s.region_id = ${regionId}
    and s.kind = ${kind} and s.slug = ${slug} and s.record_id <> w.id)`
  const numbered = (n: RawBuilder<unknown>) => sql`left(w.base, 55) || '-' || ${n}`
  const middle = sql`(low + high) / 2`
  return sql<{ base: string; number: number }>`select w.base,
    case when w.base <> all(${RESERVED_RECORD_SLUGS}::text[]) and not ${taken(sql`w.base`)} then 1 else (
      with recursive between (low, high) as (
        (select (2 ^ (k - 1))::int, (2 ^ k)::int from generate_series(1, 30) as k
          where not ${taken(numbered(sql`(2 ^ k)::int`))} order by k limit 1)
        union all
        select case when ${taken(numbered(middle))} then ${middle} else low end,
          case when ${taken(numbered(middle))} then high else ${middle} end
        from between where high - low > 1
      ) select min(high) from between) end as number
    from unnest(${firsts.map((one) => one.id)}::uuid[], ${firsts.map((one) => one.base)}::text[]) as w (id, base)`
}

/** The ends of what joins others. */
export const join = (trx: Trx, regionId: string, recordId: string, ends: string[]) =>
  joinMany(trx, regionId, [{ recordId, ends }])

/** Takes the ends of what joined others away, before it is joined anew. */
export const unjoin = (trx: Trx, regionId: string, recordId: string) =>
  trx.deleteFrom('joins').where('region_id', '=', regionId).where('record_id', '=', recordId).execute()

/** The ends of many. */
export async function joinMany(trx: Trx, regionId: string, all: readonly { recordId: string; ends: string[] }[]) {
  const rows = all.flatMap(({ recordId, ends }) =>
    ends.map((end_id) => ({ region_id: regionId, record_id: recordId, end_id })),
  )
  if (rows.length === 0) return
  await trx
    .insertInto('joins')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Takes the next version of a record. Throws 409 when somebody else took it since it was read. */
export async function nextVersion(
  trx: Trx,
  regionId: string,
  id: string,
  read: number,
  set: { visibility?: Visibility; circleId?: string | null; lang?: Lang } = {},
) {
  const row = await trx
    .updateTable('records')
    .set({
      version: sql`version + 1`,
      ...(set.visibility && { visibility: set.visibility }),
      ...(set.circleId !== undefined && { circle_id: set.circleId }),
      ...(set.lang && { lang: set.lang }),
    })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .where('version', '=', read)
    .returning('version')
    .executeTakeFirst()
  if (!row) throw problem(409, 'errors.stale')
  return row.version
}

/** Whether a change came too late: somebody else was faster. Whatever else hinders it is thrown. */
export const cameLate = (change: Promise<unknown>): Promise<boolean> =>
  change.then(
    () => false,
    (error: unknown) => {
      if (isProblem(error) && error.reason === 'errors.stale') return true
      throw error
    },
  )

/** Hides a record; `restore` brings it back. */
export async function remove(trx: Trx, regionId: string, id: string, moment: Moment) {
  await trx
    .updateTable('records')
    .set({ removed_at: moment.at, version: sql`version + 1` })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute()
}

export async function restore(trx: Trx, regionId: string, id: string) {
  await trx
    .updateTable('records')
    .set({ removed_at: null, version: sql`version + 1` })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
}

/** A next version of a record that was changed by something that does not come from its form. */
export const bumpVersion = (trx: Trx, regionId: string, id: string) =>
  trx
    .updateTable('records')
    .set({ version: sql`version + 1` })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()

/** The circle that belongs to a record, made when it has none, with exactly these organizations in it. */
export async function circleOf(
  trx: Trx,
  regionId: string,
  ownerId: string,
  organizationIds: string[],
  moment: Moment,
): Promise<string> {
  const known = await trx
    .selectFrom('circles')
    .select('id')
    .where('region_id', '=', regionId)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
  const id = known?.id ?? moment.id()
  if (!known) await trx.insertInto('circles').values({ region_id: regionId, id, owner_id: ownerId }).execute()
  await trx.deleteFrom('circle_members').where('region_id', '=', regionId).where('circle_id', '=', id).execute()
  if (organizationIds.length > 0)
    await trx
      .insertInto('circle_members')
      .values(
        [...new Set(organizationIds)].map((organization_id) => ({
          region_id: regionId,
          circle_id: id,
          organization_id,
        })),
      )
      .execute()
  return id
}

/** Who sees a private record from now on. */
export async function putInCircle(trx: Trx, regionId: string, id: string, circleId: string) {
  await trx
    .updateTable('records')
    .set({ circle_id: circleId })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
}

/** Organizations of a circle. */
export async function circleMembers(db: Db, regionId: string, circleId: string | null): Promise<string[]> {
  if (!circleId) return []
  const rows = await db
    .selectFrom('circle_members')
    .select('organization_id')
    .where('region_id', '=', regionId)
    .where('circle_id', '=', circleId)
    .execute()
  return rows.map((row) => row.organization_id)
}

/** Notes since when one of its ends says that something is not so; null when none does any more. */
export async function setDisputed(trx: Trx, regionId: string, id: string, at: Date | null) {
  await trx
    .updateTable('records')
    .set({ disputed_at: at })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
}
