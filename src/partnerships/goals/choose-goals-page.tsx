import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, FieldError, Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { callsItself, type Candidate } from '../import/candidates.ts'
import { GOAL_LIMITS } from './forms.ts'
import { crumbsOf } from './plan-form-page.tsx'
import { type PlanReading, READING_HOURS } from './plan-readings.ts'
import type { Plan } from './plans.ts'

interface View {
  page: Page
  plan: Plan
  reading: PlanReading
  form: FormState
  formKey: string
}

/** The lines in the order in which they stand on the page: those that call themselves goals first. */
export const inOrder = (lines: readonly Candidate[]): Candidate[] => [
  ...lines.filter((line) => isLikely(line)),
  ...lines.filter((line) => !isLikely(line)),
]
const isLikely = (line: Candidate) => callsItself(line) || line.why === 'typed'

/** Lines that may be goals: a person ticks which are, and mends them. Nothing of a file is ticked beforehand. */
export const ChooseGoalsPage = (view: View) => {
  const { page, plan, reading, form, formKey } = view
  const { t } = page
  const slug = page.region!.slug
  const lines = inOrder(reading.lines)
  const likely = lines.filter(isLikely).length
  const isPasted = reading.file === ''
  const title = isPasted
    ? t('partnership-goals.choose.pasted')
    : t('partnership-goals.choose.title', { file: reading.file })
  const where = { count: reading.total, pages: reading.pages ?? 0, hours: READING_HOURS }
  return (
    <Layout page={page} title={title} room="organizations" noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={title}
        crumbs={crumbsOf(page, plan.organization, plan)}
        lede={t(isPasted ? 'partnership-goals.choose.pastedLede' : 'partnership-goals.choose.lede', where)}
      />
      <div class="p-top-l stack">
        {!isPasted && <Flash state="note">{t('partnership-goals.choose.notKept', { hours: READING_HOURS })}</Flash>}
        {reading.total > lines.length && (
          <Flash state="warn">{t('partnership-goals.choose.more', { shown: lines.length, all: reading.total })}</Flash>
        )}
        <Form page={page} action={paths.planReading(slug, plan.id, reading.id)} form={form} formKey={formKey}>
          <FieldError id="f-pick" errors={form.errors['pick']} />
          {likely > 0 && <Lines {...view} lines={lines.slice(0, likely)} from={0} />}
          {likely < lines.length && (
            <details class="fold" open={likely === 0}>
              <summary>{t('partnership-goals.choose.others', { count: lines.length - likely })}</summary>
              <Lines {...view} lines={lines.slice(likely)} from={likely} />
            </details>
          )}
          <FormDo page={page} act={t('partnership-goals.choose.act')} stays />
        </Form>
        <ButtonForm
          page={page}
          small
          action={paths.planReadingCancellation(slug, plan.id, reading.id)}
          label={t('partnership-goals.choose.cancel')}
          fields={{ _key: `${formKey}.cancel` }}
        />
      </div>
    </Layout>
  )
}

const at = (form: FormState, name: string, n: number): string | undefined => {
  const typed = form.values[name]
  return Array.isArray(typed) ? typed[n] : n === 0 ? typed : undefined
}

const Lines = ({ page: { t }, plan, lines, from, form }: View & { lines: Candidate[]; from: number }) => {
  const isTyped = Object.keys(form.values).length > 0
  const picked = [form.values['pick'] ?? []].flat()
  return (
    <ol class="plain stack goal-choices" lang={plan.lang}>
      {lines.map((line, offset) => {
        const n = from + offset
        const errors = form.errors[`text-${n}`]
        return (
          <li>
            <label class="pick">
              <input
                type="checkbox"
                name="pick"
                value={String(n)}
                checked={isTyped ? picked.includes(String(n)) : line.why === 'typed'}
              />
              <span>
                {t('partnership-goals.choose.number', { n: n + 1 })}
                <small>
                  {t(`partnership-goals.why.${line.why}`)}
                  {line.page !== null && ` · ${t('partnership-goals.onPage', { page: line.page })}`}
                </small>
              </span>
            </label>
            <div class="field">
              <label for={`f-code-${n}`}>{t('partnership-goals.field.code')}</label>
              <input
                class="input"
                id={`f-code-${n}`}
                name="code"
                value={at(form, 'code', n) ?? line.code}
                maxlength={GOAL_LIMITS.code}
              />
            </div>
            <div class={errors ? 'field bad' : 'field'}>
              <label for={`f-text-${n}`}>{t('partnership-goals.field.text')}</label>
              <FieldError id={`f-text-${n}`} errors={errors} />
              <textarea
                class="input"
                id={`f-text-${n}`}
                name="text"
                rows={2}
                maxlength={GOAL_LIMITS.text}
                aria-describedby={errors ? `f-text-${n}-e` : undefined}
                aria-invalid={errors ? 'true' : undefined}
              >
                {at(form, 'text', n) ?? line.text}
              </textarea>
            </div>
            <div class="field">
              <label for={`f-page-${n}`}>{t('partnership-goals.field.page')}</label>
              <input
                class="input"
                id={`f-page-${n}`}
                name="page"
                inputmode="numeric"
                value={at(form, 'page', n) ?? String(line.page ?? '')}
                maxlength={5}
              />
            </div>
          </li>
        )
      })}
    </ol>
  )
}
