import { UUID } from '../platform/ids.ts'
import { tell } from '../journal/entries.ts'
import type { ImportKind } from './forms.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { rememberRequest } from '../platform/request-keys.ts'
import type { Report } from './import-fates.ts'
import { rememberMapping } from './import-memories.ts'
import { BUSY } from './import-turns.ts'
import {
  type elementTypes,
  openSource,
  type FileProblem,
  type MappedColumn,
  type Source,
  withTargets,
} from './import-sources.ts'

/** What would come of a file, or why nothing can. */
export interface Outlook {
  report: Report | null
  problem: FileProblem | null
}

/** The elements of one type. */
export type TypedElements = ReturnType<typeof elementTypes>[number]

/** An uploaded file between its preview and its import, and the report of it afterwards. */
export interface Upload extends Outlook {
  id: string
  kind: ImportKind
  file: string
  /** The language that the file is in. */
  lang: Lang
  columns: MappedColumn[]
  /** Of a map: the types of its elements, and what each becomes. */
  types: TypedElements[]
  /** How many rows its file has. */
  rows: number
  createdAt: Date
  /** Since when it is left to a worker, because it is long: without an outlook to be looked at, else to be imported. */
  begunAt: Date | null
  /** Since when it is to end before all of it is done; once it is done, that it did. */
  stoppedAt: Date | null
  doneAt: Date | null
}

/** A file that was looked at and then forgotten, and a report that nobody needs any more. */
export const UPLOAD_HOURS = 24
export const REPORT_DAYS = 30
/** So many stand on the page where one begins. */
const SHOWN = 10

/** PostgreSQL's word for a row that somebody holds. */
const HELD = '55P03'

/** An upload that somebody holds is being imported; any other error is thrown as it is. */
function ifHeld(error: unknown): never {
  throw (error as { code?: unknown }).code === HELD ? problem(409, BUSY) : error
}

/** Keeps a file until it is imported, with what would come of it; without that a worker is to find out. One that is sent twice is kept once. Returns its id. */
export async function keepUpload(
  db: Db,
  actor: Actor,
  upload: Pick<Upload, 'kind' | 'file' | 'lang' | 'columns' | 'types' | 'rows'> & { bytes: Uint8Array } & Outlook,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  await db.transaction().execute(async (trx) => {
    await rememberRequest(trx, actor.regionId, moment)
    await trx
      .insertInto('imports')
      .values({
        region_id: actor.regionId,
        id,
        kind: upload.kind,
        file_name: upload.file,
        bytes: Buffer.from(upload.bytes),
        mapping: JSON.stringify(upload.columns),
        types: JSON.stringify(upload.types),
        lang: upload.lang,
        row_count: upload.rows,
        by_person_id: actor.personId,
        created_at: moment.at,
        ...outlookColumns(upload, moment),
      })
      .execute()
    await tell(trx, actor.regionId)
  })
  return id
}

const outlookColumns = ({ report, problem }: Outlook, moment: Moment) => ({
  report: JSON.stringify({ report, problem }),
  begun_at: report || problem ? null : moment.at,
  looked: 0,
  worked_at: null,
  tries: 0,
})

/** An upload of this region. Throws NotFound. */
export async function getUpload(db: Db, actor: Actor, id: string): Promise<Upload> {
  const row = UUID.test(id)
    ? await db
        .selectFrom('imports')
        .select(['id', 'kind', 'file_name', 'mapping', 'types', 'lang', 'report', 'created_at', 'done_at'])
        .select(['begun_at', 'row_count', 'stopped_at'])
        .where('region_id', '=', actor.regionId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  const { kind, file_name: file, mapping, types, lang, report, ...rest } = found(row)
  return {
    id,
    kind: kind as ImportKind,
    file,
    lang: lang as Lang,
    columns: mapping as unknown as MappedColumn[],
    types: Array.isArray(types) ? (types as unknown as TypedElements[]) : [],
    ...(report as unknown as Outlook),
    createdAt: rest.created_at,
    begunAt: rest.begun_at,
    rows: rest.row_count,
    stoppedAt: rest.stopped_at,
    doneAt: rest.done_at,
  }
}

/** An upload as the list of them shows it. */
export type UploadHead = Pick<Upload, 'id' | 'file' | 'createdAt' | 'begunAt' | 'stoppedAt' | 'doneAt'>

/** Files that wait for a decision and those that are done, the latest first. */
export async function listUploads(db: Db, actor: Actor): Promise<UploadHead[]> {
  const rows = await db
    .selectFrom('imports')
    .select(['id', 'file_name', 'created_at', 'begun_at', 'stopped_at', 'done_at'])
    .where('region_id', '=', actor.regionId)
    .orderBy('created_at', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    file: row.file_name,
    createdAt: row.created_at,
    begunAt: row.begun_at,
    stoppedAt: row.stopped_at,
    doneAt: row.done_at,
  }))
}

/** The file of an upload as rows, its columns taken for what was chosen. */
export async function openUpload(
  db: Db,
  actor: Actor,
  upload: Pick<Upload, 'id' | 'kind' | 'file' | 'columns' | 'types'>,
): Promise<Source> {
  const { bytes } = await db
    .selectFrom('imports')
    .select('bytes')
    .where('region_id', '=', actor.regionId)
    .where('id', '=', upload.id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
    .then(found)
  const opened = openSource(upload.file, bytes, upload.kind)
  if (!opened.ok) throw new Error(`${upload.id} could be read when it was uploaded`)
  const types = Object.fromEntries(upload.types.map(({ type, as }) => [type, as]))
  return { ...withTargets(opened.source, upload.columns), types }
}

/** Takes columns for something else, or the file for another language, with what would come of it then. What is imported stays as it is. */
export async function remapUpload(
  db: Db,
  actor: Actor,
  id: string,
  change: Pick<Upload, 'kind' | 'columns' | 'types' | 'lang'> & Outlook,
  moment: Moment,
) {
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('imports')
      .set({
        kind: change.kind,
        mapping: JSON.stringify(change.columns),
        types: JSON.stringify(change.types),
        lang: change.lang,
        ...outlookColumns(change, moment),
      })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .where('begun_at', 'is', null)
      .where('done_at', 'is', null)
      .execute()
    await tell(trx, actor.regionId)
  })
}

/**
 * Imports an upload and keeps its report instead of its bytes: `work` gets its rows, its columns taken for what was
 * chosen. Of two who do so at once the second is told that it is under way.
 */
export const completeUpload = (
  db: Db,
  actor: Actor,
  upload: Upload,
  moment: Moment,
  work: (trx: Trx, source: Source) => Promise<Report>,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const held = await trx
      .selectFrom('imports')
      .select('done_at')
      .where('region_id', '=', actor.regionId)
      .where('id', '=', upload.id)
      .forUpdate()
      .noWait()
      .executeTakeFirst()
      .catch(ifHeld)
    if (found(held).done_at) return
    const source = await openUpload(trx, actor, upload)
    const report = await work(trx, source)
    await rememberMapping(trx, actor, source, moment)
    await finish(trx, actor.regionId, upload.id, { report, problem: null }, moment)
  })

/** Keeps the report of an upload instead of its bytes. */
export async function finish(trx: Trx, regionId: string, id: string, { report, problem }: Outlook, moment: Moment) {
  await trx
    .updateTable('imports')
    .set({ done_at: moment.at, bytes: Buffer.alloc(0), report: JSON.stringify({ report, problem }) })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
}

/** Drops files that nobody imported within a day, and old reports. */
export async function forgetOldUploads(db: Db, now: Date) {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  await db
    .deleteFrom('imports')
    .where((eb) =>
      eb.or([
        eb.and([eb('done_at', 'is', null), eb('begun_at', 'is', null), eb('created_at', '<', before(UPLOAD_HOURS))]),
        eb('done_at', '<', before(REPORT_DAYS * 24)),
      ]),
    )
    .execute()
}
