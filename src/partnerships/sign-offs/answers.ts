import { record } from '../../journal/entries.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { permit, problem } from '../../platform/errors.ts'
import { type Link, revokeLinks, useLink } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import type { AnswerInput } from './forms.ts'
import { comeInForce, type HeldAsking, holdAsking } from './force-changes.ts'
import { hasPassed, standingOf } from './rules.ts'
import { getSignOff, isReached, listAskings, type SignOff } from './sign-offs.ts'

interface Region {
  id: string
  timeZone: string
}

/** Who answers, and how: by the link of a letter, which is used up by it, or on the page. */
export interface Answering {
  actor: Actor
  personId: string
  token?: string
}

/** What came of an answer: it holds; it was said before; or it came after all was in force, and is kept without effect. */
export type Outcome = 'taken' | 'said' | 'late'

/**
 * A leader answers for their organization. Throws 403 for whoever does not sign for it today, 409 once it is not asked any
 * more, 410 where the link was used.
 */
export async function answerSignOff(
  db: Db,
  region: Region,
  signOffId: string,
  { actor, personId, token }: Answering,
  input: AnswerInput,
  moment: Moment,
): Promise<Outcome> {
  const today = dayIn(region.timeZone, moment.at)
  const seer = systemActor(region.id)
  return inTransaction(db, async (trx) => {
    const first = await getSignOff(trx, seer, signOffId, today)
    const asking = await holdAsking(trx, region.id, first.askingId)
    const link = token === undefined ? null : await useLink(trx, region.id, token, 'sign-off', moment.at)
    if (asking.closedAt) throw problem(409, `sign-offs.errors.${asking.closedWhy}`)
    // What the clock has decided by now is decided, whether or not somebody has looked.
    const isInForce = (await letPass(trx, region, asking, today, moment)) || asking.inForceAt !== null
    const signOff = await getSignOff(trx, seer, signOffId, today)
    const signer = signOff.signers.find((one) => one.personId === personId)
    permit(signer !== undefined, 'sign-offs.errors.notSigner')
    const reason = input.decision === 'declined' ? input.reason : ''
    if (isSaid(signOff, personId, signer.forPersonId, { ...input, reason })) return 'said'
    const answer = {
      personId,
      forPersonId: signer.forPersonId,
      decision: input.decision,
      reason,
      at: moment.at,
      late: isInForce,
    }
    const deed = {
      verb: `sign-off.${input.decision}`,
      record: { id: signOff.subjectId },
      for: signOff.organization.id,
      concerns: [signOff.id],
      changes: { signOff: signOff.id, revision: signOff.revision, late: isInForce },
    }
    await record(trx, actor, deed, moment, async () => {
      await keepAnswer(trx, region.id, signOff, answer, link, moment)
      if (isInForce) return
      const signing = new Set(signOff.signers.map((one) => one.forPersonId))
      const standing = standingOf([...signOff.answers, answer], signing)
      if (standing) await decide(trx, region.id, signOff.id, standing.decision, standing.at)
    })
    // Links of the letters before it are used up with the one that was pressed; a receipt brings another.
    await revokeLinks(trx, region.id, { purpose: 'sign-off', recordId: signOff.id, personId }, moment)
    if (isInForce) return 'late'
    await comeInForce(trx, region, asking, today, moment)
    return 'taken'
  })
}

/** They said this very thing last, and it is what counts of theirs: pressing twice is pressing once. */
function isSaid(signOff: SignOff, personId: string, forPersonId: string, input: AnswerInput): boolean {
  const last = signOff.answers.findLast((answer) => answer.forPersonId === forPersonId)
  return last?.personId === personId && last.decision === input.decision && last.reason === input.reason
}

const keepAnswer = (
  trx: Trx,
  regionId: string,
  signOff: SignOff,
  answer: { personId: string; forPersonId: string; decision: string; reason: string; late: boolean },
  link: Link | null,
  moment: Moment,
) =>
  trx
    .insertInto('sign_off_answers')
    .values({
      region_id: regionId,
      id: moment.id(),
      sign_off_id: signOff.id,
      person_id: answer.personId,
      for_person_id: answer.forPersonId,
      decision: answer.decision,
      reason: answer.reason,
      via: link === null ? 'session' : link.handedBy === null ? 'link' : 'handed',
      handed_by: link?.handedBy ?? null,
      at: moment.at,
      late: answer.late,
    })
    .execute()

const decide = (trx: Trx, regionId: string, id: string, decision: string, at: Date) =>
  trx
    .updateTable('sign_offs')
    .set({ decision, decided_at: at, carried_from: null })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()

/**
 * Records the silence of all in an asking whose last day is over as what it is. Returns whether the revision came into force
 * by that. The row of the asking is held.
 */
export async function letPass(
  trx: Trx,
  region: Region,
  asking: HeldAsking,
  today: string,
  moment: Moment,
): Promise<boolean> {
  if (asking.closedAt || asking.inForceAt) return false
  const askings = await listAskings(trx, systemActor(region.id), asking.subjectId, today)
  const silent = (askings.find(({ id }) => id === asking.id)?.signOffs ?? []).filter((one) =>
    hasPassed(
      { ...one, closedWhy: null, hasSigner: one.signers.length > 0, reached: isReached(one.letters, one.signers) },
      today,
    ),
  )
  for (const one of silent) {
    const deed = {
      verb: 'sign-off.no-objection',
      record: { id: one.subjectId },
      concerns: [one.id, one.organization.id],
      changes: { signOff: one.id, revision: one.revision, until: one.until },
    }
    await record(trx, systemActor(region.id), deed, moment, () =>
      decide(trx, region.id, one.id, 'no-objection', moment.at),
    )
  }
  return silent.length > 0 && (await comeInForce(trx, region, asking, today, moment))
}
