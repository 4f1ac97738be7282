import { z } from 'zod'
import { needed, text } from '../../platform/form-fields.ts'
import { askedText } from '../../platform/list-query.ts'
import { LEVELS } from '../forms.ts'
import { WAYS } from './role-states.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { meaning: 300, why: 600, part: 200, cells: 3000, key: 100 } as const

/** No part in a role. */
export const NO_PART = ''

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, LIMITS.cells))

const level = z.enum([NO_PART, ...LEVELS])
const meaning = z.string().trim().max(LIMITS.meaning)

/** A cell as somebody sets it, with what stood there when they began: whoever was faster is not overwritten. */
const cell = z.object({
  party: z.string().max(LIMITS.key),
  role: z.string().max(LIMITS.key),
  level,
  meaning: meaning.default(''),
  was: z.object({ level, meaning }).optional(),
})
export type CellInput = z.output<typeof cell>

const encodedCell = z.object({ level, meaning: z.string().max(LIMITS.meaning) })

/** What stood in a cell when its form was made, as a hidden field holds it. */
export const encodeWas = (was: { level: string | null; meaning: string }): string =>
  `${was.level ?? NO_PART}:${was.meaning}`

function decodeWas(said: string) {
  const at = said.indexOf(':')
  if (at === -1) return undefined
  const read = encodedCell.safeParse({ level: said.slice(0, at), meaning: said.slice(at + 1) })
  return read.success ? read.data : undefined
}

/** Cells of the matrix, each a place in each list: one, a column, a row, or all. */
export const matrixForm = z
  .object({ party: many, role: many, level: many, meaning: many, was: many })
  .transform(({ party, role, level: levels, meaning: meanings, was }): z.input<typeof cell>[] =>
    party.map((id, n) => ({
      party: id,
      role: role[n] ?? '',
      level: LEVELS.find((one) => one === levels[n]) ?? NO_PART,
      meaning: meanings[n] ?? '',
      was: decodeWas(was[n] ?? ''),
    })),
  )
  .pipe(z.array(cell))

/** The same for programs: the cells that change. */
export const matrixBody = z.object({
  cells: z
    .array(
      z.object({
        party: z.uuid().describe('Id of the partner in this partnership'),
        role: z.string().min(1).max(LIMITS.key).describe('Key of a role of the region'),
        level: level.describe('"": no part'),
        meaning: meaning.default('').describe('What that means here, in a sentence'),
        was: z
          .object({ level, meaning: meaning.default('') })
          .optional()
          .describe('What stood there when it was read; where it is something else by now, nothing is changed'),
      }),
    )
    .min(1)
    .max(LIMITS.cells),
})

/** How the leads of a role share it. */
export const sharingForm = z.object({
  how: z.enum(WAYS, { error: 'partnership-roles.errors.how' }),
  why: needed(LIMITS.why),
  party: many,
  part: many.transform((all) => all.map((one) => one.trim())).pipe(z.array(z.string().min(1).max(LIMITS.part))),
})

/** The same for programs. */
export const sharingBody = z.object({
  how: z.enum(WAYS).describe('By what they share it'),
  why: needed(LIMITS.why).describe('Why both lead it'),
  shares: z
    .array(z.object({ party: z.uuid(), part: needed(LIMITS.part).describe('Which part is theirs') }))
    .min(2)
    .describe('The part of each who leads it, all of them'),
})

/** Nobody needs to lead it here. */
export const leavingOutForm = z.object({ why: needed(LIMITS.why) })

/** The lead is offered to another partner. */
export const handoverForm = z.object({
  from: z
    .union([z.literal(''), z.uuid()])
    .default('')
    .describe('Id of the partner that gives it; "": nobody led it'),
  to: z.uuid({ error: 'partnership-roles.errors.to' }).describe('Id of the partner that is to lead it'),
  keeps: z.enum(['', 'support', 'advise']).default('support').describe('What the giver does from then on; "": no part'),
  why: text(LIMITS.why),
})
export type HandoverInput = z.output<typeof handoverForm>

/** What becomes of the offer. */
export const handoverAnswerForm = z.object({
  answer: z.enum(['taken', 'declined', 'withdrawn'], { error: 'forms.choose' }),
  why: text(LIMITS.why),
})

/** Which cells the form is for: of one partner, of one role, or all. */
export const cellsQuery = z.object({ partner: askedText(), role: askedText() })

/** What was just done. */
export const rolesQuery = z.object({ done: askedText(20) })
