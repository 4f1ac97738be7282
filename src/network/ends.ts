import { UUID } from '../platform/ids.ts'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import type { Translate } from '../platform/i18n.ts'

/** An organization that a tie can end at. */
export interface End {
  id: string
  slug: string
  name: string
}

const GUESSES = 6

/** What was typed of the ends of a tie, as ids; else what is wrong with it, by field. */
export async function chooseEnds(
  db: Db,
  actor: Actor,
  from: { id: string },
  typed: { other: string; kind: string; circle: string[] },
  t: Translate,
): Promise<{ other: string; circle: string[] } | { errors: Record<string, string[]> }> {
  const [other, circle, kind] = await Promise.all([
    findEnd(db, actor, typed.other),
    findEnds(db, actor, typed.circle),
    isOffered(db, actor.regionId, typed.kind),
  ])
  const errors: Record<string, string[]> = {
    ...(circle.unknown.length > 0 && {
      circle: circle.unknown.map((name) => t('network.errors.otherUnknown', { typed: name })),
    }),
    ...('guesses' in other && { other: [sayGuesses(t, typed.other, other.guesses)] }),
    ...(!kind && { kind: [t('network.errors.kind')] }),
    ...('end' in other && other.end.id === from.id && { other: [t('network.errors.itself')] }),
  }
  return 'end' in other && Object.keys(errors).length === 0 ? { other: other.end.id, circle: circle.ids } : { errors }
}

/** A kind that was taken off the list stays with the ties that have it, and is given to none. */
async function isOffered(db: Db, regionId: string, kind: string): Promise<boolean> {
  const row = await db
    .selectFrom('tie_kinds')
    .select('key')
    .where('region_id', '=', regionId)
    .where('key', '=', kind)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

function sayGuesses(t: Translate, typed: string, guesses: End[]): string {
  if (guesses.length === 0) return t('network.errors.otherUnknown', { typed })
  const sameName = new Set(guesses.map((one) => one.name)).size < guesses.length
  return t('network.errors.otherMany', { names: guesses.map((one) => (sameName ? one.slug : one.name)).join(' · ') })
}

const organizations = (db: Db, actor: Actor) =>
  db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name', sql<string>`records.slug`.as('slug')])
    .where(visible(actor))
    .orderBy(sql`o.name collate "en-x-icu"`)
    .orderBy('o.id')

/** The organization that somebody typed: its id, slug or name, else those it could be. */
export async function findEnd(db: Db, actor: Actor, typed: string): Promise<{ end: End } | { guesses: End[] }> {
  const same = UUID.test(typed)
    ? sql<boolean>`o.id = ${typed}`
    : sql<boolean>`(records.slug = ${typed} or plain(o.name) = plain(${typed}))`
  const exact = await organizations(db, actor).where(same).limit(GUESSES).execute()
  const slug = exact.find((one) => one.slug === typed)
  if (slug) return { end: slug }
  if (exact.length === 1) return { end: exact[0]! }
  if (exact.length > 1) return { guesses: exact }
  const guesses = await organizations(db, actor)
    .where(sql<boolean>`strpos(plain(o.name), plain(${typed})) > 0`)
    .limit(GUESSES)
    .execute()
  return { guesses }
}

/** All of these as ids, and those that name nobody. */
export async function findEnds(db: Db, actor: Actor, typed: string[]): Promise<{ ids: string[]; unknown: string[] }> {
  const found = await Promise.all(typed.map((one) => findEnd(db, actor, one)))
  const ids = found.flatMap((one) => ('end' in one ? [one.end.id] : []))
  return { ids, unknown: typed.filter((_, n) => !('end' in found[n]!)) }
}

/** Names of these, as far as this actor may see them. */
export async function namesOf(db: Db, actor: Actor, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await organizations(db, actor).where('o.id', 'in', ids).execute()
  return rows.map((row) => row.name)
}
