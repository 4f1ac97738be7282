import { z } from 'zod'

/** What a meeting can ask for. */
export const ASKS = ['both', 'organizations', 'ties'] as const
export type Asks = (typeof ASKS)[number]

/** For how many hours it can be open. */
export const HOURS = ['1', '2', '3', '4', '8'] as const

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = {
  title: 120,
  name: 200,
  code: 40,
  organizations: 400,
  lines: 2000,
  phones: 400,
  said: 200,
} as const

const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => [...new Set([typed].flat())])

const name = (error: string) =>
  z
    .string({ error })
    .trim()
    .transform((typed) => typed.replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(1, error).max(LIMITS.name))

/** A new meeting. */
export const meetingForm = z.object({
  title: z.string({ error: 'meetings.errors.title' }).trim().min(1, 'meetings.errors.title').max(LIMITS.title),
  asks: z.enum(ASKS).default('both'),
  /** Kinds of ties that are offered; none: all. */
  kinds: several,
  hours: z.enum(HOURS).default('3').transform(Number),
})
export type MeetingInput = z.output<typeof meetingForm>

/** How a phone comes in. Nobody is asked who they are. */
export const joinForm = z.object({
  code: z.string({ error: 'meetings.errors.code' }).max(LIMITS.code, 'meetings.errors.code'),
  organization: z.string().trim().max(LIMITS.name).default(''),
})

/** Which one is meant where several may be: an id, or `new` for one that is not here yet. */
const meant = z.string().max(40).default('')

export const organizationForm = z.object({ name: name('meetings.errors.name'), nameIs: meant })

export const tieForm = z.object({
  from: name('meetings.errors.from'),
  fromIs: meant,
  to: name('meetings.errors.to'),
  toIs: meant,
  kind: z.string({ error: 'network.errors.kind' }).min(1, 'network.errors.kind'),
  strength: z
    .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(5)], {
      error: 'network.errors.strength',
    })
    .default(null),
})

/** What becomes of one line: `organization` names the one of the directory that it is. */
export const lineForm = z.object({
  decision: z.enum(['known', 'new', 'refused'], { error: 'forms.choose' }),
  name: z.string().trim().max(LIMITS.name).default(''),
  sector: z.string().default(''),
  organization: z.string().trim().max(LIMITS.name).default(''),
})

/** The same for several ties at once. */
export const linesForm = z.object({
  decision: z.enum(['accepted', 'refused'], { error: 'forms.choose' }),
  line: several,
})
