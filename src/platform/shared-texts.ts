import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { Actor } from './actor.ts'
import type { Db, Trx } from './db.ts'
import { problem } from './errors.ts'

/** So much of one change is taken at once, and so much is kept of how a text came to be before it begins anew; in bytes. */
export const MOST_OF_A_CHANGE = 64_000
const MOST_KEPT = 400_000

/** What all who write a text begin with has one author, so that everybody makes the same of the same text. */
const NOBODY = 1
/** What the text is called inside of its document; the browser calls it the same. */
const NAME = 'text'

/**
 * A text that several people write at the same time (Yjs). The truth is the text in its record: this is how it came to be,
 * kept while the text is the same, so that changes that cross each other can be joined.
 */
export interface SharedText {
  /** How often it began anew, and what with: changes of another epoch are not of this text. */
  epoch: string
  state: Uint8Array
  /** The version of the record of the last change that was made here, and of the one before it; null without any. */
  n: number | null
  before: number | null
  /** The last change. */
  last: Uint8Array | null
  by: string | null
}

/** A line break is one sign in fields, and two where a form sends it. */
const plain = (text: string) => text.replaceAll('\r\n', '\n')

/** What stands in a document, and what of it becomes the text of a record. */
const documentOf = (state: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}
const textOf = (doc: Y.Doc) => doc.getText(NAME).toString()
const same = (a: string, b: string) => plain(a).trim() === plain(b).trim()

/** A text as if nobody had written it yet; of the same text always the same. */
function begun(text: string, generation: number): SharedText {
  const doc = new Y.Doc()
  doc.clientID = NOBODY
  doc.getText(NAME).insert(0, plain(text))
  const epoch = `${generation}-${createHash('sha256').update(plain(text)).digest('base64url').slice(0, 16)}`
  const state = Y.encodeStateAsUpdate(doc)
  return { epoch, state, n: null, before: null, last: null, by: null }
}

const generationOf = (epoch: string) => Number.parseInt(epoch, 10)

/** How a text of a record came to be. Where somebody changed it in another way meanwhile, it begins anew from what stands there. */
export async function readSharedText(
  db: Db,
  regionId: string,
  recordId: string,
  field: string,
  text: string,
): Promise<SharedText> {
  const row = await db
    .selectFrom('shared_texts')
    .select(['epoch', 'state', 'n', 'before', 'last', 'by_person_id as by'])
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .where('field', '=', field)
    .executeTakeFirst()
  if (!row) return begun(text, 0)
  const stands = row.state.length <= MOST_KEPT && same(textOf(documentOf(row.state)), text)
  return stands ? row : begun(text, generationOf(row.epoch) + 1)
}

/** What came of a change. */
export interface Changed {
  text: string
  state: Uint8Array
}

/**
 * Joins a change with what stands there; null where it is known already. Throws 400 where it is none, and 409 where it is of
 * a text that has begun anew since: whoever wrote reads that, and makes the change there.
 */
export function changed(shared: SharedText, epoch: string, update: Uint8Array): Changed | null {
  if (epoch !== shared.epoch) throw problem(409, 'errors.stale')
  const doc = documentOf(shared.state)
  try {
    Y.applyUpdate(doc, update)
  } catch {
    throw problem(400, 'forms.invalid')
  }
  // It rests on changes that were never told, or on parts that no text has.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null || doc.share.size !== 1)
    throw problem(400, 'forms.invalid')
  const state = Y.encodeStateAsUpdate(doc)
  return Buffer.from(state).equals(shared.state) ? null : { text: textOf(doc), state }
}

/** Keeps a change that was joined, with the version that its record has now. */
export async function keepSharedText(
  trx: Trx,
  actor: Actor,
  { id, field, version }: { id: string; field: string; version: number },
  shared: SharedText,
  { state, update }: { state: Uint8Array; update: Uint8Array },
) {
  const kept = { epoch: shared.epoch, state: Buffer.from(state), last: Buffer.from(update), n: version }
  const row = { ...kept, before: shared.n, by_person_id: actor.personId }
  await trx
    .insertInto('shared_texts')
    .values({ ...row, region_id: actor.regionId, record_id: id, field })
    .onConflict((on) => on.columns(['region_id', 'record_id', 'field']).doUpdateSet(row))
    .execute()
}

/** What whoever knows a text up to a version has not seen of it: the last change, all of it, or nothing. */
export function newsOf({ epoch, state, n, before, last }: SharedText, since: number) {
  const known = since > 0 && n !== null && since >= n
  const update = known ? null : since > 0 && before !== null && since >= before && last ? last : state
  return { epoch, update: update && Buffer.from(update).toString('base64') }
}
