import type { TieRow } from '../directory/import/network-rows.ts'
import { withoutTaken } from '../directory/import/own-networks.ts'
import { changeForm } from './forms.ts'
import { typedPeriod } from './periods.ts'
import type { ToldTie } from './tie-imports.ts'

/** A column of our own files: in them `weight` is the strength where there is one, and else what a file said. */
export const STRENGTH = 'tie strength'

/** A tie of a map; where Tieline wrote it, with what it says of beginning, end, strength and sources. */
export function toldTie(row: TieRow): ToldTie {
  if (row.own === undefined) return row
  const { period, references, [STRENGTH]: strength, ...beside } = row.extra
  const { state: _state, visibility: _visibility, evidence: _evidence, ...more } = beside
  // Who holds it is said by its sides, and how often they spoke by their contact logs.
  const { contacts: _contacts, holders: _holders, ...rest } = more
  const details = changeForm.safeParse({
    ...typedPeriod({ period: textOf(period) || null }),
    strength: textOf(strength),
    references: references ?? [],
  })
  if (!details.success) return row
  if (details.data.strength !== null) delete rest['weight']
  const { since, until, strength: strong, references: sources } = details.data
  return { ...row, extra: withoutTaken(rest), said: { since, until, strength: strong }, sources }
}

const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')
