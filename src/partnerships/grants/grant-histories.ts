import { earlierValues, seenThen } from '../../directory/histories.ts'
import { type FeedLine, listFeed } from '../../journal/feeds.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Partnership } from '../partnerships.ts'
import { canWorkOn } from '../rules.ts'
import { grantForm } from './forms.ts'
import { asGrantInput, changeGrant } from './grant-changes.ts'
import type { Grant } from './grants.ts'

/** So far back a history goes. */
const MOST = 200

/** What was done with a grant, newest first, as far as this actor could have seen it when it was done. */
export async function listGrantHistory(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  grant: Grant,
): Promise<FeedLine[]> {
  const lines = await listFeed(db, actor, { recordId: grant.id, limit: MOST })
  return seenThen(actor, grant.visibility, canWorkOn(actor, partnership), lines)
}

/** Gives a grant back what stood in the fields of one change before it was made. */
export async function bringGrantBack(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  grant: Grant,
  lineId: string,
  moment: Moment,
) {
  const line = (await listGrantHistory(db, actor, partnership, grant)).find((one) => one.id === lineId)
  const values = line ? earlierValues(line) : {}
  if (Object.keys(values).length === 0) throw problem(404)
  const input = grantForm.safeParse({ ...asGrantInput(grant), ...values })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeGrant(db, actor, partnership, grant, input.data, moment)
}
