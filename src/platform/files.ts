import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from './db.ts'
import { problem } from './errors.ts'
import type { Moment } from './moment.ts'

/** What a file is for. Of a logo, and of the picture that a funder asks for, a record has one; of the rest several. */
export type Purpose = 'logo' | 'acknowledgement' | 'evidence' | 'signed-copy'

/** What is known of a file without its bytes. */
export interface FileFacts {
  id: string
  mediaType: string
  /** In bytes. */
  size: number
  sha256: Buffer
  width: number | null
  height: number | null
  /** What it was called where it came from. */
  name: string
}

/** A file that comes in. */
export interface NewFile {
  recordId: string
  purpose: Purpose
  mediaType: string
  name?: string
  width?: number
  height?: number
  bytes: Uint8Array
}

const CHUNK = 256 * 1024
const MEGABYTE = 1_000_000
/** No file is larger, and all of a region together hold no more. */
export const FILE_LIMITS = { bytes: 50 * MEGABYTE, regionBytes: 2000 * MEGABYTE } as const

/**
 * Keeps a file with a record, in place of the one that served the same purpose. The same bytes stand once in a region.
 * What would not fit answers 413.
 */
export async function storeFile(trx: Trx, regionId: string, file: NewFile, moment: Moment): Promise<FileFacts> {
  await dropFile(trx, regionId, file.recordId, file.purpose)
  return addFile(trx, regionId, file, moment)
}

/** The same beside those that serve the same purpose. */
export async function addFile(trx: Trx, regionId: string, file: NewFile, moment: Moment): Promise<FileFacts> {
  const { recordId, purpose, bytes, mediaType, name = '', width = null, height = null } = file
  if (bytes.length > FILE_LIMITS.bytes) throw problem(413, 'files.tooLarge', { max: FILE_LIMITS.bytes / MEGABYTE })
  if ((await storedBytes(trx, regionId)) + bytes.length > FILE_LIMITS.regionBytes)
    throw problem(413, 'files.regionFull', { max: FILE_LIMITS.regionBytes / MEGABYTE })
  const sha256 = createHash('sha256').update(bytes).digest()
  await writeChunks(trx, regionId, sha256, bytes)
  const kept = { id: moment.id(), name, size: bytes.length, sha256, width, height }
  await trx
    .insertInto('files')
    .values({
      ...kept,
      region_id: regionId,
      record_id: recordId,
      purpose,
      media_type: mediaType,
      created_at: moment.at,
    })
    .execute()
  return { ...kept, mediaType }
}

async function writeChunks(trx: Trx, regionId: string, sha256: Buffer, bytes: Uint8Array) {
  for (let part = 0; part * CHUNK < bytes.length; part += 1)
    await trx
      .insertInto('file_chunks')
      .values({
        region_id: regionId,
        sha256,
        part,
        bytes: Buffer.from(bytes.subarray(part * CHUNK, (part + 1) * CHUNK)),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

const storedBytes = async (trx: Trx, regionId: string): Promise<number> => {
  const { sum } = await trx
    .selectFrom('files')
    .select(sql<number>`coalesce(sum(size), 0)::float8`.as('sum'))
    .where('region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  return sum
}

/** The file that serves this purpose for a record, if there is one. Whoever asks has found the record first. */
export async function findFile(
  db: Db,
  regionId: string,
  recordId: string,
  purpose: Purpose,
): Promise<FileFacts | undefined> {
  return db
    .selectFrom('files')
    .select(FACTS)
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

const FACTS = ['id', 'media_type as mediaType', 'size', 'sha256', 'width', 'height', 'name'] as const

/** One of the files of a record, by its id. Whoever asks has found the record first. */
export const findFileById = (db: Db, regionId: string, recordId: string, id: string): Promise<FileFacts | undefined> =>
  db
    .selectFrom('files')
    .select(FACTS)
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .where('id', '=', id)
    .executeTakeFirst()

/** All bytes of a file. */
export async function bytesOf(db: Db, regionId: string, { sha256 }: Pick<FileFacts, 'sha256'>): Promise<Buffer> {
  const chunks = await db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('region_id', '=', regionId)
    .where('sha256', '=', sha256)
    .orderBy('part')
    .execute()
  return Buffer.concat(chunks.map((chunk) => chunk.bytes))
}

/** Drops the file that serves this purpose, and its bytes when nothing else has the same. Tells whether there was one. */
export async function dropFile(trx: Trx, regionId: string, recordId: string, purpose: Purpose): Promise<boolean> {
  const dropped = await trx
    .deleteFrom('files')
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .where('purpose', '=', purpose)
    .returning('sha256')
    .execute()
  for (const { sha256 } of dropped)
    await trx
      .deleteFrom('file_chunks')
      .where('region_id', '=', regionId)
      .where('sha256', '=', sha256)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('files').select('id').where('files.region_id', '=', regionId).where('files.sha256', '=', sha256),
          ),
        ),
      )
      .execute()
  return dropped.length > 0
}
