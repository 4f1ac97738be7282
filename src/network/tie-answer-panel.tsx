import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { UNKNOWN_END } from '../platform/partial-dates.ts'
import { RadioCards, TextArea, TextField } from '../ui/field.tsx'
import { ButtonForm, Form } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import { LIMITS, STRENGTHS } from './forms.ts'
import type { Tie } from './ties.ts'

interface AnswerForm {
  page: Page
  action: string
  organization: string
  form: FormState
  formKey: string
  /** What else the form sends. */
  fields?: Record<string, string>
}

/** How strong it is, as one side sees it; also behind a mailed link. */
export const ConfirmForm = ({ page, action, organization, form, formKey, fields = {} }: AnswerForm) => (
  <Form page={page} action={action} form={form} formKey={formKey}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <RadioCards
      page={page}
      form={form}
      name="strength"
      label={page.t('network.strengthFrom', { organization })}
      options={STRENGTHS.map((n) => ({
        value: String(n),
        label: page.t('network.strengthIs', { n, words: page.t(`network.strength.${n}`) }),
      }))}
    />
    <p class="form-do">
      <button class="btn btn-act">{page.t('network.confirm')}</button>
    </p>
  </Form>
)

/** Why it is not so, for the other side and the coordinators; also behind a mailed link. */
export const DisputeForm = ({ page, action, organization, form, formKey, fields = {} }: AnswerForm) => (
  <Form page={page} action={action} form={form} formKey={formKey}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <p class="title">{page.t('network.disputeHead', { organization })}</p>
    <TextArea
      page={page}
      form={form}
      name="note"
      label={page.t('network.disputeNote')}
      hint={page.t('network.disputeHint')}
      rows={3}
      maxlength={LIMITS.note}
    />
    <p class="form-do">
      <button class="btn is-bad">{page.t('network.dispute')}</button>
    </p>
  </Form>
)

/** When it was over; also behind a mailed link. */
export const EndForm = ({ page, action, form, formKey, fields = {} }: Omit<AnswerForm, 'organization'>) => (
  <Form page={page} action={action} form={form} formKey={formKey}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <p class="small quiet">{page.t('network.endHint')}</p>
    <TextField
      page={page}
      form={form}
      name="until"
      label={page.t('network.until')}
      hint={page.t('network.untilHint', { unknown: UNKNOWN_END })}
      short
      maxlength={LIMITS.date}
    />
    <p class="form-do">
      <button class="btn">{page.t('network.end')}</button>
    </p>
  </Form>
)

/** One press says yes with the strength that the other side said; anything else is said on the tie's page. */
export const AnswerAtOnce = ({ page, tie, formKey }: { page: Page; tie: Tie; formKey: string }) => {
  const { t } = page
  const { slug } = page.region!
  const n = tie.strength
  return (
    <div class="bunch">
      {n !== null && (
        <ButtonForm
          page={page}
          small
          action={paths.tieConfirmation(slug, tie.id)}
          label={t('network.confirmAtOnce', { n, words: t(`network.strength.${n}`) })}
          fields={{ strength: String(n), _key: `${formKey} ${tie.id}` }}
        />
      )}
      <a class="small" href={href(page, paths.tie(slug, tie.id))}>
        {t(n === null ? 'network.answerIt' : 'network.answerOtherwise')}
      </a>
    </div>
  )
}
