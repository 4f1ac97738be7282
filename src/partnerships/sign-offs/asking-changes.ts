import { type Deed, record, recordMany } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { permit, problem } from '../../platform/errors.ts'
import { revokeLinks } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecords, joinMany } from '../../platform/records.ts'
import { holdPartnership, keepRevision } from '../charter/revisions.ts'
import type { Partnership } from '../partnerships.ts'
import type { AskingInput } from './forms.ts'
import { comeInForce, holdAsking } from './force-changes.ts'
import { makeSignLink, noteLetters } from './letters.ts'
import { outlookOf } from './outlooks.ts'
import { canEndOn, canHandOn, canWriteAgain, FEWEST, fairDay, withoutAddress } from './rules.ts'
import { type Asking, openAsking, type SignOff } from './sign-offs.ts'
import type { Signer } from './signers.ts'

interface Region {
  id: string
  timeZone: string
}

/** What came of asking: how many leaders are asked, for how many an earlier word holds, and whether it is in force at once. */
export interface Asked {
  revision: number
  asked: number
  carried: number
  inForce: boolean
}

/**
 * Asks the leaders of all partners of today about the charter as it stands, which is kept as a revision. Whoever agreed to
 * an earlier one that differs from it in words only is not asked again: their word holds. What was being asked before ends.
 * Throws 422 for a day too near or too far, 409 where there is nothing to ask or nobody to be partners with.
 */
export async function askForSignOff(
  db: Db,
  actor: Actor,
  region: Region,
  partnershipId: string,
  input: AskingInput,
  moment: Moment,
): Promise<Asked> {
  const today = dayIn(region.timeZone, moment.at)
  if (!canEndOn(input.until, today)) throw problem(422, 'sign-offs.errors.until')
  return inTransaction(db, async (trx) => {
    await holdPartnership(trx, region.id, partnershipId)
    const all = await outlookOf(trx, region, partnershipId, [], today)
    const declined = new Set(all.candidates.flatMap((one) => (one.declined ? [one.organization.id] : [])))
    // Whoever has not answered is not passed over.
    if (!input.without.every((id) => declined.has(id))) throw problem(422, 'sign-offs.errors.without')
    const outlook = input.without.length === 0 ? all : await outlookOf(trx, region, partnershipId, input.without, today)
    const { partnership, candidates, askings } = outlook
    if (candidates.length < FEWEST) throw problem(409, 'sign-offs.errors.few')
    if (!outlook.isNew) throw problem(409, 'sign-offs.errors.same')
    const { number } = await keepRevision(trx, actor, partnership, moment, '', input.without)
    const open = openAsking(askings)
    if (open) await closeAsking(trx, region.id, open, 'superseded', moment)
    const asking = {
      id: moment.id(),
      subjectId: partnership.id,
      revision: number,
      until: input.until,
      lang: partnership.lang,
    }
    await addAsking(trx, actor, asking, input.message, moment)
    const rows = candidates.map((one) => ({
      ...one,
      id: moment.id(),
      organizationId: one.organization.id,
      until: input.until,
      silence: input.silence === 'passes' && !input.answers.includes(one.organization.id),
    }))
    await addSignOffs(trx, region.id, partnership, asking, rows, moment)
    const asked = rows.filter((row) => !row.held)
    if (asked.length > 0) await writeLetters(trx, actor, asking, asked, 'sign-off.asked', moment)
    const inForce = await comeInForce(trx, region, await holdAsking(trx, region.id, asking.id), today, moment)
    return { revision: number, asked: asked.length, carried: rows.length - asked.length, inForce }
  })
}

interface NewAsking {
  id: string
  subjectId: string
  revision: number
  until: string
  lang: string
}

const addAsking = (trx: Trx, actor: Actor, asking: NewAsking, message: string, moment: Moment) =>
  trx
    .insertInto('sign_off_askings')
    .values({
      region_id: actor.regionId,
      id: asking.id,
      subject_id: asking.subjectId,
      revision: asking.revision,
      asked_at: moment.at,
      asked_by: actor.personId,
      until_day: asking.until,
      message,
      lang: asking.lang,
    })
    .execute()

interface NewSignOff {
  id: string
  organizationId: string
  held: SignOff | null
  silence: boolean
}

async function addSignOffs(
  trx: Trx,
  regionId: string,
  partnership: Partnership,
  asking: NewAsking,
  rows: readonly NewSignOff[],
  moment: Moment,
) {
  const { circleId, lang } = partnership
  const spines = rows.map(({ id }) => ({ id, visibility: 'circle' as const, circleId, lang }))
  await addRecords(trx, regionId, spines, 'sign-off', moment)
  await joinMany(
    trx,
    regionId,
    rows.map(({ id, organizationId }) => ({ recordId: id, ends: [partnership.id, organizationId] })),
  )
  await trx
    .insertInto('sign_offs')
    .values(
      rows.map(({ id, organizationId, held, silence }) => ({
        region_id: regionId,
        id,
        asking_id: asking.id,
        organization_id: organizationId,
        silence,
        until_day: asking.until,
        decision: held?.decision ?? null,
        decided_at: held?.at ?? null,
        carried_from: held?.id ?? null,
      })),
    )
    .execute()
}

/** One letter to each who is asked for an organization; the entry says of which sign-off. */
export async function writeLetters(
  trx: Trx,
  actor: Actor,
  asking: Pick<NewAsking, 'subjectId' | 'revision'>,
  rows: readonly { id: string; organizationId: string; until: string; signers: readonly Signer[] }[],
  verb: 'sign-off.asked' | 'sign-off.reminded',
  moment: Moment,
) {
  const batch = moment.id()
  const deeds = rows.map((row): Deed => ({
    verb,
    record: { id: asking.subjectId },
    concerns: [row.id, row.organizationId],
    changes: { signOff: row.id, revision: asking.revision, until: row.until },
    batch,
  }))
  const letters = rows.map((row) => ({ signOffId: row.id, signers: row.signers.filter(({ asked }) => asked) }))
  await recordMany(trx, actor, deeds, moment, () => noteLetters(trx, actor.regionId, letters, moment))
}

/** Takes back what was asked, before it is in force: nobody has to answer any more. What was said stays. */
export async function withdrawAsking(db: Db, actor: Actor, asking: Asking, moment: Moment) {
  const deed = {
    verb: 'sign-off.withdrawn',
    record: { id: asking.subjectId },
    concerns: asking.signOffs.map(({ id }) => id),
    changes: { asking: asking.id, revision: asking.revision },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const held = await holdAsking(trx, actor.regionId, asking.id)
    if (held.inForceAt) throw problem(409, 'sign-offs.errors.inForce')
    if (held.closedAt) throw problem(409, 'sign-offs.errors.over')
    await closeAsking(trx, actor.regionId, asking, 'withdrawn', moment)
  })
}

async function closeAsking(
  trx: Trx,
  regionId: string,
  asking: Asking,
  why: 'withdrawn' | 'superseded',
  moment: Moment,
) {
  await trx
    .updateTable('sign_off_askings')
    .set({ closed_at: moment.at, closed_why: why })
    .where('region_id', '=', regionId)
    .where('id', '=', asking.id)
    .execute()
  for (const { id } of asking.signOffs) await revokeLinks(trx, regionId, { purpose: 'sign-off', recordId: id }, moment)
}

/**
 * Sends the letter once more, with a link of its own, to whoever signs now. Throws 409 where the letter went out within the
 * last day.
 */
export async function writeAgain(
  db: Db,
  actor: Actor,
  region: Region,
  signOff: SignOff,
  moment: Moment,
): Promise<{ until: string }> {
  return inTransaction(db, async (trx) => {
    const asking = await holdAsking(trx, region.id, signOff.askingId)
    if (!canWriteAgain(signOff.status, signOff.lastLetterAt, moment.at)) throw problem(409, 'sign-offs.errors.lately')
    const today = dayIn(region.timeZone, moment.at)
    const until = signOff.status === 'unreachable' ? fairDay(signOff.until, today) : signOff.until
    await setUntil(trx, region.id, signOff, until)
    const row = { id: signOff.id, organizationId: signOff.organization.id, until, signers: signOff.signers }
    await writeLetters(trx, actor, asking, [row], 'sign-off.asked', moment)
    return { until }
  })
}

/**
 * The same; and for those who have no address it gives a link to hand on, to be shown this once, in place of all that they
 * had before. That a link was handed on reaches nobody yet: silence counts for no more than before. Throws 403 for whoever
 * may not hand it on.
 */
export async function handOn(
  db: Db,
  actor: Actor,
  region: Region,
  signOff: SignOff,
  moment: Moment,
): Promise<{ until: string; tokens: string[] }> {
  permit(canHandOn(actor, signOff), 'sign-offs.errors.handOn')
  return inTransaction(db, async (trx) => {
    const { until } = await writeAgain(trx, actor, region, signOff, moment)
    const tokens: string[] = []
    for (const { personId } of withoutAddress(signOff)) {
      await revokeLinks(trx, region.id, { purpose: 'sign-off', recordId: signOff.id, personId }, moment)
      tokens.push(await makeSignLink(trx, region, { id: signOff.id, until }, personId, moment, actor.personId))
    }
    return { until, tokens }
  })
}

/** Gives one organization until another day. */
export async function setUntil(trx: Trx, regionId: string, signOff: Pick<SignOff, 'id' | 'until'>, until: string) {
  if (until === signOff.until) return
  await trx
    .updateTable('sign_offs')
    .set({ until_day: until })
    .where('region_id', '=', regionId)
    .where('id', '=', signOff.id)
    .execute()
}
