import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import type { PartyHours } from './hours.ts'
import { SHARINGS } from './rules.ts'
import type { Line } from './timesheets.ts'

const forecastSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('over'), used: z.number() }),
  z.object({ state: z.literal('unknown'), why: z.enum(['few', 'endless', 'nothing']) }),
  z.object({ state: z.literal('likely'), least: z.number(), likely: z.number(), most: z.number() }),
])

const partyHoursSchema = z.object({
  organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  promised: z.number().nullable(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  used: z.number().nullable().describe('null: the partner does not tell you'),
  shared: z.enum(SHARINGS).describe('Whom the partner tells how much it used'),
  forecast: forecastSchema.nullable().describe('Where the used hours are likely to come out, in four of five cases'),
})

/** Staff time of a partnership for programs. */
export const hoursListSchema = z.object({
  items: z.array(partyHoursSchema),
  total: z.int(),
  next: z.null(),
})

export const hoursJson = ({ party, weeks: _weeks, ...hours }: PartyHours): z.input<typeof partyHoursSchema> => {
  const { id, slug, name } = party.organization
  return { organization: { id, slug, name }, ...hours }
}

/** The people of one partner week by week. */
export const timesheetSchema = z.object({
  shared: z.enum(SHARINGS),
  weeks: z.array(z.iso.date()).describe('The Mondays of the weeks that are told'),
  lines: z.array(
    z.object({
      who: z.string().describe('Id of a person, or `pool:` and the name of the pool'),
      name: z.string().nullable().describe('null: it is not yours to know'),
      promised: z.number().nullable(),
      hours: z.record(z.string(), z.number()).describe('By week; a week that is not there was not told of'),
    }),
  ),
  askings: z.array(z.object({ id: z.uuid(), person: z.uuid(), pool: z.string() })),
})

export const lineJson = ({ key, name, promised, hours }: Line) => ({
  who: key,
  name,
  promised,
  hours: Object.fromEntries(hours),
})

/** The columns of the table of a partnership's staff time. */
export const COLUMNS = [
  'organization',
  'promised',
  'from',
  'until',
  'used',
  'shared',
  'likely_least',
  'likely',
  'likely_most',
]

export function hoursCells({ party, promised, from, until, used, shared, forecast }: PartyHours): Cell[] {
  const told = forecast?.state === 'likely' ? forecast : null
  const round = (hours: number | undefined) => (hours === undefined ? null : Math.round(hours * 100) / 100)
  const range = [round(told?.least), round(told?.likely), round(told?.most)]
  return [party.organization.name, promised, from, until, used, shared, ...range]
}
