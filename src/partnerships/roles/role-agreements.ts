import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import type { HandoverInput } from './forms.ts'
import { answerOffer, endAgreements, inTurn, moveLead } from './role-changes.ts'
import type { Handover } from './role-handovers.ts'
import type { Agreement } from './role-matrices.ts'
import type { Way } from './role-states.ts'

const organizationsOf = (partnership: Partnership, parties: readonly (string | null)[]) =>
  currentParties(partnership).flatMap(({ id, organization }) => (parties.includes(id) ? [organization.id] : []))

/** The leads of a role say how they share it. Throws 409 where others lead it by now than those of whom it tells. */
export const shareRole = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  role: string,
  said: { how: Way; why: string; shares: { party: string; part: string }[] },
  moment: Moment,
): Promise<string> => {
  const named = said.shares.map(({ party }) => party)
  const deed = {
    verb: 'partnership.role-shared',
    concerns: organizationsOf(partnership, named),
    changes: { [role]: [null, said.how] },
  }
  return inTurn(db, actor, partnership, deed, moment, async (trx, leads) => {
    const now = leads(role)
    if (now.length < 2 || now.length !== new Set(named).size || !now.every((party) => named.includes(party)))
      throw problem(409, 'partnership-roles.errors.leads')
    return agree(trx, actor.regionId, partnership.id, role, said, moment)
  })
}

/** Says that nobody needs to lead a role here. Throws 409 where somebody leads it. */
export const leaveOutRole = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  role: string,
  why: string,
  moment: Moment,
): Promise<string> => {
  const deed = { verb: 'partnership.role-left-out', changes: { [role]: [null, 'left-out'] } }
  return inTurn(db, actor, partnership, deed, moment, async (trx, leads) => {
    if (leads(role).length > 0) throw problem(409, 'partnership-roles.errors.leads')
    return agree(trx, actor.regionId, partnership.id, role, { how: 'left-out', why, shares: [] }, moment)
  })
}

async function agree(
  trx: Trx,
  regionId: string,
  partnershipId: string,
  role: string,
  said: { how: Way; why: string; shares: readonly { party: string; part: string }[] },
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  await trx
    .updateTable('role_agreements')
    .set({ ended_at: moment.at })
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', partnershipId)
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .execute()
  await trx
    .insertInto('role_agreements')
    .values({
      region_id: regionId,
      id,
      partnership_id: partnershipId,
      role,
      how: said.how,
      why: said.why,
      agreed_at: moment.at,
    })
    .execute()
  if (said.shares.length > 0)
    await trx
      .insertInto('role_shares')
      .values(said.shares.map(({ party, part }) => ({ region_id: regionId, agreement_id: id, party_id: party, part })))
      .execute()
  return id
}

/** Takes back what was agreed of a role: it is a question again. */
export const takeBackAgreement = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  agreement: Agreement,
  moment: Moment,
) => {
  const deed = {
    verb: 'partnership.role-reopened',
    concerns: organizationsOf(
      partnership,
      agreement.shares.map(({ party }) => party),
    ),
    changes: { [agreement.role]: [agreement.how, null] },
  }
  return inTurn(db, actor, partnership, deed, moment, (trx) =>
    endAgreements(trx, actor.regionId, [agreement.id], moment),
  )
}

/**
 * Offers the lead of a role to a partner. Who leads it already, and who offers it to the partner for which they speak, has it
 * at once. Throws 409 where the giver does not lead it, or somebody else has been offered it.
 */
export const offerLead = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  role: string,
  { from, to, keeps, why }: HandoverInput,
  moment: Moment,
): Promise<{ id: string; taken: boolean }> => {
  const giver = from === '' ? null : from
  const receiver = currentParties(partnership).find(({ id }) => id === to)
  if (!receiver || giver === to) throw problem(422, 'partnership-roles.errors.to')
  const deed = {
    concerns: organizationsOf(partnership, [giver, to]),
    changes: { [role]: [null, 'lead'] },
  }
  const isOwn = organizationsWith(actor, 'speak').includes(receiver.organization.id)
  const offer = async (trx: Trx, leads: (role: string) => string[]) => {
    const now = leads(role)
    if (giver === null ? now.length > 0 : !now.includes(giver)) throw problem(409, 'partnership-roles.errors.leads')
    return { id: await putOffer(trx, actor, partnership.id, { role, giver, to, keeps, why }, moment), now }
  }
  const settled = async (trx: Trx, id: string) => {
    await answerOffer(trx, actor.regionId, id, { answer: 'taken', why: '' }, moment)
    const move = { role, from: giver, to, keeps: keeps === '' ? null : keeps }
    await moveLead(trx, actor.regionId, partnership.id, move, moment)
  }
  const leadsAlready = receiver.roles.some((held) => held.role === role && held.level === 'lead')
  if (!isOwn && !leadsAlready)
    return inTurn(
      db,
      actor,
      partnership,
      { ...deed, verb: 'partnership.lead-offered' },
      moment,
      async (trx, leads) => ({
        id: (await offer(trx, leads)).id,
        taken: false,
      }),
    )
  return inTurn(db, actor, partnership, { ...deed, verb: 'partnership.lead-taken' }, moment, async (trx, leads) => {
    const { id } = await offer(trx, leads)
    await settled(trx, id)
    return { id, taken: true }
  })
}

async function putOffer(
  trx: Trx,
  actor: Actor,
  partnershipId: string,
  offer: { role: string; giver: string | null; to: string; keeps: HandoverInput['keeps']; why: string },
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const row = await trx
    .insertInto('role_handovers')
    .values({
      region_id: actor.regionId,
      id,
      partnership_id: partnershipId,
      role: offer.role,
      from_party_id: offer.giver,
      to_party_id: offer.to,
      keeps: offer.keeps === '' ? null : offer.keeps,
      why: offer.why,
      offered_at: moment.at,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw problem(409, 'partnership-roles.errors.offered')
  return id
}

const VERBS = {
  taken: 'partnership.lead-taken',
  declined: 'partnership.lead-declined',
  withdrawn: 'partnership.lead-withdrawn',
} as const

/** Answers an offer. With a yes the lead moves. Throws 409 where it was answered already. */
export const answerHandover = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  offer: Handover,
  said: { answer: keyof typeof VERBS; why: string },
  moment: Moment,
) => {
  const deed = {
    verb: VERBS[said.answer],
    concerns: organizationsOf(partnership, [offer.from, offer.to]),
    changes: { [offer.role]: [null, said.answer === 'taken' ? 'lead' : null] },
  }
  return inTurn(db, actor, partnership, deed, moment, async (trx) => {
    await answerOffer(trx, actor.regionId, offer.id, said, moment)
    if (said.answer === 'taken') await moveLead(trx, actor.regionId, partnership.id, offer, moment)
  })
}
