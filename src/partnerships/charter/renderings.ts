import { z } from 'zod'
import { COMMITMENT_KINDS, LEVELS } from '../forms.ts'
import type { Partnership } from '../partnerships.ts'
import type { Difference } from './differences.ts'
import type { CharterContent, Revision } from './revisions.ts'

const personSchema = z
  .object({ id: z.uuid(), name: z.string().nullable().describe('null: it is not yours to know') })
  .nullable()

const commitmentSchema = z.object({
  id: z.uuid(),
  kind: z.enum(COMMITMENT_KINDS),
  what: z.string(),
  amount: z.number().nullable(),
  person: personSchema,
  pool: z.string(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
})

/** A charter as it stands or stood, with the names of that day. */
export const contentSchema = z.object({
  name: z.string(),
  purpose: z.string(),
  mission: z.string(),
  decisions: z.string(),
  leaving: z.string(),
  places: z.array(z.string()),
  period: z.string().nullable().describe('EDTF'),
  parties: z.array(
    z.object({
      id: z.uuid(),
      organization: z.object({ id: z.uuid(), name: z.string() }),
      contact: personSchema,
      leader: personSchema,
      missionLink: z.string(),
      expectedBenefits: z.string(),
      roles: z.array(z.object({ role: z.string(), level: z.enum(LEVELS), meaning: z.string() })),
      commitments: z.array(commitmentSchema),
    }),
  ),
})

export const charterSchema = z.object({
  id: z.uuid().describe('Id of the partnership'),
  state: z
    .enum(['draft', 'in-force', 'none'])
    .describe('none: nothing is in force yet, and the draft is for its partners'),
  charter: contentSchema.nullable(),
  version: z.int(),
})

const kept = z.object({
  id: z.uuid(),
  number: z.int(),
  at: z.iso.datetime(),
  by: personSchema,
  note: z.string(),
})
export const revisionSchema = kept.extend({ charter: contentSchema })
export const revisionListSchema = z.object({
  items: z.array(kept.extend({ changes: z.int().nullable(), material: z.int().nullable() })),
  total: z.int(),
  next: z.null(),
})

export const differencesSchema = z.object({
  from: z.string(),
  to: z.string(),
  material: z.boolean().describe('Leaders are asked again'),
  differences: z.array(
    z.object({
      field: z.string(),
      party: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      material: z.boolean(),
      role: z.string().optional(),
      change: z.enum(['joined', 'left']).optional(),
      pieces: z.array(z.object({ is: z.enum(['same', 'gone', 'new']), text: z.string() })).optional(),
      gone: z.array(z.string()).optional(),
      come: z.array(z.string()).optional(),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
    }),
  ),
})

export const charterJson = (
  partnership: Partnership,
  state: z.input<typeof charterSchema>['state'],
  charter: CharterContent | null,
) => ({
  id: partnership.id,
  state,
  charter,
  version: partnership.version,
})

const keptJson = ({ id, number, at, by, note }: Revision) => ({ id, number, at: at.toISOString(), by, note })

export const revisionJson = (revision: Revision) => ({ ...keptJson(revision), charter: revision.content })

/** In a list a revision tells how much it changed in the one before. */
export const revisionRow = (revision: Revision, changes: readonly Difference[] | null) => ({
  ...keptJson(revision),
  changes: changes?.length ?? null,
  material: changes?.filter((one) => one.material).length ?? null,
})

export const differencesJson = (from: string, to: string, differences: readonly Difference[]) => ({
  from,
  to,
  material: differences.some((one) => one.material),
  differences,
})
