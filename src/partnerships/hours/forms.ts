import { z } from 'zod'
import { ticked } from '../../platform/form-fields.ts'
import { LIMITS as PARTNERSHIP } from '../forms.ts'
import { SHARINGS } from './rules.ts'
import { isWeek } from './weeks.ts'

/** So many weeks stand on a page of the table, and so far back hours can be written down, in weeks. */
export const WEEKS_SHOWN = 6
export const WEEKS_BACK = 520

/** More cells no page of the table has. */
const CELLS = 600

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, CELLS).map((one) => one.slice(0, 200)))

const week = z.string().refine(isWeek, 'partnership-hours.errors.week')

/** Whose hours: the id of a person, or `pool:` and what the pool is called. */
const who = z
  .string()
  .max(PARTNERSHIP.pool + 5)
  .refine((key) => z.uuid().safeParse(key).success || /^pool:\S/.test(key), 'partnership-hours.errors.who')

/** The table: a cell says its week, whose it is, and what stood there; beside it what was typed. */
export const tableForm = z.object({ cell: many, hours: many, sure: ticked }).transform(({ cell, hours, sure }) => ({
  sure,
  cells: cell.map((told, n) => {
    const [at = '', was = '', ...key] = told.split(' ')
    return { week: at, was, key: key.join(' '), typed: hours[n] ?? '' }
  }),
}))

/** Hours of somebody who does not stand in the table yet. */
export const anotherForm = z.object({
  anotherPerson: z.union([z.literal(''), z.uuid()]).default(''),
  anotherPool: z.string().trim().max(PARTNERSHIP.pool).default(''),
  week,
  another: z.string().max(40).default(''),
  sure: ticked,
})

/** What a mailed link sends. */
export const linkForm = z.object({
  asking: z.uuid().optional(),
  week: week.optional(),
  /** A button with a number, or what was typed beside it. */
  hours: z.string().max(40).optional(),
  sure: ticked,
  stop: z.string().max(10).optional(),
})

/** What a program writes down; hours that are null were never told of. */
export const hoursBody = z.object({
  who: who.describe('Id of a person, or `pool:` and the name of the pool'),
  week: week.describe('The Monday of the week'),
  hours: z
    .union([z.number(), z.string().max(40), z.null()])
    .default(null)
    .describe('Hours of the week; left out: what was written down goes'),
  sure: z.boolean().default(false).describe('More than 80 hours of one person are meant'),
})

/** Who may know the sum. */
export const sharingForm = z.object({ shared: z.enum(SHARINGS) })

/** Who is asked each week, for their own hours or, where a pool is named, for those of it. */
export const askingForm = z.object({
  person: z.uuid({ error: 'forms.choose' }),
  pool: z.string().trim().max(PARTNERSHIP.pool).default(''),
})
