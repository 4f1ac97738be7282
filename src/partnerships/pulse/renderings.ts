import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { GROUPS, groupOf, ITEM_KEYS } from './instruments.ts'
import type { ClosedPulse, Pulse, Shown } from './pulses.ts'

const answers = z.int().min(1).max(4)
const bandSchema = z
  .object({ low: answers, middle: answers, high: answers })
  .nullable()
  .describe('From 1 (least) to 4 (most), without those farthest out at either end; null where too few answered')
const shownSchema = z.object({
  question: z.enum(ITEM_KEYS),
  group: z.enum(GROUPS),
  wording: z.int(),
  words: z.string().describe('Own words in the place of ours'),
  band: bandSchema,
  talkTogether: z.enum(['apart', 'low', 'few']).nullable(),
})
const sharedSchema = z.object({
  id: z.uuid(),
  begunOn: z.iso.date(),
  until: z.iso.date(),
  closedOn: z.iso.date().nullable(),
  threshold: z.int().describe('Of fewer people nothing is shown'),
  asked: z.int(),
  answered: z.int(),
})
export const pulseSchema = sharedSchema.extend({
  results: z.array(shownSchema).describe('Empty while it is open'),
  own: z
    .object({ organization: z.uuid(), results: z.array(shownSchema) })
    .nullable()
    .describe('How the others see your own organization; told to its people alone'),
  sentences: z.array(z.object({ question: z.enum(ITEM_KEYS), text: z.string() })),
})
export const pulseListSchema = z.object({
  items: z.array(pulseSchema),
  total: z.int(),
  next: z.string().nullable(),
})

const shownJson = ({ item, band, talk }: Shown): z.output<typeof shownSchema> => ({
  question: item.key,
  group: groupOf(item.key),
  wording: item.wording,
  words: item.words,
  band,
  talkTogether: talk,
})

const shared = (pulse: Pulse): z.output<typeof sharedSchema> => ({
  id: pulse.id,
  begunOn: pulse.begunOn,
  until: pulse.until,
  closedOn: pulse.closedOn,
  threshold: pulse.threshold,
  asked: pulse.asked,
  answered: pulse.answered,
})

/** A round that is open: that it is, and how many have answered. */
export const openJson = (pulse: Pulse): z.output<typeof pulseSchema> => ({
  ...shared(pulse),
  results: [],
  own: null,
  sentences: [],
})

export const closedJson = (pulse: ClosedPulse): z.output<typeof pulseSchema> => ({
  ...shared(pulse),
  results: pulse.results.map(shownJson),
  own: pulse.own && { organization: pulse.own.organizationId, results: pulse.own.results.map(shownJson) },
  sentences: pulse.sentences.map(({ item, text }) => ({ question: item, text })),
})

/** Columns of the file of rounds: a line for each question of each. */
export const COLUMNS = ['closed', 'asked', 'answered', 'question', 'wording', 'words', 'low', 'middle', 'high'] as const

export const pulseCells = (pulse: ClosedPulse): Cell[][] =>
  pulse.results.map(({ item, band }) => [
    pulse.closedOn,
    pulse.asked,
    pulse.answered,
    item.key,
    item.wording,
    item.words,
    band?.low ?? null,
    band?.middle ?? null,
    band?.high ?? null,
  ])
