import { z } from 'zod'
import { isDay } from '../../platform/days.ts'
import { needed, number, partial, text } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { name: 200, funder: 200, award: 120, acknowledgement: 1000, what: 200, reports: 40 } as const
const MOST = 1_000_000_000

/** When the funder wants to hear something, and what. */
export interface Due {
  due: string
  what: string
}

/** @example readDue('2027-03-31 Interim report') // { due: '2027-03-31', what: 'Interim report' } */
export function readDue(line: string): Due | undefined {
  const [, due = '', what = ''] = /^(\d{4}-\d\d-\d\d)(?:\s+(.*))?$/.exec(line.trim()) ?? []
  return isDay(due) ? { due, what: what.trim().slice(0, LIMITS.what) } : undefined
}

export const writeDue = ({ due, what }: Due) => [due, what].filter(Boolean).join(' ')

const dueLines = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(LIMITS.what + 12)).max(LIMITS.reports))
  .refine((all) => all.every((line) => readDue(line)), 'partnership-grants.errors.reports')

/** A grant as people and programs write it. */
export const grantForm = z.object({
  name: needed(LIMITS.name),
  /** An organization of the directory by its id, slug or name, or whoever it is. */
  funder: text(LIMITS.funder),
  awardNumber: text(LIMITS.award),
  amount: number(0, MOST),
  match: number(0, MOST),
  /** From when to when. */
  period: partial,
  /** `2027-03-31 Interim report`, one a line. */
  reports: dueLines,
  /** What posters and reports must say. */
  acknowledgement: text(LIMITS.acknowledgement),
  visibility: z.enum(VISIBILITIES).default('region'),
  lang: z.enum(LANGUAGES).default('en'),
})
export type GrantInput = z.output<typeof grantForm>
