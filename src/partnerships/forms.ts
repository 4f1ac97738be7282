import { z } from 'zod'
import { LANGUAGES } from '../platform/i18n.ts'
import { VISIBILITIES } from '../platform/records.ts'

/** How much fits into each field, in characters; lists in lines. */
export const LIMITS = {
  name: 200,
  prose: 4000,
  mission: 600,
  place: 120,
  places: 30,
  partners: 60,
  what: 300,
  pool: 120,
  commitments: 40,
}

/** What partners promise. */
export const COMMITMENT_KINDS = ['hours', 'money', 'space', 'equipment', 'data'] as const
export type CommitmentKind = (typeof COMMITMENT_KINDS)[number]

/** How a partner holds a role. */
export const LEVELS = ['lead', 'support', 'advise'] as const
export type Level = (typeof LEVELS)[number]

/** The prose of a charter that all partners share. */
export const PROSE = ['purpose', 'mission', 'decisions', 'leaving'] as const
export type ProseField = (typeof PROSE)[number]

export const commitmentSchema = z.object({
  kind: z.enum(COMMITMENT_KINDS),
  what: z.string().max(LIMITS.what).default(''),
  amount: z.number().min(0).max(1e9).nullable().default(null).describe('Hours in the period, or money'),
  person: z.uuid().nullable().default(null).describe('Of hours: who gives them'),
  pool: z.string().max(LIMITS.pool).default('').describe('Of hours: which people give them together'),
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
})

const newPartySchema = z.object({
  organization: z.uuid(),
  contact: z.uuid().nullable().default(null).describe('Id of the person who does the work'),
  leader: z.uuid().nullable().default(null).describe('Id of the person who is asked to sign'),
  missionLink: z.string().max(LIMITS.prose).default(''),
  expectedBenefits: z.string().max(LIMITS.prose).default(''),
  joinedOn: z.iso.date().nullable().default(null),
  commitments: z.array(commitmentSchema).max(LIMITS.commitments).default([]),
})

/** A partnership as it is begun, by hand or by a program. */
export const newPartnershipSchema = z.object({
  name: z.string().trim().min(1).max(LIMITS.name),
  purpose: z.string().max(LIMITS.prose).default(''),
  mission: z.string().max(LIMITS.mission).default(''),
  decisions: z.string().max(LIMITS.prose).default(''),
  leaving: z.string().max(LIMITS.prose).default(''),
  places: z.array(z.string().trim().min(1).max(LIMITS.place)).max(LIMITS.places).default([]),
  since: z.string().max(80).default(''),
  until: z.string().max(80).default(''),
  references: z
    .array(
      z.object({
        title: z.string().max(LIMITS.what),
        url: z.url({ protocol: /^https?$/ }).nullable(),
        quote: z.string().max(600).nullable(),
      }),
    )
    .max(40)
    .default([])
    .describe('Where what is told here is from'),
  parties: z.array(newPartySchema).min(1).max(LIMITS.partners).describe('Its partners, in the order of the charter'),
  visibility: z.enum(VISIBILITIES).default('circle'),
  lang: z.enum(LANGUAGES).default('en'),
})
export type NewPartnership = z.input<typeof newPartnershipSchema>
