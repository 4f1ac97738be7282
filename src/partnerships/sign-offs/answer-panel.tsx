import type { FormState } from '../../platform/parse-form.ts'
import { TextArea } from '../../ui/field.tsx'
import { ButtonForm, Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import { sayClock, sayStanding, sayStatus } from './sayings.ts'
import type { SignOff } from './sign-offs.ts'

export interface AnswerProps {
  page: Page
  signOff: SignOff
  /** Where the buttons send to. */
  action: string
  form: FormState
  formKey: string
  /** All is in force: what is said now is kept, and changes nothing. */
  late: boolean
}

/** The rule of silence with its clock, and the two buttons. */
export const AnswerCard = ({ page, signOff, action, form, formKey, late }: AnswerProps) => {
  const { t } = page
  const values = { organization: signOff.organization.name, revision: signOff.revision }
  const hasSaid = signOff.decision !== null
  return (
    <section class="card stack" id="answer" aria-labelledby="answer-h">
      <h2 class="title" id="answer-h">
        {t(late ? 'sign-offs.answer.late' : hasSaid ? 'sign-offs.answer.again' : 'sign-offs.answer.title', values)}
      </h2>
      {late ? (
        <p>{t('sign-offs.answer.lateText', values)}</p>
      ) : (
        <p>
          <Icon name={hasSaid ? 'info' : 'clock'} />{' '}
          {hasSaid
            ? `${sayStatus(t, signOff)}. ${sayStanding(t, page.region!.timeZone, signOff)}`
            : sayClock(t, page.region!.timeZone, signOff)}
        </p>
      )}
      {!late && signOff.decision !== 'approved' && (
        <ButtonForm
          page={page}
          act
          action={action}
          label={t('sign-offs.answer.approve', values)}
          fields={{ decision: 'approved', _key: `${formKey}-yes` }}
        />
      )}
      <details class="fold" open={Object.keys(form.errors).length > 0}>
        <summary>{t('sign-offs.answer.decline')}</summary>
        <Form page={page} action={action} form={form} formKey={`${formKey}-no`}>
          <input type="hidden" name="decision" value="declined" />
          <TextArea
            page={page}
            form={form}
            name="reason"
            label={t('sign-offs.answer.reason')}
            hint={t(late ? 'sign-offs.answer.reasonLate' : 'sign-offs.answer.reasonHint')}
            rows={3}
            maxlength={LIMITS.reason}
          />
          <p class="form-do">
            <button class="btn is-bad">{t(late ? 'sign-offs.answer.object' : 'sign-offs.answer.declineDo')}</button>
          </p>
        </Form>
      </details>
    </section>
  )
}
