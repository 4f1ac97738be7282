/** What every format is read into, before anybody asks what its columns mean. */
export const IMPORT_LIMITS = { bytes: 50_000_000, rows: 200_000, columns: 500, cell: 100_000, depth: 64 } as const

/** Why something was refused: a key of `locales/{lang}/import.json` with its values. */
export interface Reason {
  key: string
  values: Record<string, string | number>
}

/** Rows are numbered as people see them: in a table as a spreadsheet does, in a list from 1. */
export interface Problem {
  row: number
  of?: 'node' | 'edge'
  field?: string
  reason: Reason
}

/** Keys are column names of strangers, so these have no prototype. */
export type RowValues = Record<string, string | string[]>

export interface TableRow {
  row: number
  values: RowValues
}
export interface Table {
  kind: 'table'
  columns: string[]
  rows: TableRow[]
  problems: Problem[]
  /** Of a workbook: the sheet that this is, and all that hold rows. */
  sheet?: string
  sheets?: string[]
  /** Of services of the Human Services Data Specification: what else they tell of, in rows of the same numbers. */
  hsds?: { organizations: Table; places: Table }
}
export interface Node {
  row: number
  /** As the file has it: unique everywhere when `global`, else in this file. */
  id: string | null
  global: boolean
  label: string
  type: string
  values: RowValues
}
export interface Edge {
  row: number
  id: string | null
  from: string
  to: string
  type: string
  directed: boolean
  label?: string
  description?: string
  weight?: number
  values: RowValues
}
export interface Network {
  kind: 'network'
  /** What the file calls itself. */
  source: string | null
  /** The attributes of its nodes, `label` and `type` first. */
  columns: string[]
  nodes: Node[]
  edges: Edge[]
  problems: Problem[]
}
/** A file of which nothing can be used, with the one sentence that says why. */
export interface Unreadable {
  kind: 'unreadable'
  problems: [Problem]
}
export type Parsed = Table | Network | Unreadable

export const reason = (key: string, values: Reason['values'] = {}): Reason => ({ key: `import.${key}`, values })

export const unreadable = (why: Reason, row = 0): Unreadable => ({
  kind: 'unreadable',
  problems: [{ row, reason: why }],
})

export const emptyValues = (): RowValues => Object.create(null) as RowValues

/** All that a node says, its label and type as the columns that they are. */
export const valuesOfNode = (node: Node): RowValues =>
  Object.assign(emptyValues(), node.values, { label: node.label, type: node.type })

/** The one key that no row may have: on an ordinary object it is not a key. */
export const isForbiddenKey = (key: string) => key === '__proto__'

/** Why a value cannot be kept as text, or null. A database takes no NUL. */
export function unfitValue(value: string | string[]): Reason | null {
  const texts = typeof value === 'string' ? [value] : value
  if (texts.reduce((sum, text) => sum + text.length, 0) > IMPORT_LIMITS.cell)
    return reason('cellTooLong', { max: IMPORT_LIMITS.cell })
  return texts.some((text) => text.includes('\u0000')) ? reason('nul') : null
}

/** A long or many-lined value as a sentence may show it. */
export function shown(text: string): string {
  const line = text
    .slice(0, 1000)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
