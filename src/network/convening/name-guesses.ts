import { sql } from 'kysely'
import { nameKey } from '../../directory/name-words.ts'
import { publicActor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import type { Named } from './lines.ts'
import type { Meeting } from './meetings.ts'

/** One that may be meant. */
export interface Guess {
  id: string
  name: string
}
export type Meant = { named: Named } | { guesses: Guess[] }

/** What somebody says who means none of those that were guessed. */
export const NEW = 'new'
const GUESSES = 5
/** Names as alike as this may be one that was typed with a slip. */
const ALIKE = 0.45

/** Organizations as the public sees them, whoever asks: at a meeting nothing else of the directory shows. */
const organizations = (db: Db, regionId: string) =>
  db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name'])
    .where(visible(publicActor(regionId)))
    .where('o.ended', 'is', null)

/** Names to choose from while one types: those of the meeting, then those of the directory, as many as are asked for. */
export async function listNames(db: Db, meeting: Meeting, most: number): Promise<Guess[]> {
  const said = await db
    .selectFrom('meeting_lines')
    .select(['id', 'name'])
    .where('region_id', '=', meeting.regionId)
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'organization')
    .where('organization_id', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .execute()
  const known = await organizations(db, meeting.regionId)
    .orderBy(sql`o.name collate "en-x-icu"`)
    .limit(most)
    .execute()
  return [...said, ...known]
}

/** Who is meant by what was typed: one of the directory, a name of its own, or those to choose among. */
export async function whoIsMeant(db: Db, meeting: Meeting, typed: string, chosen: string): Promise<Meant> {
  if (chosen === NEW || (await isSaid(db, meeting, typed))) return { named: { name: typed, organizationId: null } }
  const same = sql<boolean>`(plain(o.name) = plain(${typed})
    or exists (select from unnest(o.other_names) other where plain(other) = plain(${typed})))`
  const near = sql<number>`similarity(plain(o.name), plain(${typed}))`
  const rows = await organizations(db, meeting.regionId)
    .select([same.as('same'), near.as('near')])
    .where(sql<boolean>`(${same} or ${near} >= ${ALIKE} or strpos(plain(o.name), plain(${typed})) > 0)`)
    .orderBy('near', 'desc')
    .orderBy('o.id')
    .limit(GUESSES)
    .execute()
  const exact = rows.filter((row) => row.same)
  const one = rows.find((row) => row.id === chosen) ?? (exact.length === 1 ? exact[0] : undefined)
  if (one) return { named: { name: one.name, organizationId: one.id } }
  return rows.length === 0
    ? { named: { name: typed, organizationId: null } }
    : { guesses: rows.map(({ id, name }) => ({ id, name })) }
}

/** Somebody at this meeting meant one that is not in the directory by this name: nobody is asked again. */
async function isSaid(db: Db, meeting: Meeting, typed: string): Promise<boolean> {
  const row = await db
    .selectFrom('meeting_lines')
    .select('id')
    .where('region_id', '=', meeting.regionId)
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'organization')
    .where('key', '=', nameKey(typed))
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
