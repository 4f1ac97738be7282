import { getOrganization } from '../../directory/organizations.ts'
import { decide, getProposal, type Proposal } from '../../journal/proposals.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { addEntry } from './entry-changes.ts'
import type { EntryInput } from './forms.ts'
import { PROPOSED, suggestedIn } from './gain-proposals.ts'
import type { Ledger } from './ledger-kinds.ts'
import { canWriteEntry } from './rules.ts'

/** Writes an entry down, and the suggestion that it answers, if it does, is decided by that. Throws 409 where it was already. */
export async function writeEntry(
  db: Db,
  actor: Actor,
  ledger: Ledger,
  input: EntryInput,
  moment: Moment,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    if (input.proposal === '') return addEntry(trx, actor, ledger, input, moment)
    const proposal = await suggestionFor(trx, actor, ledger, input.proposal)
    if (proposal.decision === 'accepted') throw problem(409, 'partnership-ledgers.errors.again')
    const origin = suggestedIn(proposal).origin ?? input.origin
    const id = await addEntry(trx, actor, ledger, { ...input, origin }, moment)
    await decide(trx, actor, proposal, 'accepted', moment, { entry: id })
    return id
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
