import { type FeedLine, listFeed } from '../journal/feeds.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { circleMembers } from '../platform/records.ts'
import { changeForm, type TieDetails } from './forms.ts'
import { typedPeriod } from './periods.ts'
import { asDetails, changeTie } from './tie-changes.ts'
import type { Tie } from './ties.ts'

/** So far back a history is shown. */
export const HISTORY = 200

const before = (line: FeedLine, field: string): unknown => {
  const change = line.changes[field]
  return Array.isArray(change) && change.length === 2 ? change[0] : undefined
}

/**
 * What stood in the details of a tie before one change; nothing where there is nothing to bring back. A strength is a
 * statement of whoever said it, and who may see a tie is chosen, never brought back by the way.
 */
export function earlierDetails(line: FeedLine): Partial<TieDetails> {
  if (line.verb !== 'tie.changed' && line.verb !== 'tie.ended') return {}
  const [note, references, lang, period] = ['note', 'references', 'lang', 'period'].map((field) => before(line, field))
  return {
    ...(typeof note === 'string' && { note }),
    ...(Array.isArray(references) && { references: references as string[] }),
    ...((lang === 'en' || lang === 'es') && { lang }),
    ...((typeof period === 'string' || period === null) && typedPeriod({ period })),
  }
}

/** Gives a tie back what stood in its details before one change was made. Throws NotFound, and 422 where it fits no more. */
export async function bringTieBack(db: Db, actor: Actor, tie: Tie, entryId: string, moment: Moment) {
  const lines = await listFeed(db, actor, { recordId: tie.id, limit: HISTORY })
  const line = lines.find(({ id }) => id === entryId)
  const earlier = line ? earlierDetails(line) : {}
  if (Object.keys(earlier).length === 0) throw problem(404)
  const circle = await circleMembers(db, actor.regionId, tie.circleId)
  const input = changeForm.safeParse({ ...asDetails(tie, actor, circle), ...earlier })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeTie(db, actor, tie, input.data, moment)
}
