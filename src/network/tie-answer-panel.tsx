import type { FormState } from '../platform/parse-form.ts'
import { RadioCards, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS, STRENGTHS } from './forms.ts'

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
