import { type SqlBool, sql } from 'kysely'
import type { Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Level } from '../forms.ts'
import type { Way } from './role-states.ts'

/** The roles of one partnership as a demonstration tells them, by ids. */
export interface SeededRoles {
  partnershipId: string
  holds: { organizationId: string; role: string; level: Level; meaning: string }[]
  agreements: {
    role: string
    how: Way
    why: string
    agreedAt: Date
    shares: { organizationId: string; part: string }[]
  }[]
}

/** Puts down who holds which role in partnerships that are there, and what was agreed of it. */
export async function seedRoles(trx: Trx, regionId: string, given: readonly SeededRoles[], moment: Moment) {
  if (given.length === 0) return
  const ids = given.map(({ partnershipId }) => partnershipId)
  const rows = await trx
    .selectFrom('parties')
    .select(['id', 'partnership_id', 'organization_id'])
    .where('region_id', '=', regionId)
    .where(sql<SqlBool>`partnership_id = any(${ids}::uuid[])`)
    .where('left_on', 'is', null)
    .execute()
  const parties = new Map(rows.map((row) => [`${row.partnership_id} ${row.organization_id}`, row.id]))
  const partyOf = (partnershipId: string, organizationId: string) => {
    const id = parties.get(`${partnershipId} ${organizationId}`)
    if (!id) throw new Error(`${organizationId} is no partner of ${partnershipId}.`)
    return id
  }
  const holds = given.flatMap(({ partnershipId, holds: all }) =>
    all.map(({ organizationId, ...held }) => ({
      region_id: regionId,
      party_id: partyOf(partnershipId, organizationId),
      ...held,
    })),
  )
  await trx.insertInto('partnership_roles').values(holds).execute()
  const agreements = given.flatMap(({ partnershipId, agreements: all }) =>
    all.map((one) => ({ ...one, partnershipId, id: moment.id() })),
  )
  if (agreements.length === 0) return
  await trx
    .insertInto('role_agreements')
    .values(
      agreements.map(({ id, partnershipId, role, how, why, agreedAt }) => ({
        region_id: regionId,
        id,
        partnership_id: partnershipId,
        role,
        how,
        why,
        agreed_at: agreedAt,
      })),
    )
    .execute()
  const shares = agreements.flatMap(({ id, partnershipId, shares: all }) =>
    all.map(({ organizationId, part }) => ({
      region_id: regionId,
      agreement_id: id,
      party_id: partyOf(partnershipId, organizationId),
      part,
    })),
  )
  if (shares.length > 0) await trx.insertInto('role_shares').values(shares).execute()
}
