import type { Translate } from '../../platform/i18n.ts'
import { type Word, refusalOf } from './hour-changes.ts'
import type { Line } from './timesheets.ts'
import { ASKED_FROM, readHours } from './typed-hours.ts'
import { isWeek } from './weeks.ts'

/** Cells as they were typed, by week and line; what is wrong with them; and what stands there now where another was faster. */
export interface TypedTable {
  typed: Map<string, string>
  wrong: Map<string, string>
  now: Map<string, number | null>
  /** Cells with so much that it is asked once more. */
  unsure: boolean
}
export const untyped: TypedTable = { typed: new Map(), wrong: new Map(), now: new Map(), unsure: false }
export const cellKey = (week: string, key: string) => `${week} ${key}`

interface Typed {
  sure: boolean
  cells: { week: string; was: string; key: string; typed: string }[]
}

/** What the table says anew, and what of it is wrong. Cells of lines that the writer may not write are left alone. */
export function readTable(
  { sure, cells }: Typed,
  lines: readonly Line[],
  today: string,
  t: Translate,
): { words: Word[]; table: TypedTable } {
  const table: TypedTable = { typed: new Map(), wrong: new Map(), now: new Map(), unsure: false }
  const words: Word[] = []
  for (const { week, was, key, typed } of cells) {
    const line = lines.find((one) => one.key === key)
    if (!line?.mayLog || !isWeek(week)) continue
    const cell = cellKey(week, key)
    table.typed.set(cell, typed)
    const before = was === '-' ? null : Number(was)
    const read = readHours(typed, line.personId === null)
    if (!read.ok) {
      table.wrong.set(cell, t(read.why))
      continue
    }
    if (read.hours === before) continue
    const refused = refusalOf(week, today)
    if (refused) table.wrong.set(cell, t(refused))
    else words.push({ personId: line.personId, pool: line.pool, week, hours: read.hours, was: before })
    if (line.personId !== null && (read.hours ?? 0) > ASKED_FROM && !sure) table.unsure = true
  }
  return { words, table }
}
