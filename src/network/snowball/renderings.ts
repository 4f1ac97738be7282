import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { Asking } from './askings.ts'
import { SAYINGS } from './forms.ts'
import type { Naming } from './namings.ts'
import type { Round } from './rounds.ts'
import { STATUSES, statusOf } from './rules.ts'

const roundSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  message: z.string(),
  lang: z.enum(LANGUAGES),
  begunAt: z.iso.datetime(),
  until: z.iso.date(),
  closedAt: z.iso.datetime().nullable(),
  previous: z.uuid().nullable().describe('The round that this one asks again'),
  asked: z.int(),
  answered: z.int(),
  waves: z.int(),
  open: z.int().describe('Lines of answers that await a decision'),
  version: z.int(),
})
export const roundListSchema = z.object({ items: z.array(roundSchema), total: z.int(), next: z.string().nullable() })

const organizationSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
const askingSchema = z.object({
  id: z.uuid(),
  organization: organizationSchema,
  wave: z.int().describe('0: asked by the coordinators themselves; 1: named by one of those; and so on'),
  status: z.enum(STATUSES),
  person: z.uuid().nullable(),
  askedAt: z.iso.datetime(),
  remindedAt: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  how: z.enum(['link', 'coordinator']).nullable(),
  roles: z.array(z.string()).nullable(),
  rolesOpen: z.boolean().describe('What they say of their roles awaits a decision'),
  named: z.int(),
})
export const wholeRoundSchema = roundSchema.extend({ askings: z.array(askingSchema) })

export const namingSchema = z.object({
  id: z.uuid(),
  asking: z.uuid(),
  by: organizationSchema,
  name: z.string().describe('As they wrote it'),
  organization: organizationSchema.nullable(),
  kind: z.string(),
  direction: z.enum(['forward', 'backward']),
  strength: z.int().nullable(),
  verdict: z.enum(SAYINGS),
  how: z.enum(['link', 'coordinator']),
  decision: z.enum(['accepted', 'refused']).nullable(),
  reason: z.string(),
  tie: z.uuid().nullable(),
})
export const namingListSchema = z.object({ items: z.array(namingSchema), total: z.int(), next: z.string().nullable() })

export const roundJson = (round: Round): z.output<typeof roundSchema> => ({
  id: round.id,
  name: round.name,
  message: round.message,
  lang: round.lang,
  begunAt: round.begunAt.toISOString(),
  until: round.until,
  closedAt: round.closedAt?.toISOString() ?? null,
  previous: round.previousId,
  asked: round.asked,
  answered: round.answered,
  waves: round.waves,
  open: round.open,
  version: round.version,
})

export const wholeRoundJson = (round: Round, askings: readonly Asking[]): z.output<typeof wholeRoundSchema> => ({
  ...roundJson(round),
  askings: askings.map((one) => ({
    id: one.id,
    organization: { id: one.organization.id, slug: one.organization.slug, name: one.organization.name },
    wave: one.wave,
    status: statusOf(one, round),
    person: one.personId,
    askedAt: one.askedAt.toISOString(),
    remindedAt: one.remindedAt?.toISOString() ?? null,
    answeredAt: one.answeredAt?.toISOString() ?? null,
    how: one.how,
    roles: one.roles,
    rolesOpen: one.rolesOpen,
    named: one.named,
  })),
})

export const namingJson = (naming: Naming): z.output<typeof namingSchema> => ({
  id: naming.id,
  asking: naming.asking.id,
  by: naming.by,
  name: naming.name,
  organization: naming.organization,
  kind: naming.kind,
  direction: naming.direction,
  strength: naming.strength,
  verdict: naming.verdict,
  how: naming.asking.how,
  decision: naming.decision,
  reason: naming.reason,
  tie: naming.tieId,
})

/** Columns of the files of rounds, and of who was asked in one. */
export const ROUNDS = ['name', 'begun', 'until', 'closed', 'asked', 'answered', 'waves', 'open'] as const
export const ASKED = [
  'organization',
  'wave',
  'status',
  'asked',
  'reminded',
  'answered',
  'how',
  'named',
  'open',
] as const

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null

export const roundCells = (round: Round): Cell[] => [
  round.name,
  day(round.begunAt),
  round.until,
  day(round.closedAt),
  round.asked,
  round.answered,
  round.waves,
  round.open,
]

export const askedCells = (one: Asking, round: Round): Cell[] => [
  one.organization.name,
  one.wave + 1,
  statusOf(one, round),
  day(one.askedAt),
  day(one.remindedAt),
  day(one.answeredAt),
  one.how,
  one.named,
  one.open,
]
