import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Partnership } from '../partnerships.ts'
import { type Difference, differencesOf } from './differences.ts'
import { type CharterContent, draftOf, readContents } from './revisions.ts'

/** How the charter stood when somebody last said that they had seen it. */
export interface Look {
  at: Date
  content: CharterContent
}

/** When this very person last looked, and what they saw; undefined for who never said so. */
export async function findLook(db: Db, actor: Actor, partnershipId: string): Promise<Look | undefined> {
  if (actor.personId === null) return undefined
  const row = await db
    .selectFrom('charter_looks')
    .select(['at', 'content'])
    .where('region_id', '=', actor.regionId)
    .where('partnership_id', '=', partnershipId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst()
  if (!row) return undefined
  const [content] = await readContents(db, actor, [row.content as unknown as CharterContent])
  return { at: row.at, content: content! }
}

/** What changed since this person last looked; null for who never said so. */
export async function changedSince(
  db: Db,
  actor: Actor,
  partnership: Partnership,
): Promise<{ at: Date; differences: Difference[] } | null> {
  const look = await findLook(db, actor, partnership.id)
  if (!look) return null
  return { at: look.at, differences: differencesOf(look.content, await draftOf(db, actor, partnership)) }
}

/** Whether nothing changed since this person last looked: then they have seen what they write themselves. */
export async function hasSeen(db: Db, actor: Actor, partnership: Partnership): Promise<boolean> {
  const look = await changedSince(db, actor, partnership)
  return look === null || look.differences.length === 0
}

/**
 * Remembers that somebody has seen the charter as it stands. They say so by a button, or by writing in it: to open a page
 * changes nothing, and browsers and scanners open pages that nobody reads.
 */
export async function keepLook(db: Db, actor: Actor, partnership: Partnership, moment: Moment) {
  if (actor.personId === null) return
  const content = JSON.stringify(await draftOf(db, actor, partnership))
  await db
    .insertInto('charter_looks')
    .values({
      region_id: actor.regionId,
      partnership_id: partnership.id,
      person_id: actor.personId,
      at: moment.at,
      content,
    })
    .onConflict((on) =>
      on.columns(['region_id', 'partnership_id', 'person_id']).doUpdateSet({ at: moment.at, content }),
    )
    .execute()
}
