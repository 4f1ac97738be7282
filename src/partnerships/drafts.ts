import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { readsDraft } from './charter/rules.ts'
import type { CommitmentKind, Level } from './forms.ts'
import type { Partnership } from './partnerships.ts'
import { allInForce } from './sign-offs/forces.ts'

/** As much of a kept charter as stands in a partnership. */
interface Kept extends Pick<Partnership, 'purpose' | 'mission' | 'decisions' | 'leaving' | 'places'> {
  parties: {
    id: string
    missionLink: string
    expectedBenefits: string
    roles: { role: string; level: Level; meaning: string }[]
    commitments: {
      id: string
      kind: CommitmentKind
      what: string
      amount: number | null
      person: { id: string } | null
      pool: string
      from: string | null
      until: string | null
    }[]
  }[]
}

/**
 * Partnerships as this actor may read them: the partners and the coordinators what is being written, everybody else what is
 * in force. Where nothing is in force yet, that it is proposed. Of what single people promised they read their own.
 */
export async function withoutDrafts(db: Db, actor: Actor, partnerships: Partnership[]): Promise<Partnership[]> {
  const outside = partnerships.filter((one) => !readsDraft(actor, one))
  if (outside.length === 0) return partnerships
  const kept = await keptInForce(
    db,
    actor.regionId,
    outside.map(({ id }) => id),
  )
  return partnerships.map((one) => {
    if (!outside.includes(one)) return one
    const content = kept.get(one.id)
    return impersonal(actor, content ? asInForce(one, content) : proposed(actor, one))
  })
}

/** Of these partnerships what is in force, by their ids; nothing of those where nothing is. */
export async function keptInForce(db: Db, regionId: string, ids: readonly string[]): Promise<Map<string, Kept>> {
  const forces = await allInForce(db, regionId, ids)
  if (forces.size === 0) return new Map()
  const signed = [...forces.keys()]
  const numbers = [...forces.values()].map(({ revision }) => revision)
  const rows = await db
    .selectFrom('charter_revisions')
    .select(['partnership_id as id', 'content'])
    .where('region_id', '=', regionId)
    .where(sql<SqlBool>`(partnership_id, number) in (select * from unnest(${signed}::uuid[], ${numbers}::int[]))`)
    .execute()
  return new Map(rows.map(({ id, content }) => [id, content as unknown as Kept]))
}

function asInForce(
  partnership: Partnership,
  { purpose, mission, decisions, leaving, places, parties }: Kept,
): Partnership {
  const signed = new Map(parties.map((party) => [party.id, party]))
  return {
    ...partnership,
    purpose,
    mission,
    decisions,
    leaving,
    places,
    parties: partnership.parties.flatMap((party) => {
      const told = signed.get(party.id)
      // Who joined since has not signed yet.
      if (!told) return party.leftOn === null ? [] : [party]
      const { missionLink, expectedBenefits, roles } = told
      const commitments = told.commitments.map(({ person, ...one }) => ({ ...one, personId: person?.id ?? null }))
      return [{ ...party, missionLink, expectedBenefits, roles, commitments }]
    }),
  }
}

/**
 * What nobody has signed: that it is being written, by whom and what for. What is told from sources that everybody can read is
 * no draft.
 */
const proposed = (actor: Actor, partnership: Partnership): Partnership =>
  partnership.references.length > 0
    ? partnership
    : {
        ...partnership,
        decisions: '',
        leaving: '',
        parties: partnership.parties.map((party) => ({
          ...party,
          missionLink: '',
          expectedBenefits: '',
          roles: [],
          commitments: party.commitments.filter(({ personId }) => personId !== null && personId === actor.personId),
        })),
      }

/** Without what other people promised. */
const impersonal = (actor: Actor, partnership: Partnership): Partnership => ({
  ...partnership,
  parties: partnership.parties.map((party) => ({
    ...party,
    commitments: party.commitments.filter(({ personId }) => personId === null || personId === actor.personId),
  })),
})
