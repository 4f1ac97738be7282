import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { dayIn } from '../../platform/days.ts'
import type { Translate } from '../../platform/i18n.ts'
import type { Cover } from './covers.ts'
import type { Force } from './forces.ts'
import { DECISIONS, STATUSES } from './rules.ts'
import { sayStatus } from './sayings.ts'
import type { Asking, Said, SignOff } from './sign-offs.ts'

const personSchema = z.object({ id: z.uuid(), name: z.string().nullable().describe('null: it is not yours to know') })
const organizationSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })

const saidSchema = z.object({
  by: personSchema,
  inPlaceOf: personSchema.nullable().describe('The leader in whose place they sign'),
  decision: z.enum(['approved', 'declined']),
  reason: z.string(),
  via: z.enum(['link', 'handed', 'session']).describe('handed: by a link that somebody handed on'),
  handedBy: personSchema.nullable().describe('Who handed the link on'),
  at: z.iso.datetime(),
  late: z.boolean().describe('Said after it was in force: kept, without effect'),
})

const signOffSchema = z.object({
  id: z.uuid(),
  revision: z.int(),
  organization: organizationSchema,
  status: z.enum(STATUSES),
  decision: z.enum(DECISIONS).nullable(),
  reason: z.string(),
  at: z.iso.datetime().nullable(),
  by: personSchema.nullable().describe('null where it is silence'),
  until: z.iso.date().describe('The last day to answer, to its end in the time zone of the region'),
  deadline: z.iso
    .date()
    .nullable()
    .describe('The day on which silence becomes "no objection"; null where it never does'),
  askedAt: z.iso.datetime(),
  remindedAt: z.iso.datetime().nullable(),
  carriedFrom: z
    .int()
    .nullable()
    .describe('The revision that was signed, where this one differs from it in words only'),
  answers: z.array(saidSchema),
  inForceAt: z.iso.datetime().nullable(),
  closed: z.enum(['withdrawn', 'superseded']).nullable(),
})

const coverSchema = z.object({
  id: z.uuid(),
  organization: z.uuid(),
  leader: personSchema,
  deputy: personSchema,
  from: z.iso.date(),
  until: z.iso.date(),
})

/** What programs learn of the sign-offs of a partnership. */
export const signOffsSchema = z.object({
  inForce: z
    .object({
      revision: z.int(),
      since: z.iso.datetime(),
      parties: z.array(
        z.object({ organization: organizationSchema, decision: z.enum(DECISIONS), until: z.iso.date() }),
      ),
    })
    .nullable(),
  items: z.array(signOffSchema).describe('The latest asking first; for partners and coordinators'),
  total: z.int(),
  next: z.null(),
  covers: z.array(coverSchema).describe('Who signs while a leader is away'),
})

const saidJson = ({ by, inPlaceOf, decision, reason, via, handedBy, at, late }: Said): z.output<typeof saidSchema> => ({
  by,
  inPlaceOf,
  decision,
  reason,
  via,
  handedBy,
  at: at.toISOString(),
  late,
})

const signOffJson = (one: SignOff, asking: Asking): z.output<typeof signOffSchema> => ({
  id: one.id,
  revision: one.revision,
  organization: { id: one.organization.id, slug: one.organization.slug, name: one.organization.name },
  status: one.status,
  decision: one.decision,
  reason: one.reason,
  at: one.at?.toISOString() ?? null,
  by: one.by,
  until: one.until,
  deadline: one.deadline,
  askedAt: one.askedAt.toISOString(),
  remindedAt: one.remindedAt?.toISOString() ?? null,
  carriedFrom: one.carriedFrom,
  answers: one.answers.map(saidJson),
  inForceAt: asking.inForceAt?.toISOString() ?? null,
  closed: asking.closedWhy,
})

/** All of it; organizations are those that the reader may see. */
export function signOffsJson(
  force: Force | null,
  askings: readonly Asking[],
  covers: readonly Cover[],
  organizations: ReadonlyMap<string, { id: string; slug: string; name: string }>,
): z.output<typeof signOffsSchema> {
  const items = askings.flatMap((asking) => asking.signOffs.map((one) => signOffJson(one, asking)))
  return {
    inForce: force && {
      revision: force.revision,
      since: force.since.toISOString(),
      parties: force.parties.flatMap(({ organizationId, decision, until }) => {
        const known = organizations.get(organizationId)
        return known ? [{ organization: { id: known.id, slug: known.slug, name: known.name }, decision, until }] : []
      }),
    },
    items,
    total: items.length,
    next: null,
    covers: covers.map(({ organizationId, ...cover }) => ({ ...cover, organization: organizationId })),
  }
}

/** The columns of a file of sign-offs. */
export const SIGN_OFFS = [
  'revision',
  'organization',
  'status',
  'says',
  'decided',
  'by',
  'reason',
  'until',
  'silence',
  'asked',
  'in_force',
] as const

export const signOffCells = (one: SignOff, asking: Asking, t: Translate, timeZone: string): Cell[] => [
  one.revision,
  one.organization.name,
  one.status,
  sayStatus(t, one),
  one.at && dayIn(timeZone, one.at),
  one.by?.name ?? null,
  one.reason,
  one.until,
  one.silence ? 'counts' : 'counts not',
  dayIn(timeZone, one.askedAt),
  asking.inForceAt && dayIn(timeZone, asking.inForceAt),
]
