import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import type { Moment } from '../../platform/moment.ts'
import { findRegionById } from '../../region/regions.ts'
import { letPass } from './answers.ts'
import { setUntil, writeLetters } from './asking-changes.ts'
import { type HeldAsking, holdAsking } from './force-changes.ts'
import { learnFates } from './letters.ts'
import { fairDay, isHalfway } from './rules.ts'
import { listAskings, type SignOff } from './sign-offs.ts'

/**
 * Looks after all that is being asked: what became of the letters; who signs since yesterday and was not written to, such as
 * a new leader; a reminder halfway, once; and the silence of those whose last day is over. Done twice it does no more.
 */
export async function tendSignOffs(db: Db, moment: Moment) {
  await learnFates(db, moment)
  const rows = await db
    .selectFrom('sign_off_askings as g')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'g.region_id').onRef('r.id', '=', 'g.subject_id'))
    .select(['g.region_id as regionId', 'g.id'])
    .where('g.closed_at', 'is', null)
    .where('g.in_force_at', 'is', null)
    .where('r.removed_at', 'is', null)
    .orderBy('g.region_id')
    .orderBy('g.id')
    .execute()
  await eachApart(rows, 'Not every sign-off could be tended.', async ({ regionId, id }) => {
    const region = await findRegionById(db, regionId)
    if (region) await inTransaction(db, (trx) => tend(trx, region, id, moment))
  })
}

async function tend(trx: Trx, region: { id: string; timeZone: string }, id: string, moment: Moment) {
  const today = dayIn(region.timeZone, moment.at)
  const asking = await holdAsking(trx, region.id, id)
  if (await letPass(trx, region, asking, today, moment)) return
  const all = await listAskings(trx, systemActor(region.id), asking.subjectId, today)
  const waiting = (all.find((one) => one.id === id)?.signOffs ?? []).filter(({ decision }) => decision === null)
  for (const one of waiting)
    if (!(await askNewcomers(trx, region.id, asking, one, today, moment)))
      await remind(trx, region.id, asking, one, moment)
}

/** Whoever signs now and was never written to is asked, with time enough to answer. */
async function askNewcomers(
  trx: Trx,
  regionId: string,
  asking: HeldAsking,
  one: SignOff,
  today: string,
  moment: Moment,
): Promise<boolean> {
  const unknown = one.signers.filter(
    ({ personId, asked }) => asked && !one.letters.some((letter) => letter.personId === personId),
  )
  if (unknown.length === 0) return false
  const until = fairDay(one.until, today)
  await setUntil(trx, regionId, one, until)
  const row = { id: one.id, organizationId: one.organization.id, until, signers: unknown }
  await writeLetters(trx, systemActor(regionId), asking, [row], 'sign-off.asked', moment)
  return true
}

async function remind(trx: Trx, regionId: string, asking: HeldAsking, one: SignOff, moment: Moment) {
  if (one.remindedAt || one.signers.length === 0 || !isHalfway(one.askedAt, one.until, moment.at)) return
  const row = { id: one.id, organizationId: one.organization.id, until: one.until, signers: one.signers }
  await writeLetters(trx, systemActor(regionId), asking, [row], 'sign-off.reminded', moment)
  await trx
    .updateTable('sign_offs')
    .set({ reminded_at: moment.at })
    .where('region_id', '=', regionId)
    .where('id', '=', one.id)
    .execute()
}
