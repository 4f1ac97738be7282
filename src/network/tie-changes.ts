import { differences, record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { nextVersion, remove, restore } from '../platform/records.ts'
import type { Ending, TieDetails } from './forms.ts'
import { periodOf, typedPeriod } from './periods.ts'
import { sideOf } from './rules.ts'
import { say } from './statements.ts'
import { circleFor, periodColumns, saveDetails } from './tie-parts.ts'
import type { TieOrigin } from './tie-proposals.ts'
import { type Tie, findSameTie } from './ties.ts'

/** A tie as the form of its details holds it; the strength is what this actor said last. */
export function asDetails(tie: Tie, actor: Actor, circle: string[]): TieDetails {
  return {
    ...typedPeriod(tie),
    strength: ownStrength(actor, tie),
    note: tie.note,
    references: tie.references.map((one) => (one.url ? `${one.title} ${one.url}` : one.title)),
    visibility: tie.visibility,
    circle,
    lang: tie.lang,
  }
}

const ownStrength = (actor: Actor, tie: Tie): number | null => {
  const side = sideOf(actor, tie)
  return side ? side.strength : (tie.statements.findLast((said) => said.by === 'coordinator')?.strength ?? null)
}

/** Changes a tie from the version that was read; throws 409 when somebody else was faster. Another strength is another statement. */
export async function changeTie(
  db: Db,
  actor: Actor,
  before: Tie,
  input: TieDetails,
  moment: Moment,
  origin: Pick<TieOrigin, 'batch' | 'extra'> = {},
) {
  const changes = differences(logged(asDetails(before, actor, [])), logged(input))
  const [a, b] = before.sides
  await record(
    db,
    actor,
    {
      verb: 'tie.changed',
      record: before,
      concerns: [a.id, b.id],
      changes,
      ...(origin.batch && { batch: origin.batch }),
    },
    moment,
    async (trx) => {
      const circleId = await circleFor(trx, actor, before.id, { a: a.id, b: b.id }, input, moment)
      await nextVersion(trx, actor.regionId, before.id, before.version, {
        visibility: input.visibility,
        circleId,
        lang: input.lang,
      })
      await refuseSame(trx, actor.regionId, before, input)
      await saveDetails(trx, actor, before.id, `${a.name} – ${b.name}`, input, moment)
      if (origin.extra) await saveExtra(trx, actor.regionId, before.id, origin.extra)
      if (input.strength !== null && input.strength !== ownStrength(actor, before))
        await restate(trx, actor, before, input.strength, moment)
    },
  )
}

const logged = ({ circle: _circle, since, until, ...details }: TieDetails) => ({
  ...details,
  period: periodOf(since, until).period,
})

/** A new beginning may make a tie the same as another. */
async function refuseSame(trx: Trx, regionId: string, tie: Tie, input: TieDetails) {
  const [a, b] = tie.sides
  const same = await findSameTie(trx, regionId, {
    a: a.id,
    b: b.id,
    kind: tie.kind,
    since: input.since,
    until: input.until,
  })
  if (same && same.id !== tie.id) throw problem(409, 'network.errors.exists')
}

/** A side that has disputed says yes by confirming, never in passing. */
async function restate(trx: Trx, actor: Actor, tie: Tie, strength: number, moment: Moment) {
  const side = sideOf(actor, tie)
  if (side && side.verdict !== 'confirms') return
  const by = side ? 'side' : 'coordinator'
  await say(
    trx,
    actor,
    tie.id,
    { by, organizationId: side?.id ?? null, verdict: 'confirms', strength, note: '' },
    moment,
  )
}

/** Says when a tie was over. Its past stays. */
export async function endTie(db: Db, actor: Actor, before: Tie, ending: Ending, moment: Moment) {
  const { since } = typedPeriod(before)
  const after = periodOf(since, ending.until)
  if (after.period === null) throw problem(422, 'network.errors.order')
  const deed = {
    verb: 'tie.ended',
    record: before,
    concerns: before.sides.map((side) => side.id),
    changes: { period: [before.period, after.period] },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version)
    await trx
      .updateTable('ties')
      .set(periodColumns({ since, until: ending.until }))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
  })
}

/** Takes a tie off the map; its statements stay, and come back with it. */
export const removeTie = (db: Db, actor: Actor, tie: Tie, moment: Moment) =>
  record(db, actor, { verb: 'tie.removed', record: tie, concerns: tie.sides.map((side) => side.id) }, moment, (trx) =>
    remove(trx, actor.regionId, tie.id, moment),
  )

export const restoreTie = (db: Db, actor: Actor, tie: Tie, moment: Moment) =>
  record(db, actor, { verb: 'tie.restored', record: tie, concerns: tie.sides.map((side) => side.id) }, moment, (trx) =>
    restore(trx, actor.regionId, tie.id),
  )

const saveExtra = (trx: Trx, regionId: string, id: string, extra: Record<string, unknown>) =>
  trx
    .updateTable('ties')
    .set({ extra: JSON.stringify(extra) })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
