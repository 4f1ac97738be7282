import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { sql } from 'kysely'
import type { Typed } from '../../platform/parse-form.ts'

/** A partner that was asked for its part of the charter, and how that stands. */
export interface Asking {
  id: string
  partnershipId: string
  partyId: string
  /** To whom the link was mailed; null where they were erased. */
  personId: string | null
  /** Null where the reader may not know who it is. */
  personName: string | null
  askedBy: string | null
  askedAt: Date
  until: string
  remindedAt: Date | null
  revokedAt: Date | null
  answeredAt: Date | null
  draft: Typed | null
  /** A word of theirs to the other partners. */
  word: string
}

const askings = (db: Db, actor: Actor) =>
  db
    .selectFrom('party_askings as a')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'a.region_id').onRef('records.id', '=', 'a.id'))
    .leftJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.person_id'))
    .select(['a.id', 'a.partnership_id as partnershipId', 'a.party_id as partyId', 'a.person_id as personId'])
    .select(['a.asked_by as askedBy', 'a.asked_at as askedAt', 'a.until_day as until', 'a.reminded_at as remindedAt'])
    .select(['a.revoked_at as revokedAt', 'a.answered_at as answeredAt', 'a.draft', 'a.word'])
    .select(sql<string | null>`case when ${visibleId(actor, 'a.person_id')} then p.name end`.as('personName'))
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof askings>['executeTakeFirstOrThrow']>>
const asAsking = ({ draft, ...row }: Row): Asking => ({ ...row, draft: draft as Typed | null })

/** The last time each partner was asked, by party. */
export async function listAskings(db: Db, actor: Actor, partnershipId: string): Promise<Map<string, Asking>> {
  const rows = await askings(db, actor)
    .where('a.partnership_id', '=', partnershipId)
    .orderBy('a.asked_at')
    .orderBy('a.id')
    .execute()
  return new Map(rows.map((row) => [row.partyId, asAsking(row)]))
}

export async function findAsking(db: Db, actor: Actor, id: string): Promise<Asking | undefined> {
  const row = await askings(db, actor).where('a.id', '=', id).executeTakeFirst()
  return row && asAsking(row)
}

/** How a partner that was asked stands on a day of the region. */
export type AskingState = 'answered' | 'waiting' | 'silent' | 'revoked'

export const stateOf = (asking: Pick<Asking, 'answeredAt' | 'revokedAt' | 'until'>, today: string): AskingState =>
  asking.answeredAt ? 'answered' : asking.revokedAt ? 'revoked' : asking.until < today ? 'silent' : 'waiting'
