import type { Level } from '../forms.ts'
import type { CellInput } from './forms.ts'

/** What stands in a cell. */
export interface Content {
  level: Level | null
  meaning: string
}

export interface CellChange {
  party: string
  role: string
  before: Content
  after: Content
}

/** A cell that somebody else set to something else meanwhile. */
export interface CellConflict extends CellChange {
  /** What stood there when the form was made. */
  was: Content
}

const EMPTY: Content = { level: null, meaning: '' }

/** Who has no part has no sentence on it. */
const contentOf = ({ level, meaning }: { level: string; meaning: string }): Content =>
  level === '' ? EMPTY : { level: level as Level, meaning: meaning.trim() }

const isSame = (a: Content, b: Content) => a.level === b.level && a.meaning === b.meaning

/**
 * What a form of cells changes. A cell that was not touched is left as others may have set it meanwhile; one that both touched
 * differently is a conflict, and then nothing is changed.
 */
export function weigh(
  typed: readonly CellInput[],
  present: (party: string, role: string) => Content | undefined,
): { changes: CellChange[]; conflicts: CellConflict[] } {
  const changes: CellChange[] = []
  const conflicts: CellConflict[] = []
  for (const { party, role, was, ...input } of typed) {
    const before = present(party, role) ?? EMPTY
    const after = contentOf(input)
    const began = was ? contentOf(was) : before
    if (isSame(after, before) || isSame(after, began)) continue
    if (isSame(began, before)) changes.push({ party, role, before, after })
    else conflicts.push({ party, role, before, after, was: began })
  }
  return { changes, conflicts }
}
