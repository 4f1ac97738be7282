import type { Colleague } from '../../account/colleagues.ts'
import type { FormState } from '../../platform/parse-form.ts'
import type { Page } from '../../ui/page.ts'
import { COMMITMENT_KINDS, LIMITS } from '../forms.ts'
import type { Offer } from './knowns.ts'
import type { PromiseRow } from './promises.ts'

interface Props {
  page: Page
  form: FormState
  rows: readonly PromiseRow[]
  people: readonly Colleague[]
  /** What the directory knows that they have, and that no row says yet. */
  offers: readonly Offer[]
}

/** What a partner promises, row by row, and what the directory knows that it has, to be taken in with a tick. */
export const PromiseFields = ({ page, form, rows, people, offers }: Props) => {
  const { t } = page
  return (
    <>
      {rows.map((row, n) => (
        <Row {...{ page, form, row, n, people }} />
      ))}
      {offers.length > 0 && (
        <fieldset>
          <legend>{t('partnership-charter.offers')}</legend>
          {offers.map(({ kind, what }) => (
            <label class="pick">
              <input type="checkbox" name="offer[]" value={`${kind} ${what}`} />
              <span>
                {t(`partnership-charter.kind.${kind}`)}: <bdi>{what}</bdi>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p>
        <button class="btn btn-s" name="do" value="more">
          {t('partnership-charter.morePromises')}
        </button>
      </p>
    </>
  )
}

const Row = ({
  page,
  form,
  row,
  n,
  people,
}: Pick<Props, 'page' | 'form' | 'people'> & { row: PromiseRow; n: number }) => {
  const { t } = page
  const id = (field: string) => `f-${field}-${n}`
  const wrong = (field: string) => form.errors[`${field}-${n}`]
  const marked = (field: string) => ({
    id: id(field),
    ...(wrong(field) && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id(field)}-e` }),
  })
  const label = (field: string) => (
    <>
      <label for={id(field)}>{t(`partnership-charter.promise.${field}`)}</label>
      {wrong(field) && (
        <p class="error" id={`${id(field)}-e`}>
          {wrong(field)!.join(' ')}
        </p>
      )}
    </>
  )
  const isNew = row.promise === '' && row.what === '' && row.amount === ''
  const somebodyElse = row.person !== '' && !people.some((one) => one.id === row.person)
  return (
    <fieldset class="charter-promise">
      <legend>
        {isNew ? t('partnership-charter.newPromise') : t('partnership-charter.promiseNumber', { n: n + 1 })}
      </legend>
      <input type="hidden" name="promise[]" value={row.promise} />
      <div class="charter-promise-row">
        <div class="field">
          {label('kind')}
          <select class="input" name="kind[]" {...marked('kind')}>
            {COMMITMENT_KINDS.map((kind) => (
              <option value={kind} selected={kind === row.kind}>
                {t(`partnership-charter.kind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          {label('amount')}
          <input
            class="input"
            name="amount[]"
            inputmode="decimal"
            maxlength={15}
            value={row.amount}
            {...marked('amount')}
          />
        </div>
        <div class="field charter-promise-what">
          {label('what')}
          <input class="input" name="what[]" maxlength={LIMITS.what} value={row.what} {...marked('what')} />
        </div>
        <div class="field">
          {label('person')}
          <select class="input" name="person[]" {...marked('person')}>
            <option value="">{t('partnership-charter.promise.anybody')}</option>
            {somebodyElse && (
              <option value={row.person} selected>
                {t('partnership-charter.somebody')}
              </option>
            )}
            {people.map((one) => (
              <option value={one.id} selected={one.id === row.person}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          {label('pool')}
          <input class="input" name="pool[]" maxlength={LIMITS.pool} value={row.pool} {...marked('pool')} />
        </div>
        {(['from', 'until'] as const).map((field) => (
          <div class="field">
            {label(field)}
            <input class="input" type="date" name={`${field}[]`} value={row[field]} {...marked(field)} />
          </div>
        ))}
      </div>
      {!isNew && (
        <label class="pick">
          <input type="checkbox" name="gone[]" value={String(n)} />
          <span>{t('partnership-charter.takeAway')}</span>
        </label>
      )}
    </fieldset>
  )
}
