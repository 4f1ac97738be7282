import { record } from '../../journal/entries.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import { changeForm } from '../forms.ts'
import { hasEnded } from '../periods.ts'
import { say } from '../statements.ts'
import { endTie } from '../tie-changes.ts'
import { proposeTie } from '../tie-proposals.ts'
import { findTie, type Tie } from '../ties.ts'
import type { Asking } from './askings.ts'
import type { Round } from './rounds.ts'
import type { AnswerRow } from './typed-answers.ts'

/** Who says it: the organization itself through its link, whoever decided that it counts; else the coordinator who asked them. */
export const speakerOf = (actor: Actor, asking: Pick<Asking, 'how' | 'personId' | 'person'>): Actor =>
  asking.how === 'link'
    ? {
        ...systemActor(actor.regionId),
        kind: 'link',
        personId: asking.person ? asking.personId : null,
        name: asking.person?.name ?? null,
      }
    : actor

type Said = AnswerRow & { id: string }

/**
 * A line of an answer becomes what its side says of a tie: of the one that is there, or of one that comes by it. What a
 * coordinator filled in for them is said by the coordinator. Gives the tie.
 */
export async function stateTie(
  trx: Trx,
  actor: Actor,
  region: { id: string; timeZone: string },
  round: Pick<Round, 'id' | 'lang'>,
  asking: Asking,
  naming: Said,
  moment: Moment,
  batch?: string,
): Promise<string | null> {
  const today = dayIn(region.timeZone, moment.at)
  const there = await tieOf(trx, region.id, asking, naming, today)
  const speaker = speakerOf(actor, asking)
  const tie =
    there ?? (naming.verdict === 'confirms' ? await newTie(trx, speaker, round, asking, naming, moment, batch) : null)
  if (tie === null) return null
  if (there) await sayOf(trx, speaker, asking, there, naming, { today, batch }, moment)
  await trx
    .updateTable('namings')
    .set({ tie_id: tie.id, organization_id: naming.organizationId })
    .where('region_id', '=', region.id)
    .where('id', '=', naming.id)
    .execute()
  return tie.id
}

/** The tie that is meant: the one that was shown, else one of this kind between the two that is not over. */
async function tieOf(trx: Trx, regionId: string, asking: Asking, naming: Said, today: string): Promise<Tie | null> {
  const seer = systemActor(regionId)
  const shown = naming.tieId ? await findTie(trx, seer, naming.tieId) : undefined
  if (shown) return shown
  const [from, to] = [asking.organization.id, naming.organizationId]
  if (to === null) return null
  const rows = await trx
    .selectFrom('ties as t')
    .innerJoin('tie_kinds as k', (on) => on.onRef('k.region_id', '=', 't.region_id').onRef('k.key', '=', 't.kind'))
    .select(['t.id', 't.a_id', 'k.directed'])
    .where('t.region_id', '=', regionId)
    .where('t.kind', '=', naming.kind)
    .where((where) =>
      where.or([
        where.and([where('t.a_id', '=', from), where('t.b_id', '=', to)]),
        where.and([where('t.a_id', '=', to), where('t.b_id', '=', from)]),
      ]),
    )
    .orderBy('t.id', 'desc')
    .execute()
  const first = naming.direction === 'forward' ? from : to
  for (const row of rows) {
    const tie = !row.directed || row.a_id === first ? await findTie(trx, seer, row.id) : undefined
    if (tie && !hasEnded(tie, today)) return tie
  }
  return null
}

async function newTie(
  trx: Trx,
  speaker: Actor,
  round: Pick<Round, 'lang'>,
  asking: Asking,
  naming: Said,
  moment: Moment,
  batch?: string,
) {
  if (naming.organizationId === null) return null
  const input = {
    ...changeForm.parse({ strength: naming.strength, lang: round.lang }),
    organization: asking.organization.id,
    other: naming.organizationId,
    kind: naming.kind,
    direction: naming.direction,
  }
  const by = asking.how === 'link' ? ('side' as const) : ('coordinator' as const)
  return proposeTie(trx, speaker, input, moment, { by, ...(batch && { batch }) })
}

async function sayOf(
  trx: Trx,
  speaker: Actor,
  asking: Asking,
  tie: Tie,
  { verdict, strength }: Said,
  { today, batch }: { today: string; batch: string | undefined },
  moment: Moment,
) {
  if (verdict === 'over') {
    if (!hasEnded(tie, today)) await endTie(trx, speaker, tie, { until: today }, moment)
    return
  }
  const isSide = asking.how === 'link'
  const side = tie.sides.find((one) => one.id === asking.organization.id)
  if (!side) return
  const deed = {
    verb: isSide ? (verdict === 'confirms' ? 'tie.confirmed' : 'tie.disputed') : 'tie.changed',
    record: tie,
    for: isSide ? side.id : null,
    concerns: tie.sides.map((one) => one.id),
    changes: strength === null ? {} : { strength: [side.strength, strength] },
    ...(batch && { batch }),
  }
  const by = isSide ? ('side' as const) : ('coordinator' as const)
  await record(trx, speaker, deed, moment, () =>
    say(trx, speaker, tie.id, { by, organizationId: isSide ? side.id : null, verdict, strength, note: '' }, moment),
  )
}

/** The roles that stand with an organization now. */
export async function presentRoles(db: Db, regionId: string, organizationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organization_roles')
    .select('role')
    .where('region_id', '=', regionId)
    .where('organization_id', '=', organizationId)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role)
}
