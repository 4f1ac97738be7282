import { createHash } from 'node:crypto'
import { record } from '../../journal/entries.ts'
import { periodOf, typedPeriod } from '../../network/periods.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import { giveSlug, nextVersion } from '../../platform/records.ts'
import { checkPersons, indexPartnership, toldOf } from '../partnership-changes.ts'
import type { Party, Partnership } from '../partnerships.ts'
import type { CharterInput, PartyInput, Promised } from './forms.ts'
import { asPromises } from './promises.ts'

/** What all partners share, as the form holds it. */
export const asInput = (partnership: Partnership): CharterInput => {
  const { name, purpose, mission, decisions, leaving, places, visibility } = partnership
  return { name, purpose, mission, decisions, leaving, places, visibility, ...typedPeriod(partnership) }
}

/** What a partner says of itself, as the form holds it. */
export const asPartyInput = (party: Party): PartyInput => ({
  missionLink: party.missionLink,
  expectedBenefits: party.expectedBenefits,
  contact: party.contact?.id ?? '',
  leader: party.leader?.id ?? '',
  commitments: asPromises(party.commitments),
})

/** Stands in a form for what it was filled with: two who change different things do not hinder each other. */
export const tagOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)

/** The names of fields that differ; what stood in them is for the partners, and in the revisions. */
const differing = <T extends object>(before: T, after: T) =>
  (Object.keys(after) as (keyof T & string)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )

/** Changes what all share, from the version that was read; throws 409 when somebody else was faster. Nothing new is no change. */
export async function changeCharter(
  db: Db,
  actor: Actor,
  before: Partnership,
  said: Partial<CharterInput>,
  moment: Moment,
  spell?: number,
): Promise<boolean> {
  const was = asInput(before)
  const input = { ...was, ...said }
  const fields = differing(was, input)
  if (fields.length === 0) return false
  const to = toldOf(actor, before)
  const deed = { verb: 'partnership.charter-changed', record: before, ...to, changes: { fields }, spell }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version, { visibility: input.visibility })
    const { since, until, visibility: _spine, ...columns } = input
    const { period, periodFirst, periodLast } = periodOf(since, until)
    await trx
      .updateTable('partnerships')
      .set({ ...columns, period, period_first: periodFirst, period_last: periodLast })
      .$if(until === '' && fields.includes('until'), (query) => query.set({ ended_why: '' }))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
    if (fields.includes('name')) await giveSlug(trx, actor.regionId, 'partnership', before.id, input.name)
    await indexPartnership(trx, actor.regionId, before.id)
  })
  return true
}

/** Changes what a partner says of itself, from the version of the partnership that was read. Nothing new is no change. */
export async function changeParty(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  said: Partial<PartyInput>,
  moment: Moment,
  spell?: number,
): Promise<boolean> {
  const was = asPartyInput(party)
  const input = { ...was, ...said }
  const fields = differing(was, input)
  if (fields.length === 0) return false
  const deed = {
    verb: 'partnership.party-changed',
    record: partnership,
    for: organizationsWith(actor, 'speak').includes(party.organization.id) ? party.organization.id : null,
    concerns: [party.organization.id],
    changes: { fields },
    spell,
  }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, partnership.id, partnership.version)
    await writeParty(trx, actor, party, input, moment)
  })
  return true
}

async function writeParty(trx: Trx, actor: Actor, party: Party, input: PartyInput, moment: Moment) {
  const was = [party.contact?.id, party.leader?.id, ...party.commitments.map(({ personId }) => personId)]
  const named = [input.contact, input.leader, ...input.commitments.map(({ person }) => person)]
  // Who stands there stays, whether or not whoever saves may see them.
  await checkPersons(trx, actor, [
    ...new Set(named.filter((id) => id !== '' && id !== null && !was.includes(id))),
  ] as string[])
  await trx
    .updateTable('parties')
    .set({
      mission_link: input.missionLink,
      expected_benefits: input.expectedBenefits,
      contact_id: input.contact || null,
      leader_id: input.leader || null,
    })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', party.id)
    .execute()
  await writePromises(trx, actor.regionId, party, input.commitments, moment)
}

/** Promises keep their ids, so that what hangs on one goes on hanging on it. */
async function writePromises(trx: Trx, regionId: string, party: Party, promises: readonly Promised[], moment: Moment) {
  const known = new Set(party.commitments.map(({ id }) => id))
  const kept = promises.flatMap(({ id }) => (id !== null && known.has(id) ? [id] : []))
  await trx
    .deleteFrom('commitments')
    .where('region_id', '=', regionId)
    .where('party_id', '=', party.id)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
  for (const { id, person, from, until, ...rest } of promises) {
    const columns = { ...rest, person_id: person, from_day: from, until_day: until }
    if (id !== null && known.has(id))
      await trx.updateTable('commitments').set(columns).where('region_id', '=', regionId).where('id', '=', id).execute()
    else
      await trx
        .insertInto('commitments')
        .values({ ...columns, region_id: regionId, id: moment.id(), party_id: party.id })
        .execute()
  }
}
