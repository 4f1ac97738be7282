import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, ROW_BY_ROW, visible } from '../../platform/db.ts'
import { hasEnded } from '../periods.ts'
import { listTiesOf } from '../tie-lists.ts'
import type { Asking } from './askings.ts'

/** What is on record of one who is asked, to be confirmed instead of asked again. */
export interface Known {
  /** Names it in the form: a tie, or a line of an earlier answer. */
  key: string
  name: string
  organizationId: string | null
  kind: string
  direction: 'forward' | 'backward'
  /** What they said themselves, as far as they did. */
  strength: number | null
  tieId: string | null
  /** They said it themselves. */
  mine: boolean
}

/** Nobody goes through more in three minutes; what they said themselves comes first. */
const MOST = 100

/**
 * The ties of an organization as far as `seer` may see them, and what it answered the last time it was asked: that it
 * knows, whoever else may see it. A name stands there as they wrote it.
 */
export async function knownTies(
  db: Db,
  seer: Actor,
  asking: Pick<Asking, 'id' | 'organization'>,
  today: string,
): Promise<Known[]> {
  const { organization } = asking
  const [ties, answered] = await Promise.all([
    listTiesOf(db, seer, organization.id),
    lastAnswer(db, seer.regionId, asking),
  ])
  const seen = ties
    .filter((tie) => tie.state !== 'disputed' && !hasEnded(tie, today))
    .map((tie): Known => {
      const at = tie.sides[0].id === organization.id ? 0 : 1
      const [mine, other] = [tie.sides[at], tie.sides[1 - at]!]
      return {
        key: `t ${tie.id}`,
        name: other.name,
        organizationId: other.id,
        kind: tie.kind,
        direction: tie.directed && at === 1 ? 'backward' : 'forward',
        strength: mine.strength,
        tieId: tie.id,
        mine: mine.verdict === 'confirms',
      }
    })
  const told = new Set(seen.flatMap(({ tieId }) => tieId ?? []))
  const earlier = answered.filter(({ tieId }) => tieId === null || !told.has(tieId))
  const all = [...seen, ...earlier].toSorted((a, b) => Number(b.mine) - Number(a.mine) || (a.name < b.name ? -1 : 1))
  return all.slice(0, MOST)
}

/** What an organization said when it answered last: that it worked with somebody, and nobody refused it. */
async function lastAnswer(db: Db, regionId: string, asking: Pick<Asking, 'id' | 'organization'>): Promise<Known[]> {
  const last = await db
    .selectFrom('askings as a')
    .select('a.id')
    .where('a.region_id', '=', regionId)
    .where('a.organization_id', '=', asking.organization.id)
    .where('a.id', '<>', asking.id)
    .where('a.answered_at', 'is not', null)
    .orderBy('a.answered_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return []
  const rows = await db
    .selectFrom('namings as n')
    .leftJoin('ties as t', (on) => on.onRef('t.region_id', '=', 'n.region_id').onRef('t.id', '=', 'n.tie_id'))
    .select(['n.id', 'n.name', 'n.organization_id as organizationId', 'n.kind', 'n.direction', 'n.strength'])
    .select('n.tie_id as tieId')
    .where('n.region_id', '=', regionId)
    .where('n.asking_id', '=', last.id)
    .where('n.verdict', '=', 'confirms')
    .where(sql<SqlBool>`not exists (select from proposals p where p.region_id = n.region_id and p.kind = 'snowball-tie'
      and p.key = n.id::text collate "C" and p.decision = 'refused' ${ROW_BY_ROW})`)
    .where(sql<SqlBool>`not coalesce(t.period like '%/', false)`)
    .where(sql<SqlBool>`not exists (select from records r where r.region_id = n.region_id and r.id = n.tie_id
      and (r.removed_at is not null or r.disputed_at is not null))`)
    .orderBy('n.position')
    .execute()
  return rows.map(({ id, ...row }) => ({
    ...row,
    key: `n ${id}`,
    direction: row.direction as Known['direction'],
    mine: true,
  }))
}

/** The roles that whoever sees an organization knows it to play; where there are none to see, those that it named itself when it answered last. */
export async function knownRoles(db: Db, seer: Actor, asking: Pick<Asking, 'id' | 'organization'>): Promise<string[]> {
  const rows = await db
    .selectFrom('organization_roles as r')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'r.region_id').onRef('records.id', '=', 'r.organization_id'),
    )
    .select('r.role')
    .where('r.organization_id', '=', asking.organization.id)
    .where(visible(seer))
    .orderBy('r.role')
    .execute()
  if (rows.length > 0) return rows.map(({ role }) => role)
  const last = await db
    .selectFrom('askings as a')
    .select('a.roles')
    .where('a.region_id', '=', seer.regionId)
    .where('a.organization_id', '=', asking.organization.id)
    .where('a.id', '<>', asking.id)
    .where('a.roles', 'is not', null)
    .orderBy('a.answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.roles ?? []
}
