import { namesAtWork } from '../../account/colleagues.ts'
import { type Comment, listComments, type Spoken } from '../../journal/comments.ts'
import { ownOrganizations, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { currentParties, type Partnership } from '../partnerships.ts'

/** A partnership as it is spoken of: its partners hear it, nobody else. */
export const spokenOf = ({ id, name, circleId }: Partnership): Spoken => ({
  id,
  name,
  audience: { visibility: 'circle', circleId },
})

/** What was said of a partnership, the first first; nothing for who is no partner. */
export const commentsOn = (db: Db, actor: Actor, partnership: Pick<Partnership, 'id'>): Promise<Comment[]> =>
  listComments(db, actor, partnership.id, (ids) => namesAtWork(db, actor, ids))

/** The partner for which this actor speaks here; nobody for a coordinator. */
export function speakingFor(actor: Actor, partnership: Partnership): string | null {
  const mine = actor.coordinates ? [] : ownOrganizations(actor, 'speak')
  return currentParties(partnership).find((party) => mine.includes(party.organization.id))?.organization.id ?? null
}
