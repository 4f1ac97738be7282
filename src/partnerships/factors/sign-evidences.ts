import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { CharterContent } from '../charter/revisions.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { allInForce, type Force } from '../sign-offs/forces.ts'
import { canReadSignOffs } from '../sign-offs/rules.ts'
import type { PartnerEvidence } from './evidence-kinds.ts'

type Signed = PartnerEvidence['signed']

/** What leaders said to the charter, and whether they agreed to the roles of today. */
export interface SignEvidence {
  signed(organizationId: string): Signed
  rolesSigned: boolean | null
  /** Whether all of them agreed to a charter. */
  inForce: boolean
}

/**
 * What leaders said, by the partnership. Who reads sign-offs is told of the charter that was asked about last; everybody else
 * of the one that is in force.
 */
export async function signedOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
  today: string,
): Promise<Map<string, SignEvidence>> {
  const ids = partnerships.map(({ id }) => id)
  const readable = partnerships.filter((one) => canReadSignOffs(actor, one)).map(({ id }) => id)
  const [forces, latest, contents] = await Promise.all([
    allInForce(db, actor.regionId, ids),
    readLatest(db, actor, readable),
    readInForce(db, actor, ids),
  ])
  return new Map(
    partnerships.map((partnership) => {
      const { id } = partnership
      const asked = latest.get(id) ?? []
      const force = forces.get(id)
      return [
        id,
        {
          signed: (organizationId) =>
            saidTo(
              asked.find((one) => one.organization === organizationId),
              force,
              organizationId,
              today,
            ),
          rolesSigned: rolesAgreed(partnership, contents.get(id)),
          inForce: force !== undefined,
        },
      ]
    }),
  )
}

interface Asked {
  partnership: string
  organization: string
  decision: Signed
  until: string
}

/** The last word; where nothing is said yet to what is asked now, what holds until then. */
function saidTo(asked: Asked | undefined, force: Force | undefined, organizationId: string, today: string): Signed {
  if (asked?.decision) return asked.decision
  const holding = force?.parties.find((one) => one.organizationId === organizationId)?.decision
  if (holding) return holding
  if (!asked) return null
  return asked.until < today ? 'late' : 'asked'
}

/** Each organization in the asking that was begun last and not withdrawn. */
async function readLatest(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, Asked[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Asked>`
    select g.subject_id as partnership, s.organization_id as organization, s.decision, s.until_day as until
    from (select distinct on (a.subject_id) a.region_id, a.id, a.subject_id from sign_off_askings a
      where a.region_id = ${actor.regionId} and a.subject_id = any(${ids}::uuid[])
        and a.closed_why is distinct from 'withdrawn'
      order by a.subject_id, a.asked_at desc, a.id desc) g
    join sign_offs s on s.region_id = g.region_id and s.asking_id = g.id`.execute(db)
  return Map.groupBy(rows, ({ partnership }) => partnership)
}

/** The charter that is in force, by the partnership. */
async function readInForce(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, CharterContent>> {
  const { rows } = await sql<{ partnership: string; content: CharterContent }>`
    select distinct on (g.subject_id) g.subject_id as partnership, r.content
    from sign_off_askings g join charter_revisions r on r.region_id = g.region_id
      and r.partnership_id = g.subject_id and r.number = g.revision
    where g.region_id = ${actor.regionId} and g.subject_id = any(${ids}::uuid[]) and g.in_force_at is not null
    order by g.subject_id, g.in_force_at desc, g.id desc`.execute(db)
  return new Map(rows.map(({ partnership, content }) => [partnership, content]))
}

/** Whether each partner of today holds the roles that it held when leaders agreed; null where nothing is in force. */
export function rolesAgreed(partnership: Partnership, content: CharterContent | undefined): boolean | null {
  if (!content) return null
  const held = (roles: readonly { role: string; level: string }[]) =>
    roles
      .map(({ role, level }) => `${role} ${level}`)
      .toSorted()
      .join()
  return currentParties(partnership).every((party) => {
    const then = content.parties.find(({ organization }) => organization.id === party.organization.id)
    return held(then?.roles ?? []) === held(party.roles)
  })
}
