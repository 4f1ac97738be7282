import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import { UUID } from '../../platform/ids.ts'
import type { Level } from '../forms.ts'
import { readsDraft } from '../charter/rules.ts'
import type { Partnership } from '../partnerships.ts'

export const ANSWERS = ['taken', 'declined', 'withdrawn'] as const
export type HandoverAnswer = (typeof ANSWERS)[number]

/** The lead of a role, offered by one partner (or by nobody, where nobody led) to another one. */
export interface Handover {
  id: string
  role: string
  /** Ids of parties. */
  from: string | null
  to: string
  /** What the giver does afterwards; null: no part. */
  keeps: Exclude<Level, 'lead'> | null
  why: string
  offeredAt: Date
  answer: HandoverAnswer | null
  answeredAt: Date | null
  answerWhy: string
}

/**
 * The leads that were offered in a partnership, the latest first: those that wait for an answer, or all. What partners offer
 * each other is theirs and the coordinators' to know.
 */
export async function listHandovers(
  db: Db,
  actor: Actor,
  partnership: Pick<Partnership, 'id' | 'parties'>,
  which: 'open' | 'all',
): Promise<Handover[]> {
  if (!readsDraft(actor, partnership)) return []
  const rows = await db
    .selectFrom('role_handovers as h')
    .select(['h.id', 'h.role', 'h.from_party_id as from', 'h.to_party_id as to', 'h.keeps', 'h.why'])
    .select(['h.offered_at as offeredAt', 'h.answer', 'h.answered_at as answeredAt', 'h.answer_why as answerWhy'])
    .where('h.region_id', '=', actor.regionId)
    .where('h.partnership_id', '=', partnership.id)
    .$if(which === 'open', (query) => query.where(sql<SqlBool>`h.answer is null`))
    .orderBy('h.offered_at', 'desc')
    .orderBy('h.id')
    .execute()
  return rows.map(({ keeps, answer, ...row }) => ({
    ...row,
    keeps: keeps as Handover['keeps'],
    answer: answer as HandoverAnswer | null,
  }))
}

/** An offer that waits for an answer. Throws NotFound, and 409 where it was answered already. */
export async function getOffer(
  db: Db,
  actor: Actor,
  partnership: Pick<Partnership, 'id' | 'parties'>,
  id: string,
): Promise<Handover> {
  const all = UUID.test(id) ? await listHandovers(db, actor, partnership, 'all') : []
  const offer = found(all.find((one) => one.id === id))
  if (offer.answer !== null) throw problem(409, 'partnership-roles.errors.answered')
  return offer
}
