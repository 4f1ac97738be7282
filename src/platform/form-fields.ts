import { z } from 'zod'
import { isWebsite } from './addresses.ts'
import { partialDate } from './partial-dates.ts'

/** A line of a field in which each line is one entry, and how many of them there may be. */
export const LINES = { line: 120, lines: 60 } as const

/** Words, or nothing. */
export const text = (max: number) => z.string().trim().max(max).default('')

/** What has to be there. */
export const needed = (max: number) => z.string({ error: 'forms.required' }).trim().min(1).max(max)

/** A field in which each line is one entry; a list is taken as it is. Empty lines and repetitions fall away. */
export const lines = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
  .transform((all) => [...new Set(all)])
  .pipe(z.array(z.string().max(LINES.line)).max(LINES.lines))

/** Where facts are from: titles with their addresses, one a line. */
export const references = (max: number, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((typed) => (Array.isArray(typed) ? typed : typed.split('\n')).map((line) => line.trim()).filter(Boolean))
    .pipe(z.array(z.string().max(max)).max(most))

/** The address of a page in the web, or nothing. */
export const webAddress = (max: number) => text(max).refine((typed) => typed === '' || isWebsite(typed), 'forms.url')

/** What was ticked. */
export const choices = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).filter(Boolean))

/** A box that is ticked or not; programs say true or false. */
export const ticked = z
  .union([z.enum(['yes', '']), z.boolean()])
  .default(false)
  .transform((said) => said === true || said === 'yes')

/** A date as sources tell it, or nothing. */
export const partial = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || partialDate(typed).ok, 'forms.date')

/** A number, or nothing. */
export const number = (min: number, max: number, whole = false) =>
  z
    .union([z.number(), z.string(), z.null()])
    .default('')
    .transform((typed) =>
      typed === null || typeof typed === 'number'
        ? typed
        : typed.trim() === ''
          ? null
          : Number(typed.replace(',', '.')),
    )
    .refine(
      (value) =>
        value === null ||
        (Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))),
      'forms.number',
    )
