import { type ListRow, saidIn } from '../directory/import/list-rows.ts'
import { tieKindFinder } from '../directory/import/synonyms.ts'
import { emptyValues, reason, shown } from '../platform/formats/parsed.ts'
import { changeForm, LIMITS } from './forms.ts'
import type { ToldTie } from './tie-imports.ts'

type Kinds = readonly { key: string; label: string; directed: boolean }[]

/** Rows of a list of ties, from whom to whom by what they are called; each comes back, with why it is refused if it is. */
export function toTieRows(rows: readonly ListRow[], kinds: Kinds): ToldTie[] {
  const find = tieKindFinder(kinds)
  const fallback = kinds.find(({ key }) => key === 'works-together')?.key ?? kinds[0]?.key ?? ''
  const told = new Map<string, number>()
  return rows.map((row) => {
    const [a, b] = [saidIn(row, 'from'), saidIn(row, 'to')]
    const said = saidIn(row, 'kind')
    const kind = said === '' ? fallback : (find(said) ?? fallback)
    const extra = Object.assign(emptyValues(), row.extra, said !== '' && !find(said) && { type: said })
    const made: ToldTie = { row: row.row, name: shown(`${a} – ${b}`), a, b, kind, note: saidIn(row, 'note'), extra }
    const wrong = (field: string, value = saidIn(row, field)) => ({
      ...made,
      refused: {
        field: row.columns[field] ?? field,
        reason: { key: 'imports.notThat', values: { value: shown(value) } },
      },
    })
    if (a === '') return { ...made, refused: { field: row.columns['from'] ?? 'from', reason: reason('noEnd') } }
    if (b === '') return { ...made, refused: { field: row.columns['to'] ?? 'to', reason: reason('noEnd') } }
    if (made.note.length > LIMITS.note) return wrong('note')
    const details = changeForm.safeParse(detailsOf(row))
    if (!details.success) return wrong(fieldOf(row, String(details.error.issues[0]?.path[0] ?? 'since')))
    const { strength, since, until } = details.data
    const ends = kinds.find((one) => one.key === kind)?.directed ? [a, b] : [a, b].toSorted()
    const known = JSON.stringify([kind, ...ends])
    const first = told.get(known)
    if (first !== undefined) return { ...made, mergedInto: first, merged: reason('parallel', { row: first }) }
    told.set(known, row.row)
    return { ...made, said: { strength, since, until } }
  })
}

/** A period is told in one column or in two. */
function detailsOf(row: ListRow) {
  const [begins = '', ends = ''] = saidIn(row, 'period').split('/')
  const open = (date: string) => (date === '..' ? '' : date)
  return {
    strength: saidIn(row, 'strength'),
    since: saidIn(row, 'since') || open(begins),
    until: saidIn(row, 'until') || open(ends),
  }
}

const fieldOf = (row: ListRow, field: string) =>
  row.said[field] === undefined && field !== 'strength' ? 'period' : field
