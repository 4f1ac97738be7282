import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { makeLink, revokeLinks } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Typed } from '../../platform/parse-form.ts'
import { addRecord, join, putInCircle } from '../../platform/records.ts'
import { toldOf } from '../partnership-changes.ts'
import type { Party, Partnership } from '../partnerships.ts'
import type { Asking } from './askings.ts'
import { ANSWER_DAYS, GRACE_DAYS } from './forms.ts'
import { holdPartnership } from './revisions.ts'

/**
 * Asks a partner for its part of the charter: its contact gets a link by mail (the letter hangs on the entry). Who was asked
 * before and has not answered is asked by the new link alone. Throws 409 where nobody there can be written to.
 */
export async function askParty(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  timeZone: string,
  moment: Moment,
): Promise<string> {
  const personId = party.contact?.id
  if (!personId) throw problem(409, 'partnership-charter.errors.noContact')
  const id = moment.id()
  await record(db, actor, deedOf(actor, partnership, party, 'party-asked', id), moment, async (trx) => {
    await holdPartnership(trx, actor.regionId, partnership.id)
    if (!(await hasAddress(trx, actor.regionId, personId))) throw problem(409, 'partnership-charter.errors.noAddress')
    await closeAskings(trx, actor.regionId, { partyId: party.id }, moment)
    await addRecord(
      trx,
      actor.regionId,
      { id, kind: 'party-asking', visibility: 'circle', lang: partnership.lang },
      moment,
    )
    if (partnership.circleId) await putInCircle(trx, actor.regionId, id, partnership.circleId)
    await join(trx, actor.regionId, id, [partnership.id, party.organization.id])
    await trx
      .insertInto('party_askings')
      .values({
        region_id: actor.regionId,
        id,
        partnership_id: partnership.id,
        party_id: party.id,
        person_id: personId,
        asked_by: actor.personId,
        asked_at: moment.at,
        until_day: dayIn(timeZone, new Date(moment.at.getTime() + ANSWER_DAYS * 86_400_000)),
      })
      .execute()
  })
  return id
}

const deedOf = (
  actor: Actor,
  partnership: Partnership,
  party: Party,
  verb: 'party-asked' | 'party-reminded' | 'party-revoked',
  asking: string,
) => ({
  verb: `partnership.${verb}`,
  record: partnership,
  ...toldOf(actor, partnership),
  concerns: [asking, party.organization.id],
  changes: { asking, organization: party.organization.id },
})

async function hasAddress(trx: Trx, regionId: string, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select('p.email')
    .where('p.region_id', '=', regionId)
    .where('p.id', '=', personId)
    .where('r.removed_at', 'is', null)
    .executeTakeFirst()
  return Boolean(row?.email)
}

/** Nobody is reminded more often than once in so many hours. */
const APART_HOURS = 20

/** Whether a reminder may go out now. */
export const canBeReminded = (asking: Pick<Asking, 'answeredAt' | 'revokedAt' | 'askedAt' | 'remindedAt'>, now: Date) =>
  !asking.answeredAt &&
  !asking.revokedAt &&
  now.getTime() - (asking.remindedAt ?? asking.askedAt).getTime() >= APART_HOURS * 3_600_000

/** Reminds a partner that has not answered; the letter brings a link of its own. Throws 409 where it is too early, or too late. */
export async function remindParty(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  asking: Asking,
  moment: Moment,
) {
  if (!canBeReminded(asking, moment.at)) throw problem(409, 'partnership-charter.errors.tooEarly')
  await record(db, actor, deedOf(actor, partnership, party, 'party-reminded', asking.id), moment, async (trx) => {
    const marked = await trx
      .updateTable('party_askings')
      .set({ reminded_at: moment.at })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', asking.id)
      .where('answered_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('reminded_at', asking.remindedAt ? '=' : 'is', asking.remindedAt)
      .executeTakeFirst()
    if (Number(marked.numUpdatedRows) === 0) throw problem(409, 'partnership-charter.errors.tooEarly')
  })
}

/** Takes back what a partner was asked: its links end. */
export const revokeAsking = (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  asking: Asking,
  moment: Moment,
) =>
  record(db, actor, deedOf(actor, partnership, party, 'party-revoked', asking.id), moment, (trx) =>
    closeAskings(trx, actor.regionId, { partyId: party.id }, moment),
  )

/** Whoever was asked and has not answered can no more: somebody left, it is asked anew, or all of it ended. */
export async function closeAskings(
  trx: Trx,
  regionId: string,
  which: { partyId: string } | { partnershipId: string },
  moment: Moment,
) {
  const closed = await trx
    .updateTable('party_askings')
    .set({ revoked_at: moment.at, draft: null })
    .where('region_id', '=', regionId)
    .where(
      'partyId' in which ? 'party_id' : 'partnership_id',
      '=',
      'partyId' in which ? which.partyId : which.partnershipId,
    )
    .where('answered_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of closed) await revokeLinks(trx, regionId, { purpose: 'party-answer', recordId: id }, moment)
}

/** Opened as often as they like: what they said can be put right until it is over. */
const OPENED = 1_000_000

/** A link with which a partner answers for its part. */
export const answerLink = (
  db: Db,
  regionId: string,
  asking: { id: string; personId: string | null; until: string },
  timeZone: string,
  moment: Moment,
): Promise<string> => {
  const left = (Date.parse(asking.until) - Date.parse(dayIn(timeZone, moment.at))) / 86_400_000
  const days = Math.max(1, Math.round(left) + 1 + GRACE_DAYS)
  const { id: recordId, personId } = asking
  return makeLink(db, { regionId, purpose: 'party-answer', recordId, personId, days, uses: OPENED }, moment)
}

/** Keeps what was typed so far, so that any of their links brings it back. */
export const keepDraft = (db: Db, regionId: string, asking: Pick<Asking, 'id'>, typed: Typed) =>
  db
    .updateTable('party_askings')
    .set({ draft: JSON.stringify(typed) })
    .where('region_id', '=', regionId)
    .where('id', '=', asking.id)
    .where('revoked_at', 'is', null)
    .execute()

/** Notes that a partner answered; what it said stands in the charter. Throws 409 where it was taken back meanwhile. */
export async function noteAnswer(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  asking: Asking,
  word: string,
  moment: Moment,
) {
  const { id: organization } = party.organization
  const deed = {
    verb: 'partnership.party-answered',
    record: partnership,
    for: organization,
    concerns: [asking.id, organization],
    changes: { asking: asking.id, organization },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const noted = await trx
      .updateTable('party_askings')
      .set({ answered_at: moment.at, word, draft: null })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', asking.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (Number(noted.numUpdatedRows) === 0) throw problem(409, 'partnership-charter.errors.revoked')
  })
}
