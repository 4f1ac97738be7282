import { linkActor } from '../tie-answers.ts'
import { decide, propose, type Suggestion } from '../../journal/proposals.ts'
import { record } from '../../journal/entries.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Asking } from './askings.ts'
import { holdOpenRound } from './round-changes.ts'
import type { Round } from './rounds.ts'
import { rolesAfter } from './rules.ts'
import { presentRoles, stateTie } from './tie-sayings.ts'
import type { AnswerRow } from './typed-answers.ts'

/** The kinds of proposals that an answer makes: a tie for each line, and what they say of their roles. */
export const SNOWBALL_TIE = 'snowball-tie'
export const SNOWBALL_ROLES = 'snowball-roles'

/** What an organization answers. */
export interface Answer {
  rows: readonly AnswerRow[]
  /** Keys of the roles it says it plays, and of those that stood ticked before it; null: nothing was said of them. */
  roles: { said: string[]; shown: string[] } | null
}

/** Keeps what was typed so far, so that they may come back to it. What was sent already is not drafted anew. */
export const keepDraft = (db: Db, regionId: string, asking: Pick<Asking, 'id'>, typed: Record<string, unknown>) =>
  db
    .updateTable('askings')
    .set({ draft: JSON.stringify(typed) })
    .where('region_id', '=', regionId)
    .where('id', '=', asking.id)
    .where('answered_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()

/**
 * Whether what they confirm of what is on record counts at once, as it does from a mailed question about a tie: only from
 * whoever got the link in their own mail and speaks for the organization today. All else is a proposal.
 */
export async function speaksItself(
  db: Db,
  region: { id: string; timeZone: string },
  asking: Pick<Asking, 'organization'>,
  personId: string | null,
  now: Date,
): Promise<boolean> {
  if (personId === null) return false
  const actor = await linkActor(db, region, personId, now)
  return organizationsWith(actor, 'speak').includes(asking.organization.id)
}

/**
 * Takes an answer, once: each line is a proposal. `by` is the one who holds the link, or the coordinator who fills it in
 * for them, which is said. Throws 409 for whoever comes a second time or after the end.
 */
export async function takeAnswer(
  db: Db,
  by: { actor: Actor; how: 'link' | 'coordinator'; atOnce: boolean },
  region: { id: string; timeZone: string },
  round: Pick<Round, 'id' | 'until' | 'lang'>,
  asking: Asking,
  answer: Answer,
  moment: Moment,
) {
  const { actor, how } = by
  const deed = {
    verb: 'snowball.answered',
    record: round,
    for: how === 'link' ? asking.organization.id : null,
    concerns: [asking.id, asking.organization.id],
    changes: { asking: asking.id, ties: answer.rows.length, how },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await holdOpenRound(trx, region.id, round.id)
    const roles = answer.roles && {
      said: await offered(trx, region.id, answer.roles.said),
      shown: await offered(trx, region.id, answer.roles.shown),
    }
    if (dayIn(region.timeZone, moment.at) > round.until) throw problem(409, 'snowball.errors.closed')
    const taken = await trx
      .updateTable('askings')
      .set({
        answered_at: moment.at,
        how,
        roles: roles?.said ?? null,
        roles_shown: roles?.shown ?? null,
        draft: null,
      })
      .where('region_id', '=', region.id)
      .where('id', '=', asking.id)
      .where('answered_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (Number(taken.numUpdatedRows) === 0) throw problem(409, 'snowball.errors.answered')
    await addNamings(trx, by, region, round, { ...asking, how, answeredAt: moment.at }, answer.rows, moment)
    await proposeRoles(trx, region.id, round, asking, roles, moment)
  })
}

async function addNamings(
  trx: Trx,
  by: { actor: Actor; atOnce: boolean },
  region: { id: string; timeZone: string },
  round: Pick<Round, 'id' | 'lang'>,
  asking: Asking,
  rows: readonly AnswerRow[],
  moment: Moment,
) {
  if (rows.length === 0) return
  const namings = rows.map((row) => ({ ...row, id: moment.id() }))
  await trx
    .insertInto('namings')
    .values(
      namings.map(({ id, name, organizationId, kind, direction, strength, verdict, tieId }, position) => ({
        region_id: region.id,
        id,
        asking_id: asking.id,
        position,
        name,
        organization_id: organizationId,
        kind,
        direction,
        strength,
        verdict,
        tie_id: tieId,
      })),
    )
    .execute()
  const suggested = namings.map((naming) => ({ naming, suggestion: suggestTie(round, asking, naming) }))
  const isSettled = (naming: AnswerRow) => by.atOnce && naming.tieId !== null
  for (const { naming, suggestion } of suggested) {
    if (!isSettled(naming)) continue
    await stateTie(trx, by.actor, region, round, asking, naming, moment)
    await decide(trx, by.actor, suggestion, 'accepted', moment)
  }
  const open = suggested.filter(({ naming }) => !isSettled(naming)).map(({ suggestion }) => suggestion)
  await propose(trx, region.id, open, moment)
}

/** The proposal that a line of an answer is. */
export const suggestTie = (
  round: Pick<Round, 'id'>,
  asking: Pick<Asking, 'id' | 'organization'>,
  naming: { id: string; organizationId: string | null },
): Suggestion => ({
  kind: SNOWBALL_TIE,
  key: naming.id,
  payload: { round: round.id, asking: asking.id, naming: naming.id },
  concerns: [asking.id, asking.organization.id, ...(naming.organizationId ? [naming.organizationId] : [])],
})

export const suggestRoles = (round: Pick<Round, 'id'>, asking: Pick<Asking, 'id' | 'organization'>): Suggestion => ({
  kind: SNOWBALL_ROLES,
  key: asking.id,
  payload: { round: round.id, asking: asking.id },
  concerns: [asking.id, asking.organization.id],
})

/** Those of the keys that stand on the region's list of roles. */
async function offered(trx: Trx, regionId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const rows = await trx
    .selectFrom('roles')
    .select('key')
    .where('region_id', '=', regionId)
    .where('key', 'in', keys)
    .where('retired_at', 'is', null)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

/** What they say of their roles is proposed where it is not what stands there already. */
async function proposeRoles(
  trx: Trx,
  regionId: string,
  round: Pick<Round, 'id'>,
  asking: Asking,
  roles: Answer['roles'],
  moment: Moment,
) {
  if (roles === null) return
  const now = await presentRoles(trx, regionId, asking.organization.id)
  const after = rolesAfter(now, roles.said, roles.shown)
  const same = now.length === after.length && now.every((role) => after.includes(role))
  if (!same) await propose(trx, regionId, [suggestRoles(round, asking)], moment)
}
