import type { Role, TieKind } from '../../region/lists.ts'
import { CheckboxList } from '../../ui/field.tsx'
import { FieldError, Form } from '../../ui/form.tsx'
import { Names } from '../../ui/organizations-field.tsx'
import type { Page } from '../../ui/page.ts'
import { STRENGTHS } from '../forms.ts'
import { type AnswerTyped, LIMITS, SAYINGS, type Saying } from './forms.ts'
import type { Known } from './known-ties.ts'
import { type Guess, howOf, NOBODY_HERE, type ReadAnswer } from './typed-answers.ts'

export interface AnswerFormProps {
  page: Page
  /** Where it is sent; without language. */
  action: string
  formKey: string
  organization: { name: string }
  known: readonly Known[]
  kinds: readonly TieKind[]
  roles: readonly Role[]
  /** Names to choose from, as far as whoever answers may see them. */
  names: readonly { name: string }[]
  typed: AnswerTyped
  read?: Pick<ReadAnswer, 'errors' | 'guesses'> | undefined
  /** What can be said of what is on record. */
  sayings?: readonly Saying[]
  send: string
  /** What is typed can be kept, to be sent later. */
  keeps?: boolean
}

/** So many empty rows stand there at first, and come with each press. */
const FIRST = 4
const FURTHER = 3

/** How many rows the form has: what was typed, and some room. */
export const rowsOf = (typed: AnswerTyped): number => {
  const used = typed.name.findLastIndex((name) => name.trim() !== '') + 1
  const wanted = typed.do === 'more' ? Math.max(typed.name.length, FIRST) : Math.max(used + 1, FIRST, typed.name.length)
  return Math.min(LIMITS.rows, wanted)
}

/** With three more rows, as a press on the button asks for. */
export const withMore = (typed: AnswerTyped): AnswerTyped => ({
  ...typed,
  name: [...typed.name, ...Array.from({ length: FURTHER }, () => '')].slice(0, LIMITS.rows),
})

/** With whom does one work, how, how well; and which roles does one play. Works without any script. */
export const AnswerForm = (props: AnswerFormProps) => {
  const { page, action, formKey, known, roles, typed, read, send } = props
  const { t } = page
  const form = { values: { roles: typed.roles }, errors: read?.errors ?? {} }
  return (
    <Form page={page} action={action} form={form} formKey={formKey}>
      {known.length > 0 && (
        <fieldset>
          <legend class="h">{t('snowball.form.known')}</legend>
          <p class="prose">{t('snowball.form.knownText')}</p>
          {known.some(({ mine }) => mine) && (
            <p class="p-top">
              <button class="btn" name="do" value="still">
                {t('snowball.form.still')}
              </button>
            </p>
          )}
          {known.map((one, n) => (
            <KnownRow {...props} row={one} n={n} />
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend class="h">{t(known.length > 0 ? 'snowball.form.others' : 'snowball.form.with')}</legend>
        <p class="prose">{t('snowball.form.withText')}</p>
        {Array.from({ length: rowsOf(typed) }, (_, n) => (
          <Row {...props} n={n} />
        ))}
        <Names page={page} id="snowball-names" choices={props.names} />
        <p class="p-top">
          <button class="btn btn-s" name="do" value="more">
            {t('snowball.form.more')}
          </button>
        </p>
      </fieldset>
      {roles.length > 0 && (
        <fieldset>
          <legend class="h">{t('snowball.form.census')}</legend>
          <CheckboxList
            page={page}
            form={form}
            name="roles"
            label={t('snowball.form.roles', { organization: props.organization.name })}
            hint={t('snowball.form.rolesHint')}
            options={roles.map(({ key, label, description }) => ({ value: key, label, hint: description }))}
          />
          <input type="hidden" name="roles" value="" />
        </fieldset>
      )}
      <div class="form-do">
        <button class="btn btn-act" name="do" value="send">
          {send}
        </button>
        {props.keeps && (
          <button class="btn" name="do" value="save">
            {t('snowball.form.save')}
          </button>
        )}
      </div>
    </Form>
  )
}

/** How two work together, told from the organization that answers: "funds", "is funded by". */
export function sayHow(kinds: readonly TieKind[], kind: string, direction: 'forward' | 'backward'): string {
  const found = kinds.find((one) => one.key === kind)
  if (!found) return kind
  return (found.directed ? found[direction] : found.forward) || found.label
}

const Strength = ({ page, id, name, chosen }: { page: Page; id: string; name: string; chosen: string }) => (
  <div class="field">
    <label for={id}>{page.t('snowball.form.strong')}</label>
    <select class="input" id={id} name={name}>
      <option value="">{page.t('snowball.form.unsaid')}</option>
      {STRENGTHS.map((n) => (
        <option value={String(n)} selected={chosen === String(n)}>
          {page.t('snowball.form.strength', { n, words: page.t(`network.strength.${n}`) })}
        </option>
      ))}
    </select>
  </div>
)

const KnownRow = ({ page, kinds, typed, sayings = SAYINGS, row, n }: AnswerFormProps & { row: Known; n: number }) => {
  const { t } = page
  const at = typed.known.indexOf(row.key)
  const saying = at === -1 ? '' : (typed.saying[at] ?? '')
  const strong = at === -1 ? String(row.strength ?? '') : (typed.knownStrong[at] ?? '')
  return (
    <div class="said said-known" role="group" aria-labelledby={`f-known-${n}-n`}>
      <input type="hidden" name="known[]" value={row.key} />
      <p id={`f-known-${n}-n`}>
        <bdi class="title">{row.name}</bdi>
        <br />
        <span class="small quiet">
          {sayHow(kinds, row.kind, row.direction)}
          {' · '}
          {t(row.mine ? 'snowball.form.saidBefore' : 'snowball.form.onRecord')}
        </span>
      </p>
      <div class="field">
        <label for={`f-known-${n}`}>{t('snowball.form.isItSo')}</label>
        <select class="input" id={`f-known-${n}`} name="saying[]">
          <option value="">{t('snowball.form.unsaid')}</option>
          {sayings.map((what) => (
            <option value={what} selected={saying === what}>
              {t(`snowball.form.${what}`)}
            </option>
          ))}
        </select>
      </div>
      <Strength page={page} id={`f-known-s-${n}`} name="knownStrong[]" chosen={strong} />
    </div>
  )
}

const Row = ({ page, kinds, typed, read, n }: AnswerFormProps & { n: number }) => {
  const { t } = page
  const id = `f-name-${n}`
  const errors = read?.errors[`name-${n}`]
  const guesses = read?.guesses.get(n)
  return (
    <div class={errors ? 'said bad' : 'said'} role="group" aria-label={t('snowball.form.row', { n: n + 1 })}>
      <div class="field">
        <label for={id}>{t('snowball.form.name', { n: n + 1 })}</label>
        <FieldError id={id} errors={errors} />
        <input
          class="input"
          id={id}
          name="name[]"
          dir="auto"
          list="snowball-names"
          autocomplete="off"
          maxlength={LIMITS.organization}
          value={typed.name[n] ?? ''}
          {...(errors && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-e` })}
        />
      </div>
      <div class="field">
        <label for={`f-how-${n}`}>{t('snowball.form.how')}</label>
        <select class="input" id={`f-how-${n}`} name="how[]">
          <option value="">{t('snowball.form.choose')}</option>
          {kinds
            .filter((kind) => !kind.retired)
            .flatMap((kind) =>
              (['forward', 'backward'] as const).slice(0, kind.directed ? 2 : 1).map((way) => ({ kind, way })),
            )
            .map(({ kind, way }) => (
              <option value={howOf(kind.key, way)} selected={typed.how[n] === howOf(kind.key, way)}>
                {sayHow(kinds, kind.key, way)}
              </option>
            ))}
        </select>
      </div>
      <Strength page={page} id={`f-strong-${n}`} name="strong[]" chosen={typed.strong[n] ?? ''} />
      <Which page={page} n={n} guesses={guesses} chosen={typed.which[n] ?? ''} name={typed.name[n] ?? ''} />
    </div>
  )
}

/** "Is it this one?" where a name is much like that of an organization that is here. */
const Which = ({
  page,
  n,
  guesses,
  chosen,
  name,
}: {
  page: Page
  n: number
  guesses: readonly Guess[] | undefined
  chosen: string
  name: string
}) =>
  guesses === undefined ? (
    <input type="hidden" name="which[]" value={name === '' ? '' : chosen} />
  ) : (
    <div class="field said-which">
      <label for={`f-which-${n}`}>{page.t('snowball.form.which', { name })}</label>
      <select class="input" id={`f-which-${n}`} name="which[]">
        {guesses.map((guess) => (
          <option value={guess.id}>{guess.name}</option>
        ))}
        <option value={NOBODY_HERE}>{page.t('snowball.form.noneOfThese', { name })}</option>
      </select>
    </div>
  )
