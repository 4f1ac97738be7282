import { publicActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { hasEnded } from '../periods.ts'
import { listTiesOf } from '../tie-lists.ts'
import type { Asking } from './askings.ts'

/** A neighbour in the picture that one who answered gets back. */
export interface Neighbour {
  name: string
  /** Its page, where everybody may see it. */
  slug: string | null
  sector: string | null
  strength: number | null
  kinds: { kind: string; direction: 'forward' | 'backward' }[]
}

/**
 * With whom an organization works: what everybody may see of it, and what it has just said itself. What others know of it
 * is not told to whoever holds a link.
 */
export async function neighboursOf(db: Db, asking: Asking, regionId: string, today: string): Promise<Neighbour[]> {
  const { organization } = asking
  const said = await db
    .selectFrom('namings as n')
    .select(['n.name', 'n.organization_id as organizationId', 'n.kind', 'n.direction', 'n.strength', 'n.verdict'])
    .select('n.tie_id as tieId')
    .where('n.region_id', '=', regionId)
    .where('n.asking_id', '=', asking.id)
    .orderBy('n.position')
    .execute()
  const denied = new Set(said.flatMap((one) => (one.verdict === 'confirms' || !one.tieId ? [] : [one.tieId])))
  const ties = (await listTiesOf(db, publicActor(regionId), organization.id)).filter(
    (tie) => tie.state !== 'disputed' && !hasEnded(tie, today) && !denied.has(tie.id),
  )
  const all = new Map<string, Neighbour>()
  const add = (key: string, one: Neighbour) => {
    const before = all.get(key)
    if (!before) return void all.set(key, one)
    before.slug ??= one.slug
    before.sector ??= one.sector
    before.strength ??= one.strength
    for (const how of one.kinds)
      if (!before.kinds.some((known) => known.kind === how.kind && known.direction === how.direction))
        before.kinds.push(how)
  }
  for (const { name, organizationId, kind, direction, strength, verdict } of said)
    if (verdict === 'confirms')
      add(organizationId ?? name.toLowerCase(), {
        name,
        slug: null,
        sector: null,
        strength,
        kinds: [{ kind, direction: direction as 'forward' | 'backward' }],
      })
  for (const tie of ties) {
    const at = tie.sides[0].id === organization.id ? 0 : 1
    const other = tie.sides[1 - at]!
    add(other.id, {
      name: other.name,
      slug: other.slug,
      sector: other.sector,
      strength: tie.strength,
      kinds: [{ kind: tie.kind, direction: tie.directed && at === 1 ? 'backward' : 'forward' }],
    })
  }
  return [...all.values()].toSorted((a, b) => (b.strength ?? 0) - (a.strength ?? 0) || (a.name < b.name ? -1 : 1))
}
