import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import { addFile } from '../../platform/files.ts'
import type { Moment } from '../../platform/moment.ts'
import { tellShare } from '../../platform/small-counts.ts'
import { UUID } from '../../platform/ids.ts'
import type { Entry } from './entries.ts'
import { COUNTED, type EvidenceInput } from './forms.ts'
import { type EvidenceKind, showsPeople } from './ledger-kinds.ts'

/** A piece of evidence as it is kept. */
export interface EvidenceRow {
  id: string
  kind: EvidenceKind
  title: string
  url: string
  figure: number | null
  outOf: number | null
  quote: string
  saidBy: string
  consent: string
  file: { id: string; name: string; size: number; mediaType: string } | null
}

/** The same as somebody reads it. */
export interface Evidence extends EvidenceRow {
  /** There is a number, and it is too small to be told. */
  small: boolean
}

/** What a piece of evidence says to a reader: of people no small count. */
export function tellEvidence(row: EvidenceRow, threshold: number, exact: boolean): Evidence {
  if (row.figure === null || !showsPeople(row.kind)) return { ...row, small: false }
  const { n, of, small } = tellShare({ n: row.figure, of: row.outOf }, threshold, exact)
  return { ...row, figure: n, outOf: of, small }
}

/** More pieces of evidence show nothing more. */
const MOST = 40

/** A file that shows a benefit: its bytes, and what it is called. */
export interface EvidenceFile {
  name: string
  bytes: Uint8Array
}

/** What is given back to whoever asks for it is never opened by a browser as what it says it is. */
const MEDIA_TYPE = 'application/octet-stream'

/** Adds what shows a benefit. */
export async function addEvidence(
  db: Db,
  actor: Actor,
  benefit: Entry,
  input: EvidenceInput,
  file: EvidenceFile | null,
  moment: Moment,
): Promise<string> {
  if (benefit.evidence.length >= MOST) throw problem(422, 'partnership-ledgers.errors.manyEvidence', { max: MOST })
  const id = moment.id()
  await record(db, actor, evidenceDeed(benefit, 'evidenced', input.kind), moment, async (trx) => {
    const kept =
      file &&
      (await addFile(
        trx,
        actor.regionId,
        { recordId: benefit.id, purpose: 'evidence', mediaType: MEDIA_TYPE, ...file },
        moment,
      ))
    const isQuote = input.kind === 'quote'
    await trx
      .insertInto('evidences')
      .values({
        region_id: actor.regionId,
        id,
        benefit_id: benefit.id,
        kind: input.kind,
        title: input.title,
        url: input.url,
        figure: COUNTED.includes(input.kind) ? input.figure : null,
        out_of: input.kind === 'feedback' ? input.outOf : null,
        quote: isQuote ? input.quote : '',
        said_by: isQuote ? input.saidBy : '',
        consent: isQuote ? input.consent : '',
        file_id: kept?.id ?? null,
        added_at: moment.at,
      })
      .execute()
  })
  return id
}

/** Takes a piece of evidence away; it can be brought back. */
export async function removeEvidence(db: Db, actor: Actor, benefit: Entry, id: string, moment: Moment) {
  const one = found(benefit.evidence.find((piece) => piece.id === id))
  await record(db, actor, evidenceDeed(benefit, 'evidence-removed', one.kind), moment, (trx) =>
    setRemoved(trx, actor, benefit, id, moment.at),
  )
}

/** Brings a piece of evidence back. Throws NotFound where none was taken away. */
export async function restoreEvidence(db: Db, actor: Actor, benefit: Entry, id: string, moment: Moment) {
  const row = UUID.test(id)
    ? await db
        .selectFrom('evidences')
        .select('kind')
        .where('region_id', '=', actor.regionId)
        .where('benefit_id', '=', benefit.id)
        .where('id', '=', id)
        .where('removed_at', 'is not', null)
        .executeTakeFirst()
    : undefined
  const { kind } = found(row)
  await record(db, actor, evidenceDeed(benefit, 'evidence-restored', kind), moment, (trx) =>
    setRemoved(trx, actor, benefit, id, null),
  )
}

const setRemoved = (trx: Trx, actor: Actor, benefit: Entry, id: string, at: Date | null) =>
  trx
    .updateTable('evidences')
    .set({ removed_at: at })
    .where('region_id', '=', actor.regionId)
    .where('benefit_id', '=', benefit.id)
    .where('id', '=', id)
    .execute()

/** What it counts stands with it alone: the journal tells only of which kind it is. */
const evidenceDeed = (benefit: Entry, done: string, kind: string) => ({
  verb: `benefit.${done}`,
  record: benefit,
  concerns: [benefit.organization.id],
  changes: { evidence: kind },
})
