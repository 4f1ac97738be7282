import { sql } from 'kysely'
import { RESERVED_RECORD_SLUGS } from '../paths.ts'
import type { Db, Trx } from './db.ts'
import { problem } from './errors.ts'
import type { Lang } from './i18n.ts'
import type { Moment } from './moment.ts'
import { slugify } from './slugs.ts'

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

/** Gives a record a slug made from its name; its earlier ones go on redirecting. */
export async function giveSlug(trx: Trx, regionId: string, kind: string, id: string, name: string): Promise<string> {
  const base = slugify(name)
  for (let n = RESERVED_RECORD_SLUGS.includes(base) ? 2 : 1; ; n += 1) {
    const slug = n === 1 ? base : `${base.slice(0, 55)}-${n}`
    const taken = await trx
      .insertInto('slugs')
      .values({ region_id: regionId, kind, slug, record_id: id })
      .onConflict((on) =>
        on.columns(['region_id', 'kind', 'slug']).doUpdateSet({ slug }).where('slugs.record_id', '=', id),
      )
      .executeTakeFirst()
    if (Number(taken.numInsertedOrUpdatedRows) === 0) continue
    await trx.updateTable('records').set({ slug }).where('region_id', '=', regionId).where('id', '=', id).execute()
    return slug
  }
}

/** The ends of what joins others. */
export async function join(trx: Trx, regionId: string, recordId: string, ends: string[]) {
  if (ends.length === 0) return
  await trx
    .insertInto('joins')
    .values(ends.map((end_id) => ({ region_id: regionId, record_id: recordId, end_id })))
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
