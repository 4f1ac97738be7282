import { type Deed, recordMany } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { parseReference, replaceReferences } from '../platform/facts.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecords, joinMany } from '../platform/records.ts'
import { indexNewTexts } from '../platform/search-texts.ts'
import { periodOf } from './periods.ts'
import { periodColumns } from './tie-parts.ts'

/** A tie that a reference tells of, which nobody here has told of yet. */
export interface Reported {
  id: string
  /** Its ends in the order in which they are kept. */
  a: string
  b: string
  kind: string
  note: string
  lang: Lang
  extra: Record<string, unknown>
  /** As far as it says. */
  strength?: number | null
  since?: string
  until?: string
  /** Where it is from: a title, then an address if there is one. */
  references?: string[]
}

/** Puts ties between organizations that are here, many at once, as a reference tells them: members of the region see them. */
export async function reportTies(trx: Trx, actor: Actor, ties: readonly Reported[], moment: Moment, batch: string) {
  if (ties.length === 0) return
  const { regionId } = actor
  const deeds = ties.map(({ id, a, b, kind, strength = null, since = '', until = '' }): Deed => ({
    verb: 'tie.reported',
    record: { id },
    concerns: [a, b],
    changes: { kind: [null, kind], strength: [null, strength], period: [null, periodOf(since, until).period] },
    batch,
  }))
  await recordMany(trx, actor, deeds, moment, async () => {
    const spines = ties.map(({ id, lang }) => ({ id, lang, visibility: 'region' as const }))
    await addRecords(trx, regionId, spines, 'tie', moment)
    await trx
      .insertInto('ties')
      .values(
        ties.map(({ id, a, b, kind, note, extra, since = '', until = '' }) => ({
          region_id: regionId,
          id,
          a_id: a,
          b_id: b,
          kind,
          note,
          extra: JSON.stringify(extra),
          ...periodColumns({ since, until }),
        })),
      )
      .execute()
    await joinMany(
      trx,
      regionId,
      ties.map(({ id, a, b }) => ({ recordId: id, ends: [a, b] })),
    )
    await addStatements(trx, actor, ties, moment)
    for (const { id, references = [] } of ties)
      if (references.length > 0) await replaceReferences(trx, regionId, id, references.map(parseReference), moment)
    await addTitles(trx, regionId, ties)
  })
}

const addStatements = (trx: Trx, actor: Actor, ties: readonly Reported[], moment: Moment) =>
  trx
    .insertInto('tie_statements')
    .values(
      ties.map(({ id, strength = null }) => ({
        region_id: actor.regionId,
        id: moment.id(),
        tie_id: id,
        by_kind: 'reference',
        verdict: 'confirms',
        strength,
        person_id: actor.personId,
        said_at: moment.at,
      })),
    )
    .execute()

async function addTitles(trx: Trx, regionId: string, ties: readonly Reported[]) {
  const ends = [...new Set(ties.flatMap(({ a, b }) => [a, b]))]
  const rows = await trx
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('region_id', '=', regionId)
    .where('id', 'in', ends)
    .execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const texts = ties.map(({ id, a, b, lang, note }) => ({
    id,
    lang,
    title: [a, b].map((end) => names.get(end)).join(' – '),
    body: note,
  }))
  await indexNewTexts(trx, regionId, texts)
}
