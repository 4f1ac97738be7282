import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import type { Happening } from './happenings.ts'

/** What has its day in a partnership, as programs read it. */
const happeningSchema = z.object({
  key: z.string().describe('The same each time, for the same thing'),
  kind: z.string(),
  day: z.iso.date().describe('The first day on which it may have been'),
  when: z.string().describe('EDTF'),
  name: z.string().describe('Whom or what it is about'),
  years: z.int().optional().describe('Of anniversaries'),
})
/** The line of a partnership as programs read it. */
export const timelineSchema = z.object({ items: z.array(happeningSchema), total: z.int(), next: z.null() })

export const happeningJson = ({ tab: _tab, words: _words, ...happening }: Happening): z.input<typeof happeningSchema> =>
  happening

export const HAPPENING_COLUMNS = ['day', 'when', 'kind', 'name', 'told']

export const happeningCells = ({ day, when, kind, name }: Happening, told: string): Cell[] => [
  day,
  when,
  kind,
  name,
  told,
]
