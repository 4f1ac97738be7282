import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Access } from './rules.ts'
import { listMembers, type Member } from './memberships.ts'
import { systemActor } from '../platform/actor.ts'

/** Who one may look around as, in one sentence each, by person. */
export type LookAroundLines = Record<string, Record<Lang, string>>

const KEY = 'look-around:'

/** Notes for a demonstration region whom the sign-in page offers to look around as. */
export async function offerLookAround(db: Db, regionId: string, lines: LookAroundLines) {
  const value = JSON.stringify(lines)
  await db
    .insertInto('installation_settings')
    .values({ key: `${KEY}${regionId}`, value })
    .onConflict((on) => on.column('key').doUpdateSet({ value }))
    .execute()
}

export interface Offered {
  region: { id: string; slug: string; name: string; timeZone: string }
  members: { id: string; name: string; email: string; access: Access; line: string }[]
}

/** Demonstration regions with the members one may look around as, in the order of their access. */
export async function listOffered(db: Db, lang: Lang, now: Date): Promise<Offered[]> {
  const regions = await db
    .selectFrom('regions as g')
    .innerJoin('region_slugs as s', (on) => on.onRef('s.region_id', '=', 'g.region_id').on('s.current', '=', true))
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'g.region_id').onRef('r.id', '=', 'g.region_id').on('r.removed_at', 'is', null),
    )
    .leftJoin('installation_settings as o', (on) => on.on('o.key', '=', sql<string>`${KEY}::text || g.region_id::text`))
    .select(['g.region_id as id', 's.slug', 'g.name', 'g.time_zone as timeZone', 'o.value'])
    .where('g.demonstration', '=', true)
    .orderBy('g.name')
    .execute()
  const offered = await Promise.all(
    regions.map(async ({ value, ...region }) => ({
      region,
      members: await membersOf(db, region, value as LookAroundLines | null, lang, now),
    })),
  )
  return offered.filter((one) => one.members.length > 0)
}

const ORDER: Access[] = ['coordinator', 'leader', 'representative', 'viewer']

async function membersOf(
  db: Db,
  region: { id: string; timeZone: string },
  lines: LookAroundLines | null,
  lang: Lang,
  now: Date,
) {
  const members = (await listMembers(db, systemActor(region.id), region, now)).filter((one) => one.inForce)
  const named = members.filter((one) => lines === null || lines[one.id] !== undefined)
  const lineOf = (one: Member) =>
    lines?.[one.id]?.[lang] ?? [one.name, ...one.organizations.map((each) => each.name)].join(', ')
  return named
    .flatMap((one) =>
      one.email ? [{ id: one.id, name: one.name, email: one.email, access: one.access, line: lineOf(one) }] : [],
    )
    .toSorted((a, b) => ORDER.indexOf(a.access) - ORDER.indexOf(b.access))
    .slice(0, 12)
}

/**
 * Whether an account is nothing outside demonstrations: whoever looks around gets it without any proof, so it may
 * neither administer nor belong to a real region.
 */
export async function isOnlyForShow(db: Db, accountId: string): Promise<boolean> {
  const real = await db
    .selectFrom('memberships as m')
    .innerJoin('regions as g', 'g.region_id', 'm.region_id')
    .select('m.id')
    .where('m.account_id', '=', accountId)
    .where('m.ended_at', 'is', null)
    .where('g.demonstration', '=', false)
    .executeTakeFirst()
  const mandate = await db
    .selectFrom('installation_mandates')
    .select('what')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return !real && !mandate
}
