import { partialDate } from '../../platform/partial-dates.ts'
import type { EntryInput } from './forms.ts'
import { countsPeople } from './ledger-kinds.ts'

/** What an entry says, as the columns of its ledger hold it. */
export const columnsOf = ({
  what,
  told,
  period,
  amount,
  unit,
}: Pick<EntryInput, 'what' | 'told' | 'period' | 'amount' | 'unit'>) => {
  const date = period === '' ? undefined : partialDate(period)
  return {
    what,
    told,
    period: date?.ok ? date.edtf : null,
    period_first: date?.ok ? date.first : null,
    period_last: date?.ok ? date.last : null,
    amount,
    unit: amount === null && !countsPeople(unit) ? '' : unit,
  }
}
