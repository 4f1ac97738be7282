import { offerLead, shareRole } from '../../src/partnerships/roles/role-agreements.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import { setRoles } from '../../src/partnerships/roles/role-changes.ts'
import type { Making, Target } from '../targets.ts'
import type { World } from '../world.ts'

const ROLE = 'advocating'

/** Sets who holds a role of a partnership how. */
async function holding(made: Making, target: Target, levels: readonly ('lead' | 'support')[]) {
  const partnership = await getPartnership(made.db, made.region.system, target.id)
  const cells = levels.map((level, n) => ({ party: partnership.parties[n]!.id, role: ROLE, level, meaning: '' }))
  await setRoles(made.db, made.region.system, partnership, cells, made.clock())
  return getPartnership(made.db, made.region.system, target.id)
}

/** Makes of a partnership one that two lead, that says how they share it, that nobody leads, or whose lead is offered. */
export const roleMakers = (aPartnership: (made: Making, visibility: 'public') => Promise<Target>) => {
  const withRole = async (made: Making, levels: readonly ('lead' | 'support')[]) => {
    const target = await aPartnership(made, 'public')
    const partnership = await holding(made, target, levels)
    const [first, second] = partnership.parties.map(({ id }) => id)
    const more = { ...target.more, role: ROLE, first: first!, second: second! }
    return { partnership, target: { ...target, more }, ids: [first!, second!] as const }
  }
  return {
    roleGap: async (made: Making) => (await withRole(made, ['support'])).target,
    roleOverlap: async (made: Making) => (await withRole(made, ['lead', 'lead'])).target,
    roleShared: async (made: Making) => {
      const { partnership, target, ids } = await withRole(made, ['lead', 'lead'])
      const shares = ids.map((party) => ({ party, part: 'A part' }))
      const said = { how: 'place' as const, why: 'Two towns', shares }
      await shareRole(made.db, made.region.system, partnership, ROLE, said, made.clock())
      return target
    },
    roleOffer: async (made: Making): Promise<Target> => {
      const { partnership, target, ids } = await withRole(made, ['support'])
      const said = { from: '' as const, to: ids[0], keeps: 'support' as const, why: '' }
      const { id } = await offerLead(made.db, made.region.system, partnership, ROLE, said, made.clock())
      return { ...target, more: { ...target.more, handover: id } }
    },
  }
}

/** Something nasty in each text of what was agreed and offered. */
export async function stingRoles(
  w: World,
  { id, party }: { id: string; party: string },
  { sting, long }: { sting: () => string; long: string },
) {
  const of = { region_id: w.ours.id, partnership_id: id }
  const agreement = w.clock().id()
  const agreed = { ...of, id: agreement, role: 'archiving-data', how: 'left-out', why: long, agreed_at: w.time.now }
  await w.db.insertInto('role_agreements').values(agreed).execute()
  const share = { region_id: w.ours.id, agreement_id: agreement, party_id: party, part: sting() }
  await w.db.insertInto('role_shares').values(share).execute()
  const offer = { ...of, id: w.clock().id(), role: 'assembling-data', to_party_id: party, why: sting() }
  const answer = { offered_at: w.time.now, answer: 'declined', answered_at: w.time.now, answer_why: sting() }
  await w.db
    .insertInto('role_handovers')
    .values({ ...offer, ...answer })
    .execute()
}
