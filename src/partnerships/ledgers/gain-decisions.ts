import { sql } from 'kysely'
import { getOrganization } from '../../directory/organizations.ts'
import { decide, getProposal, type Proposal } from '../../journal/proposals.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { addEntry } from './entry-changes.ts'
import { columnsOf } from './entry-columns.ts'
import type { EntryInput } from './forms.ts'
import { PROPOSED, spanOf, type Suggested, suggestedIn } from './gain-proposals.ts'
import type { Ledger } from './ledger-kinds.ts'
import { canWriteEntry } from './rules.ts'
import { timeStands } from './used-quarters.ts'

/** What came of writing an entry down; or what is wrong with a field of it. */
export type Written = { ok: true; id: string } | { ok: false; field: keyof EntryInput; reason: string }

/**
 * Writes an entry down, and the suggestion that it answers, if it does, is decided by that. Hours that are suggested for a time
 * for which hours stand already are not written. Throws 409 where the suggestion was decided already.
 */
export async function writeEntry(
  db: Db,
  actor: Actor,
  ledger: Ledger,
  input: EntryInput,
  moment: Moment,
): Promise<Written> {
  return inTransaction(db, async (trx) => {
    if (input.proposal === '') return { ok: true, id: await addEntry(trx, actor, ledger, input, moment) }
    const proposal = await suggestionFor(trx, actor, ledger, input.proposal)
    if (proposal.decision === 'accepted') throw problem(409, 'partnership-ledgers.errors.again')
    if (await hoursStand(trx, actor, suggestedIn(proposal), input))
      return { ok: false, field: 'period', reason: 'partnership-ledgers.errors.hoursStand' }
    const origin = suggestedIn(proposal).origin ?? input.origin
    const id = await addEntry(trx, actor, ledger, { ...input, origin }, moment)
    await decide(trx, actor, proposal, 'accepted', moment, { entry: id })
    return { ok: true, id }
  })
}

/** The same hours are not given twice: what stands is asked again when a suggestion is written down, one after the other. */
async function hoursStand(trx: Trx, actor: Actor, said: Suggested, input: EntryInput): Promise<boolean> {
  if (said.what !== 'time' || input.what !== 'time') return false
  const { organization } = said
  await sql`select from organizations where region_id = ${actor.regionId} and id = ${organization} for no key update`.execute(
    trx,
  )
  const { period_first: first, period_last: last } = columnsOf(input)
  return timeStands(trx, actor.regionId, {
    organization,
    partnerships: input.partnerships.length > 0 ? input.partnerships : said.partnerships,
    span: first ? [first, last ?? first] : spanOf(said),
    besidePromises: said.source === 'commitment',
  })
}

/** A suggestion for a ledger, as this actor may see it. Throws NotFound. */
export async function suggestionFor(db: Db, actor: Actor, ledger: Ledger, id: string): Promise<Proposal> {
  const proposal = await getProposal(db, actor, id)
  if (proposal.kind !== PROPOSED[ledger]) throw problem(404)
  return proposal
}

/** What the records suggest is nothing to write down: it is not suggested again. */
export async function refuseGain(db: Db, actor: Actor, ledger: Ledger, id: string, moment: Moment) {
  const proposal = await suggestionFor(db, actor, ledger, id)
  const organization = await getOrganization(db, actor, suggestedIn(proposal).organization)
  permit(canWriteEntry(actor, organization), 'partnership-ledgers.errors.write')
  if (proposal.decision === 'accepted') throw problem(409, 'partnership-ledgers.errors.again')
  await decide(db, actor, proposal, 'refused', moment)
  return organization
}
