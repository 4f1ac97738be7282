import { z } from 'zod'
import type { Cell } from '../platform/csv-out.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { COMMITMENT_KINDS, LEVELS } from './forms.ts'
import { currentParties, type Party, type Partnership } from './partnerships.ts'

const personSchema = z
  .object({ id: z.uuid(), name: z.string().nullable().describe('null: it is not yours to know') })
  .nullable()

const commitmentSchema = z.object({
  id: z.uuid(),
  kind: z.enum(COMMITMENT_KINDS),
  what: z.string(),
  amount: z.number().nullable().describe('Hours, or money in the currency of the region'),
  personId: z.uuid().nullable(),
  pool: z.string(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
})

const partySchema = z.object({
  id: z.uuid(),
  organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  contact: personSchema,
  leader: personSchema,
  missionLink: z.string(),
  expectedBenefits: z.string(),
  joinedOn: z.iso.date().nullable(),
  leftOn: z.iso.date().nullable(),
  leftWhy: z.string(),
  commitments: z.array(commitmentSchema),
  roles: z.array(z.object({ role: z.string(), level: z.enum(LEVELS), meaning: z.string() })),
})

/** A partnership as programs read it. */
export const partnershipSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  mission: z.string(),
  decisions: z.string().describe('How decisions are made'),
  leaving: z.string().describe('How one leaves'),
  places: z.array(z.string()),
  period: z.string().nullable().describe('EDTF'),
  references: z.array(z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })),
  parties: z.array(partySchema),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})
export const partnershipListSchema = z.object({
  items: z.array(partnershipSchema),
  total: z.int(),
  next: z.string().nullable(),
})

const partyJson = ({ organization: { id, slug, name }, ...party }: Party) => ({
  ...party,
  organization: { id, slug, name },
})

/** A partnership for programs; `base` is the address of the list of pages. */
export function partnershipJson(partnership: Partnership, base: string): z.input<typeof partnershipSchema> {
  const {
    periodFirst: _first,
    periodLast: _last,
    circleId: _circle,
    createdAt: _at,
    told: _told,
    parties,
    ...all
  } = partnership
  // Why it ended is between its partners.
  const { endedWhy: _why, ...rest } = all
  return { ...rest, parties: parties.map(partyJson), url: `${base}/${partnership.slug}` }
}

/** The columns of a list of partnerships. */
export const COLUMNS = ['id', 'name', 'purpose', 'mission', 'partners', 'places', 'period', 'visibility', 'lang', 'url']

export const partnershipCells = (partnership: Partnership, base: string): Cell[] => [
  partnership.id,
  partnership.name,
  partnership.purpose,
  partnership.mission,
  currentParties(partnership)
    .map(({ organization }) => organization.name)
    .join('; '),
  partnership.places.join('; '),
  partnership.period,
  partnership.visibility,
  partnership.lang,
  `${base}/${partnership.slug}`,
]
