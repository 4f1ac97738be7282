import { type ExpressionBuilder, sql } from 'kysely'
import { tell } from '../journal/entries.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import type { Db, Tables, Trx } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { rememberRequest } from '../platform/request-keys.ts'
import type { ImportKind } from './forms.ts'
import type { Fate } from './import-fates.ts'
import type { MappedColumn } from './import-sources.ts'
import { finish, type Outlook, type TypedElements, type Upload } from './uploads.ts'

/** A file of more rows is neither looked at nor imported while somebody waits for the answer, but by a worker. */
export const LONG = 2000

/** Whether it is known what would come of it. */
export const isLooked = ({ report, problem }: Pick<Upload, 'report' | 'problem'>) => report !== null || problem !== null

/** Leaves an upload to a worker, to be imported batch after batch. A second time changes nothing. */
export const beginUpload = (db: Db, actor: Actor, { id }: Pick<Upload, 'id'>, moment: Moment): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await rememberRequest(trx, actor.regionId, moment)
    await trx
      .updateTable('imports')
      .set({ begun_at: moment.at, by_person_id: actor.personId })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .where('begun_at', 'is', null)
      .where('done_at', 'is', null)
      .execute()
    await tell(trx, actor.regionId)
  })

/** Asks for an end after the batch that is under way; a file that is only looked at goes. */
export const stopUpload = (db: Db, actor: Actor, upload: Upload, moment: Moment): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await rememberRequest(trx, actor.regionId, moment)
    const isIt = (eb: ExpressionBuilder<Tables, 'imports'>) =>
      eb.and([
        eb('region_id', '=', actor.regionId),
        eb('id', '=', upload.id),
        eb('begun_at', 'is not', null),
        eb('done_at', 'is', null),
      ])
    if (isLooked(upload)) await trx.updateTable('imports').set({ stopped_at: moment.at }).where(isIt).execute()
    else await trx.deleteFrom('imports').where(isIt).execute()
    await tell(trx, actor.regionId)
  })

/** How far a worker is: rows that were read, how many of them changed something, and when it last went on. */
export interface Progress {
  read: number
  written: number
  at: Date | null
}

/** Undefined where a worker is done with it: then its report tells. */
export async function progressOf(db: Db, actor: Actor, { id }: Pick<Upload, 'id'>): Promise<Progress | undefined> {
  const { rows } = await sql<Progress>`
    select i.looked + coalesce(sum(b.row_count), 0)::int as read, coalesce(sum(b.written), 0)::int as written,
      coalesce(i.worked_at, i.begun_at) as at
    from imports i left join import_batches b on b.region_id = i.region_id and b.import_id = i.id
    where i.region_id = ${actor.regionId} and i.id = ${id} and i.done_at is null
    group by i.looked, i.worked_at, i.begun_at`.execute(db)
  return rows[0]
}

/** An upload that a worker goes on with, in the name of whoever began it. */
export interface Begun extends Pick<Upload, 'id' | 'kind' | 'file' | 'lang' | 'columns' | 'types'> {
  actor: Actor
  /** Whether it is only to be said what would come of it. */
  looks: boolean
  /** How often in a row it was taken up without a batch being done. */
  tries: number
}

/** So many seconds after the last batch another worker takes an upload up: whoever had it is gone. */
export const LEASE = 60

/** Nobody has said yet what would come of it. */
const isUnseen = sql<boolean>`report -> 'report' = 'null' and report -> 'problem' = 'null'`

/** Takes up an upload that nobody works at. A time to come is from a clock that was set back since. */
export async function takeUpUpload(db: Db, now: Date): Promise<Begun | undefined> {
  const { rows } = await sql<{
    region_id: string
    id: string
    kind: string
    file_name: string
    lang: string
    mapping: unknown
    types: unknown
    by_person_id: string | null
    tries: number
    looks: boolean
  }>`
    update imports set worked_at = ${now}, tries = tries + 1
    where (region_id, id) = (select region_id, id from imports
      where begun_at is not null and done_at is null and (worked_at is null
        or worked_at <= ${now}::timestamptz - make_interval(secs => ${LEASE})
        or worked_at > ${now}::timestamptz + make_interval(secs => ${LEASE}))
      order by begun_at limit 1 for update skip locked)
    returning region_id, id, kind, file_name, lang, mapping, types, by_person_id, tries,
      ${isUnseen} as looks`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const system = systemActor(row.region_id)
  return {
    id: row.id,
    actor: row.by_person_id === null ? system : { ...system, kind: 'member', personId: row.by_person_id },
    kind: row.kind as ImportKind,
    file: row.file_name,
    lang: row.lang as Lang,
    columns: row.mapping as MappedColumn[],
    types: row.types as TypedElements[],
    looks: row.looks,
    tries: row.tries,
  }
}

/** Lets another worker take it up at once. */
export async function leaveUpload(db: Db, { actor, id }: Begun) {
  await db
    .updateTable('imports')
    .set({ worked_at: null, tries: 0 })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute()
}

/** Notes how many rows a worker has looked at. Whether there is still anything to look at: whoever sent it may have taken it back, another worker may have been faster. */
export async function noteLooked(db: Db, { actor, id }: Begun, rows: number, now: Date): Promise<boolean> {
  const noted = await db
    .updateTable('imports')
    .set({ looked: rows, worked_at: now })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .where(isUnseen)
    .executeTakeFirst()
  return Number(noted.numUpdatedRows) > 0
}

/** Keeps what would come of it: now somebody decides. Of two workers who looked the first one counts. */
export async function keepOutlook(db: Db, { actor, id }: Begun, { report, problem }: Outlook) {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('imports')
      .set({ report: JSON.stringify({ report, problem }), begun_at: null, looked: 0, worked_at: null, tries: 0 })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .where(isUnseen)
      .execute()
    await tell(trx, actor.regionId)
  })
}

/** Whether an upload is to stop; undefined when it is done or gone. */
export async function standOf(trx: Trx, { actor, id }: Begun): Promise<{ stops: boolean } | undefined> {
  const row = await trx
    .selectFrom('imports')
    .select('stopped_at')
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row && { stops: row.stopped_at !== null }
}

/** How many batches of it are done. */
export async function countBatches(trx: Trx, { actor, id }: Begun): Promise<number> {
  const { count } = await trx
    .selectFrom('import_batches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('region_id', '=', actor.regionId)
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow()
  return count
}

/** The fates of the rows of each batch that is done, in their order. */
export async function batchesDone(db: Db, { actor, id }: Begun): Promise<Fate[][]> {
  const rows = await db
    .selectFrom('import_batches')
    .select('fates')
    .where('region_id', '=', actor.regionId)
    .where('import_id', '=', id)
    .orderBy('number')
    .execute()
  return rows.map(({ fates }) => fates as unknown as Fate[])
}

/** Notes a batch as done, in the transaction that does it. */
export async function keepBatch(
  trx: Trx,
  { actor, id }: Begun,
  batch: { number: number; rows: number; fates: readonly Fate[] },
  moment: Moment,
) {
  const written = batch.fates.filter(({ outcome }) => outcome === 'created' || outcome === 'updated').length
  await trx
    .insertInto('import_batches')
    .values({
      region_id: actor.regionId,
      import_id: id,
      number: batch.number,
      row_count: batch.rows,
      written: Math.min(written, batch.rows),
      fates: JSON.stringify(batch.fates),
      at: moment.at,
    })
    .execute()
  await trx
    .updateTable('imports')
    .set({ worked_at: moment.at, tries: 0 })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .execute()
}

/** Puts an end to it: its report stays instead of its batches and its bytes. Before all of it is done it is one that was stopped. */
export async function finishUpload(
  trx: Trx,
  { actor, id }: Begun,
  { whole, ...outlook }: Outlook & { whole: boolean },
  moment: Moment,
) {
  await finish(trx, actor.regionId, id, outlook, moment)
  await trx
    .updateTable('imports')
    .set({ stopped_at: whole ? null : moment.at })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('import_batches').where('region_id', '=', actor.regionId).where('import_id', '=', id).execute()
  await tell(trx, actor.regionId)
}
