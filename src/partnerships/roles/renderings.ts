import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { LEVELS } from '../forms.ts'
import { BRINGS, type Brings, kindsOnlyFrom, missingWithout } from './complements.ts'
import { ANSWERS, type Handover } from './role-handovers.ts'
import type { RoleMatrix, RoleRow } from './role-matrices.ts'
import { STATES, WAYS } from './role-states.ts'

const partner = z.object({
  party: z.uuid(),
  organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
})
const handoverSchema = z.object({
  id: z.uuid(),
  from: z.uuid().nullable(),
  to: z.uuid(),
  keeps: z.enum(['support', 'advise']).nullable(),
  why: z.string(),
  offeredAt: z.iso.datetime(),
  answer: z.enum(ANSWERS).nullable(),
})
const rowSchema = z.object({
  role: z.string(),
  label: z.string(),
  state: z
    .enum(STATES)
    .describe('gap: somebody plays it and nobody leads; overlap: several lead and did not agree how'),
  holds: z.array(z.object({ party: z.uuid(), level: z.enum(LEVELS), meaning: z.string() })),
  agreement: z
    .object({
      how: z.enum([...WAYS, 'left-out']),
      why: z.string(),
      agreedAt: z.iso.datetime(),
      shares: z.array(z.object({ party: z.uuid(), part: z.string() })),
    })
    .nullable(),
  offer: handoverSchema.nullable().describe('The lead, offered and not answered'),
})

/** The roles of a partnership as programs read them. */
export const matrixSchema = z.object({
  partners: z.array(partner),
  roles: z.array(rowSchema),
  gaps: z.array(z.string()),
  overlaps: z.array(z.string()),
  brings: z.array(z.object({ kind: z.enum(BRINGS), label: z.string(), by: z.array(z.uuid()) })),
  without: z.array(
    z.object({
      party: z.uuid(),
      missing: z.array(z.object({ kind: z.enum(BRINGS), label: z.string() })).describe('What nobody else brings'),
      nobodyElseBrings: z.array(z.enum(BRINGS)).describe('Kinds of which nobody else brings anything'),
    }),
  ),
})

const handoverJson = ({ id, from, to, keeps, why, offeredAt, answer }: Handover) => ({
  id,
  from,
  to,
  keeps,
  why,
  offeredAt: offeredAt.toISOString(),
  answer,
})

const rowJson = ({ role, state, cells, agreement, offer }: RoleRow): z.output<typeof rowSchema> => ({
  role: role.key,
  label: role.label,
  state,
  holds: cells.flatMap(({ party, level, meaning }) => (level === null ? [] : [{ party: party.id, level, meaning }])),
  agreement: agreement && {
    how: agreement.how,
    why: agreement.why,
    agreedAt: agreement.agreedAt.toISOString(),
    shares: agreement.shares.filter(({ party }) => cells.some((cell) => cell.party.id === party)),
  },
  offer: offer && handoverJson(offer),
})

export const matrixJson = (matrix: RoleMatrix, { brought }: Brings): z.output<typeof matrixSchema> => ({
  partners: matrix.partners.map(({ id, organization: { id: organization, slug, name } }) => ({
    party: id,
    organization: { id: organization, slug, name },
  })),
  roles: matrix.rows.map(rowJson),
  gaps: matrix.gaps.map(({ role }) => role.key),
  overlaps: matrix.overlaps.map(({ role }) => role.key),
  brings: brought,
  without: matrix.partners.map(({ id }) => ({
    party: id,
    missing: missingWithout(brought, id).map(({ kind, label }) => ({ kind, label })),
    nobodyElseBrings: kindsOnlyFrom(brought, id),
  })),
})

/** Columns of the file of a matrix: a row for each role and partner. */
export const COLUMNS = ['role', 'label', 'state', 'partner', 'level', 'meaning', 'agreement', 'why', 'part'] as const

export const matrixCells = (matrix: RoleMatrix): Cell[][] =>
  matrix.rows.flatMap(({ role, state, cells, agreement }) =>
    cells.map(({ party, level, meaning }): Cell[] => [
      role.key,
      role.label,
      state,
      party.organization.name,
      level,
      meaning,
      agreement?.how ?? null,
      agreement?.why ?? null,
      agreement?.shares.find((share) => share.party === party.id)?.part ?? null,
    ]),
  )
