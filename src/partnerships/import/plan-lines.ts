import type { Reason } from '../../platform/formats/parsed.ts'

/** What a plan may hold, so that no file holds up anybody: in bytes, pages, letters of text, and seconds. */
export const PLAN_LIMITS = { bytes: 20_000_000, pages: 600, text: 3_000_000, seconds: 60, memory: 400_000_000 } as const

/** How a line stands in its document: as a heading, in a list, apart from the others by its letters, or among them. */
export type LineLook = 'heading' | 'item' | 'strong' | 'text'

/** A line as a document lays it out; lines that were only broken are one. */
export interface PlanLine {
  text: string
  /** Where the document says so. */
  page: number | null
  look: LineLook
}

/** The lines of a document, or why there are none. */
export type PlanText = { ok: true; pages: number | null; lines: PlanLine[] } | { ok: false; why: Reason }

/** Why a plan is not read: a key of `locales/{lang}/import.json` with its values. */
export const refused = (key: string, values: Reason['values'] = {}): Extract<PlanText, { ok: false }> => ({
  ok: false,
  why: { key: `partnership-goals.read.${key}`, values },
})

/** Spaces of all kinds are one; what is no letter, number or sign is none. */
export const oneLine = (text: string): string =>
  text
    .normalize('NFKC')
    .toWellFormed()
    .replaceAll(/\p{Cf}|\p{Co}/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
