import { z } from 'zod'
import { isDay } from '../../platform/days.ts'
import { choices, text } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { INSTRUMENT, ITEM_KEYS, type Item, type ItemKey, isOfPartners, VALUES } from './instruments.ts'
import type { Answer } from './results.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = { message: 1000, words: 300, sentence: 400, people: 400 } as const

/** What comes again and again under one name, one for each question. */
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]))
  .pipe(z.array(z.string().trim().max(LIMITS.words)).max(INSTRUMENT.length))

/** A round: until when one can answer, who is asked, and what. */
export const pulseForm = z
  .object({
    until: z.string({ error: 'forms.required' }).refine(isDay, 'partnership-pulse.errors.until'),
    lang: z.enum(LANGUAGES).default('en'),
    message: text(LIMITS.message),
    people: choices.pipe(z.array(z.uuid()).min(1, 'partnership-pulse.errors.nobody').max(LIMITS.people)),
    /** Keys of the questions that are asked; left out: all. */
    items: z
      .union([z.string(), z.array(z.string())])
      .default([...ITEM_KEYS])
      .transform((typed) => (Array.isArray(typed) ? typed : [typed]).filter(Boolean))
      .pipe(z.array(z.enum(ITEM_KEYS)).min(1, 'partnership-pulse.errors.items')),
    /** Own words in the place of ours, in the order of the instrument. */
    words: many,
  })
  .transform(({ items, words, ...rest }) => ({
    ...rest,
    items: INSTRUMENT.flatMap(({ key, wording }, at): Item[] =>
      items.includes(key) ? [{ key, wording, words: words[at] ?? '' }] : [],
    ),
  }))
export type PulseInput = z.output<typeof pulseForm>

/** The same as programs send it. */
export const pulseBody = z.object({
  until: z.iso.date().describe('Last day to answer'),
  lang: z.enum(LANGUAGES).default('en'),
  message: z.string().trim().max(LIMITS.message).default(''),
  people: z
    .array(z.uuid())
    .min(1)
    .max(LIMITS.people)
    .optional()
    .describe('Whom to ask; left out: all that are proposed'),
})

const sentence = z.string().trim().max(LIMITS.sentence).default('')

/** Steps of the form that whoever is asked fills in. */
const STEPS = ['send', 'save'] as const

/** An answer as it is typed: `openness-2` is what is said of the second partner, `words-roles` a sentence on the roles. */
export const answerForm = z
  .object({
    do: z.enum(STEPS).default('send'),
    'words-mission': sentence,
    'words-roles': sentence,
    'words-benefits': sentence,
  })
  .catchall(z.union([z.string(), z.array(z.string())]))
export type AnswerTyped = Record<string, string | string[]>

/** Name of the field for a question, of a partner or of all. */
export const fieldOf = (key: ItemKey, side?: number) => (side === undefined ? key : `${key}-${side}`)
export const wordsOf = (key: ItemKey) => `words-${key}`

/** What of it counts: values there are, to questions that are asked, of partners that are asked about. */
export function readAnswer(typed: AnswerTyped, items: readonly Item[], about: readonly number[]): Answer {
  const valueIn = (field: string) => VALUES.find((value) => String(value) === typed[field])
  const answer: Answer = { factors: {}, sides: {}, sentences: {} }
  for (const { key } of items) {
    if (isOfPartners(key)) {
      for (const side of about) {
        const value = valueIn(fieldOf(key, side))
        if (value !== undefined) answer.sides[side] = { ...answer.sides[side], [key]: value }
      }
      continue
    }
    const value = valueIn(fieldOf(key))
    const said = typed[wordsOf(key)]
    if (value !== undefined) answer.factors[key] = value
    if (typeof said === 'string' && said !== '') answer.sentences[key] = said
  }
  return answer
}

/** Nothing was said at all. */
export const isEmpty = ({ factors, sides, sentences }: Answer) =>
  [factors, sides, sentences].every((part) => Object.keys(part).length === 0)
