import { type SqlBool, sql } from 'kysely'
import { inForce } from '../../account/mandates.ts'
import type { Db } from '../../platform/db.ts'

/** Somebody who can sign for an organization on a day. */
export interface Signer {
  personId: string
  /** Whose signature it is: their own, or that of the leader who is away. */
  forPersonId: string
  name: string
  email: string | null
  /** The leader of the charter, whoever holds the mandate, or in the place of one of them: lent, or said by the leader. */
  how: 'leader' | 'mandate' | 'lent' | 'cover'
  /** In the place of a leader: until when. */
  until: string | null
  /** The letter goes to them; others who sign can answer on the page. */
  asked: boolean
}

/** For whom it is looked who signs: an organization, and the leader that the charter names for it. */
export interface Signing {
  organizationId: string
  leaderId: string | null
}

/**
 * Who signs for organizations on a day of the region, by the organization. The leader whom the charter names is asked, else
 * whoever holds the mandate; along with either, whoever signs in their place that day. Who was removed signs nothing.
 */
export async function signersOf(
  db: Db,
  regionId: string,
  wanted: readonly Signing[],
  today: string,
): Promise<Map<string, Signer[]>> {
  if (wanted.length === 0) return new Map()
  const organizations = wanted.map((one) => one.organizationId)
  const leaders = wanted.flatMap((one) => one.leaderId ?? [])
  const mandates = await db
    .selectFrom('mandates as m')
    .select(['m.organization_id as organizationId', 'm.person_id as personId', 'm.delegated_by as by'])
    .select('m.until_day as until')
    .where('m.region_id', '=', regionId)
    .where('m.what', '=', 'sign')
    .where(sql<SqlBool>`m.organization_id = any(${organizations}::uuid[])`)
    .where(inForce('m', today))
    .execute()
  const covers = await db
    .selectFrom('sign_off_covers as c')
    .select(['c.organization_id as organizationId', 'c.deputy_id as personId', 'c.leader_id as by'])
    .select('c.until_day as until')
    .where('c.region_id', '=', regionId)
    .where(sql<SqlBool>`c.organization_id = any(${organizations}::uuid[])`)
    .where('c.ended_at', 'is', null)
    .where(sql<SqlBool>`c.from_day <= ${today}::date and c.until_day >= ${today}::date`)
    .execute()
  const ids = [...new Set([...leaders, ...mandates.map((one) => one.personId), ...covers.map((one) => one.personId)])]
  const people = await peopleOf(db, regionId, ids)
  return new Map(
    wanted.map(({ organizationId, leaderId }) => {
      const leader = leaderId !== null && people.has(leaderId) ? leaderId : null
      const held = mandates.filter((one) => one.organizationId === organizationId)
      const own = held.filter((one) => one.by === null && one.personId !== leader)
      const principals = leader === null ? own.map((one) => one.personId) : [leader]
      const all: Omit<Signer, 'name' | 'email'>[] = [
        ...(leader === null ? [] : [{ personId: leader, how: 'leader' as const, ...itself(leader), asked: true }]),
        ...own.map(({ personId }) => ({
          personId,
          how: 'mandate' as const,
          ...itself(personId),
          asked: leader === null,
        })),
        ...held.filter((one) => one.by !== null).map((one) => inPlace(one, 'lent', principals)),
        ...covers
          .filter((one) => one.organizationId === organizationId)
          .filter((one) => one.by === leader || own.some(({ personId }) => personId === one.by))
          .map((one) => inPlace(one, 'cover', principals)),
      ]
      const known = all.flatMap((one) => {
        const person = people.get(one.personId)
        return person ? [{ ...one, ...person }] : []
      })
      return [organizationId, known.filter(isFirst)] as const
    }),
  )
}

const itself = (personId: string) => ({ forPersonId: personId, until: null })

const inPlace = (
  one: { personId: string; by: string | null; until: string | null },
  how: 'lent' | 'cover',
  principals: readonly string[],
) => ({ personId: one.personId, forPersonId: one.by!, how, until: one.until, asked: principals.includes(one.by!) })

/** Who signs by right signs in nobody's place, and nobody stands there twice. */
const isFirst = (one: Signer, n: number, all: Signer[]) =>
  all.findIndex(({ personId }) => personId === one.personId) === n

async function peopleOf(db: Db, regionId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string; email: string | null }>()
  const rows = await db
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['p.id', 'p.name', 'p.email'])
    .where('p.region_id', '=', regionId)
    .where(sql<SqlBool>`p.id = any(${ids}::uuid[])`)
    .where('r.removed_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]))
}
