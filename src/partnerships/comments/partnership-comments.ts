import { namesAtWork } from '../../account/colleagues.ts'
import { type Comment, listComments, type Spoken } from '../../journal/comments.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Partnership } from '../partnerships.ts'

/** A partnership as it is spoken of: its partners hear it, nobody else. */
export const spokenOf = ({ id, name, circleId }: Partnership): Spoken => ({
  id,
  name,
  audience: { visibility: 'circle', circleId },
})

/** What was said of a partnership, the first first; nothing for who is no partner. */
export const commentsOn = (db: Db, actor: Actor, partnership: Pick<Partnership, 'id'>): Promise<Comment[]> =>
  listComments(db, actor, partnership.id, (ids) => namesAtWork(db, actor, ids))
