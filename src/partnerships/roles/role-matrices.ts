import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Lang } from '../../platform/i18n.ts'
import { listsOf, type Role } from '../../region/lists.ts'
import type { Level } from '../forms.ts'
import { readsDraft } from '../charter/rules.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { type Handover, listHandovers } from './role-handovers.ts'
import { agreementHolds, type Hold, leadsOf, type RoleState, stateOf, type Way } from './role-states.ts'

/** What the partners agreed of a role, with the part of each lead in their own words. */
export interface Agreement {
  id: string
  partnership: string
  role: string
  how: Way
  why: string
  agreedAt: Date
  /** When another one came, or it was taken back. */
  endedAt: Date | null
  shares: { party: string; part: string }[]
}

/** How one partner holds a role; no level is no part. */
export interface RoleCell {
  party: Party
  level: Level | null
  meaning: string
}

/** A role of the region's list, as the partners hold it. */
export interface RoleRow {
  role: Role
  state: RoleState
  /** In the order of the partners. */
  cells: RoleCell[]
  /** What was agreed and holds; null where nothing was, or who leads has changed since. */
  agreement: Agreement | null
  /** A lead that is offered and not answered. */
  offer: Handover | null
}

/** Partners × roles, as this actor may see them. */
export interface RoleMatrix {
  partners: Party[]
  /** In the order of the region's list; what it does not use any more only where somebody holds it. */
  rows: RoleRow[]
  /** Roles that somebody plays and nobody leads. */
  gaps: RoleRow[]
  /** Roles that several lead without having said how they share them. */
  overlaps: RoleRow[]
}

/**
 * The roles of a partnership: as they are being written for its partners and coordinators, as they are in force for everybody
 * else. How a role stands is told from all partners, also from one whose organization the actor may not see: nobody reads of a
 * gap that is none.
 */
export async function matrixOf(db: Db, actor: Actor, partnership: Partnership, lang: Lang = 'en'): Promise<RoleMatrix> {
  const [lists, { holds, agreements }, handovers] = await Promise.all([
    listsOf(db, actor.regionId, lang),
    rolesFor(db, actor, [partnership]),
    listHandovers(db, actor, partnership, 'open'),
  ])
  const partners = currentParties(partnership)
  const held = Map.groupBy(holds, ({ role }) => role)
  const rows = lists.roles
    .filter((role) => !role.retired || held.has(role.key))
    .map((role) => rowOf(role, partners, held.get(role.key) ?? [], agreements, handovers))
  return {
    partners,
    rows,
    gaps: rows.filter(({ state }) => state === 'gap'),
    overlaps: rows.filter(({ state }) => state === 'overlap'),
  }
}

function rowOf(
  role: Role,
  partners: Party[],
  holds: Hold[],
  agreements: readonly Agreement[],
  handovers: readonly Handover[],
): RoleRow {
  const agreed = agreements.find((one) => one.role === role.key) ?? null
  return {
    role,
    state: stateOf(holds, agreed),
    cells: partners.map((party) => cellOf(party, role.key)),
    agreement: agreed && agreementHolds(agreed, leadsOf(holds)) ? agreed : null,
    offer: handovers.find((one) => one.role === role.key) ?? null,
  }
}

/** How a role stands in a partnership. */
export interface Standing {
  key: string
  label: string
  state: RoleState
}

/** How the roles stand that somebody plays, or that are agreed about, in several partnerships at once, by their ids. */
export async function standingsOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Written[],
  lang: Lang,
): Promise<Map<string, Standing[]>> {
  const ids = partnerships.map(({ id }) => id)
  const [lists, { holds, agreements }] = await Promise.all([
    listsOf(db, actor.regionId, lang),
    rolesFor(db, actor, partnerships),
  ])
  return new Map(
    ids.map((id) => {
      const held = Map.groupBy(
        holds.filter(({ partnership }) => partnership === id),
        ({ role }) => role,
      )
      const agreed = (role: string) => agreements.find((one) => one.partnership === id && one.role === role) ?? null
      const all = lists.roles.map(({ key, label }) => ({
        key,
        label,
        state: stateOf(held.get(key) ?? [], agreed(key)),
      }))
      return [id, all.filter(({ state }) => state !== 'unplayed')]
    }),
  )
}

/** How a partner holds a role. */
export function cellOf(party: Party, role: string): RoleCell {
  const held = party.roles.find((one) => one.role === role)
  return { party, level: held?.level ?? null, meaning: held?.meaning ?? '' }
}

/** As much of a partnership as says who may read what is being written. */
type Written = Pick<Partnership, 'id' | 'parties' | 'references'>

type Held = Hold & { partnership: string; role: string }

/**
 * Who holds what among all partners of today and what they agreed, as this actor may know it: what is written, or what is in
 * force. What is told from sources that everybody can read is no draft.
 */
async function rolesFor(
  db: Db,
  actor: Actor,
  partnerships: readonly Written[],
): Promise<{ holds: Held[]; agreements: Agreement[] }> {
  const [inside, outside] = [true, false].map((is) => partnerships.filter((one) => readsDraft(actor, one) === is))
  const signed = await signedHolds(db, actor, outside!)
  const sourced = outside!.filter((one) => one.references.length > 0 && !signed.has(one.id))
  const working = await readHolds(
    db,
    actor.regionId,
    [...inside!, ...sourced].map(({ id }) => id),
  )
  const [current, ever] = await Promise.all([
    listAgreements(db, actor, [...inside!, ...sourced], 'now'),
    signed.size === 0 ? [] : listAgreements(db, actor, outside!, 'all'),
  ])
  const stood = ever.filter(({ endedAt, ...agreed }) => {
    const force = signed.get(agreed.partnership)
    if (!force || (endedAt !== null && endedAt <= force.since)) return false
    return agreementHolds(agreed, leadsOf(force.holds.filter(({ role }) => role === agreed.role)))
  })
  const inForce = [...signed.values()].flatMap(({ holds }) => holds)
  return { holds: [...working, ...inForce], agreements: [...current, ...stood] }
}

/** Who of today holds what in the charters that are in force; nothing of those that never were. */
async function signedHolds(
  db: Db,
  actor: Actor,
  partnerships: readonly Written[],
): Promise<Map<string, { since: Date; holds: Held[] }>> {
  const ids = partnerships.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ partnership: string; since: Date; holds: (Hold & { role: string })[] }>`
    select distinct on (g.subject_id) g.subject_id as partnership, g.in_force_at as since,
      (select coalesce(jsonb_agg(jsonb_build_object('role', h ->> 'role', 'level', h ->> 'level', 'party', a.id)
          order by a.position, a.id), '[]')
        from jsonb_array_elements(r.content -> 'parties') p
        join parties a on a.region_id = g.region_id and a.id = (p ->> 'id')::uuid and a.left_on is null
        cross join jsonb_array_elements(p -> 'roles') h) as holds
    from sign_off_askings g join charter_revisions r on r.region_id = g.region_id
      and r.partnership_id = g.subject_id and r.number = g.revision
    where g.region_id = ${actor.regionId} and g.subject_id = any(${ids}::uuid[]) and g.in_force_at is not null
    order by g.subject_id, g.in_force_at desc, g.id desc`.execute(db)
  return new Map(
    rows.map(({ partnership, since, holds }) => [
      partnership,
      { since, holds: holds.map((one) => ({ ...one, partnership })) },
    ]),
  )
}

/** Who holds what among all partners of today, whoever may see them. */
export async function readHolds(db: Db, regionId: string, partnershipIds: readonly string[]): Promise<Held[]> {
  const rows = await db
    .selectFrom('partnership_roles as h')
    .innerJoin('parties as a', (on) => on.onRef('a.region_id', '=', 'h.region_id').onRef('a.id', '=', 'h.party_id'))
    .select(['a.partnership_id as partnership', 'h.role', 'h.level', 'a.id as party'])
    .where('a.region_id', '=', regionId)
    .where(sql<SqlBool>`a.partnership_id = any(${partnershipIds}::uuid[])`)
    .where('a.left_on', 'is', null)
    .orderBy('a.position')
    .orderBy('a.id')
    .execute()
  return rows.map(({ level, ...row }) => ({ ...row, level: level as Level }))
}

/** What was agreed of the roles of partnerships, the latest first: what stands now, or all there ever was. */
async function listAgreements(
  db: Db,
  actor: Actor,
  partnerships: readonly Written[],
  which: 'now' | 'all',
): Promise<Agreement[]> {
  const ids = partnerships.map(({ id }) => id)
  const rows = await db
    .selectFrom('role_agreements as g')
    .select([
      'g.id',
      'g.partnership_id as partnership',
      'g.role',
      'g.how',
      'g.why',
      'g.agreed_at as agreedAt',
      'g.ended_at as endedAt',
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('role_shares as s')
          .innerJoin('parties as a', (on) =>
            on.onRef('a.region_id', '=', 's.region_id').onRef('a.id', '=', 's.party_id'),
          )
          .select(['s.party_id as party', 's.part'])
          .whereRef('s.region_id', '=', 'g.region_id')
          .whereRef('s.agreement_id', '=', 'g.id')
          .orderBy('a.position'),
      ).as('shares'),
    )
    .where('g.region_id', '=', actor.regionId)
    .where(sql<SqlBool>`g.partnership_id = any(${ids}::uuid[])`)
    .$if(which === 'now', (query) => query.where(sql<SqlBool>`g.ended_at is null`))
    .orderBy('g.agreed_at', 'desc')
    .orderBy('g.id')
    .execute()
  return rows.map(({ how, ...row }) => ({ ...row, how: how as Way }))
}

/** What was agreed of one role, the latest first; outside the partnership what stands, and nothing that came before. */
export async function agreedOf(db: Db, actor: Actor, partnership: Written, row: RoleRow): Promise<Agreement[]> {
  if (!readsDraft(actor, partnership)) return row.agreement ? [row.agreement] : []
  const all = await listAgreements(db, actor, [partnership], 'all')
  return all.filter(({ role }) => role === row.role.key)
}
