import type { Translate } from '../platform/i18n.ts'
import type { Problem, Reason } from '../platform/formats/parsed.ts'
import { sayProblem, sayReason } from '../platform/formats/say-problem.ts'
import type { FileProblem } from './import-sources.ts'

export const OUTCOMES = ['created', 'updated', 'unchanged', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What became of one row of a file. */
export interface Fate {
  file: string
  row: number
  /** In a network: an element or a connection. */
  of?: 'node' | 'edge'
  /** What the row is about, in the words of the file. */
  name: string
  outcome: Outcome
  /** The record, if it is here. */
  id?: string
  /** Where its page is, when it became something else than most of its file: a person of a map. */
  as?: 'people' | 'groups' | 'organizations'
  reason?: Reason
  /** The column that the reason is about. */
  field?: string
}

/** What became of a row, before it is said which. */
export type Result = Pick<Fate, 'outcome' | 'id' | 'reason' | 'field'>

/** What became of every row, in the order of the files. */
export interface Report extends Record<Outcome, number> {
  rows: Fate[]
}

export function reportOf(rows: Fate[]): Report {
  const report: Report = { created: 0, updated: 0, unchanged: 0, refused: 0, rows }
  for (const { outcome } of rows) report[outcome] += 1
  return report
}

/** A row that its file's reader could not take. */
export const refusedRow = (file: string, problem: Problem): Fate => ({
  file,
  row: problem.row,
  ...(problem.of && { of: problem.of }),
  name: '',
  outcome: 'refused',
  reason: problem.reason,
  ...(problem.field !== undefined && { field: problem.field }),
})

const PARTS = [undefined, 'node', 'edge']

/** Rows as they stand in their file: of a network elements first. */
export const inFileOrder = (fates: Fate[]): Fate[] =>
  fates.toSorted((a, b) => PARTS.indexOf(a.of) - PARTS.indexOf(b.of) || a.row - b.row)

/** Why a row had its fate, without saying where it stands. */
export const sayWhy = (t: Translate, fate: Fate): string => (fate.reason ? sayReason(t, fate.reason) : '')

/** The same as a sentence that names file, row and column; null when there is nothing to say. */
export const sayFate = (t: Translate, fate: Fate): string | null =>
  fate.reason
    ? sayProblem(t, fate.file, {
        row: fate.row,
        ...(fate.of && { of: fate.of }),
        ...(fate.field !== undefined && { field: fate.field }),
        reason: fate.reason,
      })
    : null

/** Why nothing of a file can be used, as a sentence that names it. */
export const sayFileProblem = (t: Translate, why: FileProblem): string => sayProblem(t, why.file, why.problem)

/** A report as programs read it, with its reasons in words. */
export const reportJson = (t: Translate, report: Report) => ({
  ...report,
  rows: report.rows.map((fate) => ({ ...fate, reason: sayFate(t, fate), field: fate.field ?? null })),
})
