import { z } from 'zod'
import { listOf } from '../../platform/api-docs.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { translationSchema } from '../../platform/translations.ts'
import { LIMITS } from '../forms.ts'

const MOST_TEXTS = 3000

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, MOST_TEXTS))

/** Texts in another language: each a place in each list, with a digest of the words that the translator saw; and which are right still. */
export const translationForm = z.object({
  lang: z.enum(LANGUAGES),
  field: many,
  text: many.pipe(z.array(z.string().trim().max(LIMITS.prose))),
  was: many,
  right: many,
})

/** The same for programs: the texts that change. */
export const translationBody = z.object({
  texts: z
    .record(z.string().max(200), z.string().trim().max(LIMITS.prose))
    .default({})
    .describe('What it says in this language, by field; an empty one is taken away'),
  right: z
    .array(z.string().max(200))
    .max(MOST_TEXTS)
    .default([])
    .describe('Fields whose translation is right still, though the original was changed since'),
})

/** What a partnership says in other languages, as programs read it, beside the texts that can be told. */
export const translationListSchema = listOf(
  translationSchema.extend({ older: z.array(z.string()).describe('Fields whose original was changed since') }),
).extend({
  originals: z.object({ lang: z.enum(LANGUAGES), texts: z.record(z.string(), z.string()) }),
})
