import type { Trx } from '../../platform/db.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecords, joinMany, type Visibility } from '../../platform/records.ts'
import { indexNewTexts } from '../../platform/search-texts.ts'
import { columnsOf } from './entry-columns.ts'
import type { EvidenceKind, Ledger, Unit, What } from './ledger-kinds.ts'
import { LEDGERS, PLACES } from './ledger-kinds.ts'

/** What shows a gain, as a demonstration tells it. */
export interface SeededEvidence {
  kind: EvidenceKind
  title?: string
  url?: string
  figure?: number
  outOf?: number
  quote?: string
  saidBy?: string
  consent?: string
}

/** A gain or a gift as a demonstration tells it, by ids. */
export interface SeededEntry {
  ledger: Ledger
  organizationId: string
  what: What
  told: string
  /** EDTF; empty where nobody knows when. */
  period: string
  amount?: number
  unit?: Unit
  partnershipIds: string[]
  otherIds: string[]
  /** Of several entries with one key the first is the origin of all. */
  origin?: string
  evidence: SeededEvidence[]
  visibility: Visibility
  lang: Lang
  writtenAt: Date
}

/** Puts down what organizations gained and gave, many in few statements. */
export async function seedLedgers(trx: Trx, regionId: string, given: readonly SeededEntry[], moment: Moment) {
  const origins = new Map<string, string>()
  const entries = given.map((entry) => {
    const id = moment.id()
    const origin = entry.origin === undefined ? id : (origins.get(entry.origin) ?? id)
    if (entry.origin !== undefined) origins.set(entry.origin, origin)
    return { ...entry, id, origin }
  })
  for (const ledger of LEDGERS) {
    const own = entries.filter((entry) => entry.ledger === ledger)
    if (own.length === 0) continue
    const records = own.map(({ id, visibility, lang, writtenAt }) => ({ id, visibility, lang, at: writtenAt }))
    await addRecords(trx, regionId, records, ledger, moment)
    const rows = own.map(({ id, organizationId, origin, what, told, period, amount = null, unit = '' as const }) => ({
      region_id: regionId,
      id,
      organization_id: organizationId,
      origin_id: origin,
      ...columnsOf({ what, told, period, amount, unit }),
    }))
    await trx.insertInto(PLACES[ledger].table).values(rows).execute()
  }
  await joinMany(
    trx,
    regionId,
    entries.map(({ id, organizationId }) => ({ recordId: id, ends: [organizationId] })),
  )
  await indexNewTexts(
    trx,
    regionId,
    entries.map(({ id, lang, told }) => ({ id, lang, title: told, body: '' })),
  )
  const of = (id: string) => ({ region_id: regionId, entry_id: id })
  const together = entries.flatMap((entry) =>
    entry.partnershipIds.map((id) => ({ ...of(entry.id), partnership_id: id })),
  )
  if (together.length > 0) await trx.insertInto('ledger_partnerships').values(together).execute()
  const others = entries.flatMap((entry) => entry.otherIds.map((id) => ({ ...of(entry.id), organization_id: id })))
  if (others.length > 0) await trx.insertInto('ledger_others').values(others).execute()
  const shown = entries.flatMap(({ id, evidence, writtenAt }) =>
    evidence.map((piece) => ({
      region_id: regionId,
      id: moment.id(),
      benefit_id: id,
      ...evidenceColumns(piece),
      added_at: writtenAt,
    })),
  )
  if (shown.length > 0) await trx.insertInto('evidences').values(shown).execute()
}

const evidenceColumns = ({
  kind,
  title = '',
  url = '',
  figure,
  outOf,
  quote = '',
  saidBy = '',
  consent = '',
}: SeededEvidence) => ({
  kind,
  title,
  url,
  figure: figure ?? null,
  out_of: outOf ?? null,
  quote,
  said_by: saidBy,
  consent,
})
