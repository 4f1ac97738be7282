import type { Trx } from './db.ts'
import type { Moment } from './moment.ts'

/** `title https://…` as people type it: the address is the last word, if it is one. */
export function parseReference(line: string): { title: string; url: string | null; quote?: string } {
  const at = line.lastIndexOf(' ')
  const last = line.slice(at + 1)
  if (!/^https?:\/\/\S+$/.test(last)) return { title: line, url: null }
  return { title: at === -1 ? last : line.slice(0, at).trim(), url: last }
}

/** Identifiers (`scheme:value`) of a record: sameness is found by them. */
export async function replaceIdentifiers(trx: Trx, regionId: string, recordId: string, identifiers: string[]) {
  await trx.deleteFrom('identifiers').where('region_id', '=', regionId).where('record_id', '=', recordId).execute()
  if (identifiers.length === 0) return
  await trx
    .insertInto('identifiers')
    .values(identifiers.map((line) => ({ region_id: regionId, record_id: recordId, ...parted(line) })))
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Identifiers and references of records that are new, many at once. */
export async function addFacts(
  trx: Trx,
  regionId: string,
  told: readonly { id: string; identifiers: string[]; references: string[] }[],
  moment: Moment,
) {
  const identifiers = told.flatMap(({ id, identifiers: lines }) =>
    lines.map((line) => ({ record_id: id, ...parted(line) })),
  )
  const references = told.flatMap(({ id, references: lines }) =>
    lines
      .map(parseReference)
      .map(({ title, url }, position) => ({ id: moment.id(), record_id: id, title, url, position })),
  )
  if (identifiers.length > 0)
    await trx
      .insertInto('identifiers')
      .values(identifiers.map((row) => ({ region_id: regionId, ...row })))
      .onConflict((on) => on.doNothing())
      .execute()
  if (references.length > 0)
    await trx
      .insertInto('record_references')
      .values(references.map((row) => ({ region_id: regionId, ...row })))
      .execute()
}

const parted = (line: string) => ({
  scheme: line.slice(0, line.indexOf(':')),
  value: line.slice(line.indexOf(':') + 1),
})

/** Where the facts of a record are from. A quote once kept stays with its title and address. */
export async function replaceReferences(
  trx: Trx,
  regionId: string,
  recordId: string,
  references: { title: string; url: string | null; quote?: string | null }[],
  moment: Moment,
) {
  const before = await trx
    .selectFrom('record_references')
    .select(['title', 'url', 'quote'])
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .orderBy('position')
    .execute()
  if (before.length > 0)
    await trx
      .deleteFrom('record_references')
      .where('region_id', '=', regionId)
      .where('record_id', '=', recordId)
      .execute()
  if (references.length === 0) return
  // Of several passages of one source each keeps its own.
  const quoteOf = (one: { title: string; url: string | null }) => {
    const at = before.findIndex((row) => row.title === one.title && row.url === one.url)
    return at === -1 ? null : before.splice(at, 1)[0]!.quote
  }
  await trx
    .insertInto('record_references')
    .values(
      references.map((one, position) => ({
        region_id: regionId,
        id: moment.id(),
        record_id: recordId,
        title: one.title,
        url: one.url,
        quote: one.quote ?? quoteOf(one),
        position,
      })),
    )
    .execute()
}
