import type { HouseContext } from '../../platform/house.ts'
import { type FormState, parseForm, type Typed } from '../../platform/parse-form.ts'
import { period } from '../../platform/partial-dates.ts'
import { LIMITS } from '../forms.ts'
import type { Party } from '../partnerships.ts'
import { addingForm, charterForm, partyForm, promisesForm } from './forms.ts'
import { type PromiseRow, readRows, typedRows } from './promises.ts'
import type { Standing } from './sections.ts'
import { FIELDS_OF, PARTY_FIELDS_OF, type PartyQuestion, type Question, type SharedQuestion } from './questions.ts'

/** What was typed for a question: as it is saved, or the form with what is wrong, or with more rows that were asked for. */
export type Reading =
  | { ok: true; said: Record<string, unknown>; typed: Typed; rows: PromiseRow[] }
  | { ok: false; form: FormState; rows: PromiseRow[]; more: boolean }

const wrong = (form: FormState, rows: PromiseRow[] = []): Reading => ({ ok: false, form, rows, more: false })

/** What was typed; of a text that was saved while it was typed (`_shared`), what stands there `now`, with what was ticked. */
export async function readQuestion(c: HouseContext, { key, party }: Question, now: Standing): Promise<Reading> {
  if (party && key === 'brings') return readPromises(c, party)
  const { t } = c.var.page
  const fields: readonly string[] = party ? PARTY_FIELDS_OF[key as PartyQuestion] : FIELDS_OF[key as SharedQuestion]!
  const shape = (party ? partyForm : charterForm) as typeof charterForm
  const mask = Object.fromEntries(fields.map((field) => [field, true]))
  const form = await parseForm(c, shape.pick(mask as never).extend(addingForm.shape), t)
  if (!form.ok) return wrong(form)
  const { add, ...rest } = form.value as { add: string[] } & Record<string, string | string[]>
  const texts = isShared(form.typed) ? (now as typeof rest) : rest
  const said = Object.fromEntries(fields.map((field) => [field, withAdded(texts[field]!, add)]))
  const errors = errorsOf(c, said)
  const typed = { ...form.typed, ...(said as Typed), add: [] }
  return Object.keys(errors).length > 0 ? wrong({ values: typed, errors }) : { ok: true, said, typed, rows: [] }
}

/** Whether the text of a form was saved while it was typed, so that what the form holds of it says nothing. */
export const isShared = (typed: Typed): boolean => typed['_shared'] === 'yes'

/** What was ticked stands below what was written. */
const withAdded = (said: string | string[], add: readonly string[]) =>
  Array.isArray(said) ? [...new Set([...said, ...add])] : [said, ...add].filter(Boolean).join('\n')

/** What no schema of a single field knows: how long a text is with what was added, whether a period can be. */
function errorsOf({ var: { page } }: HouseContext, said: Record<string, string | string[]>): Record<string, string[]> {
  const { expectedBenefits = '', places = [], since = '', until = '' } = said
  const told = period(String(since), String(until))
  return {
    ...(expectedBenefits.length > LIMITS.prose && {
      expectedBenefits: [page.t('forms.tooLong', { max: LIMITS.prose })],
    }),
    ...(places.length > LIMITS.places && {
      places: [page.t('partnership-charter.errors.places', { max: LIMITS.places })],
    }),
    ...(!told.ok && { until: [page.t(told.reason)] }),
  }
}

async function readPromises(c: HouseContext, party: Party): Promise<Reading> {
  const { t } = c.var.page
  const form = await parseForm(c, promisesForm, t)
  if (!form.ok) return wrong(form)
  const rows = typedRows(form.value)
  const state = { values: form.typed, errors: {} }
  if (form.value.do === 'more') return { ok: false, form: state, rows, more: true }
  const { promises, errors } = readRows(rows, t)
  if (Object.keys(errors).length > 0) return wrong({ ...state, errors }, rows)
  const known = new Set(party.commitments.map(({ id }) => id))
  const commitments = promises.map((one) => ({ ...one, id: one.id !== null && known.has(one.id) ? one.id : null }))
  return { ok: true, said: { commitments }, typed: form.typed, rows }
}
