import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { FileField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { PLAN_LIMITS } from '../import/plan-lines.ts'
import { GOAL_LIMITS } from './forms.ts'
import { crumbsOf } from './plan-form-page.tsx'
import { READING_HOURS } from './plan-readings.ts'
import type { Plan } from './plans.ts'

const ACCEPTED = '.pdf,.docx,.html,.htm,.txt,application/pdf,text/html,text/plain'

/** Goals of a plan: as a file, as a list, or one by one. */
export const NewGoalsPage = ({
  page,
  plan,
  form,
  formKey,
}: {
  page: Page
  plan: Plan
  form: FormState
  formKey: string
}) => {
  const { t } = page
  const title = t('partnership-goals.addGoals')
  const action = paths.newGoals(page.region!.slug, plan.id)
  const own = paths.plan(page.region!.slug, plan.id)
  const asked = (name: string) => ({ page, form, name, label: t(`partnership-goals.field.${name}`) })
  // What is wrong stands in the form that was sent.
  const isOne = form.values['do'] === 'one'
  const nothing: FormState = { values: {}, errors: {} }
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={crumbsOf(page, plan.organization, plan)}
        lede={t('partnership-goals.addGoalsLede')}
      />
      <section class="section" aria-labelledby="list-h">
        <div class="section-head">
          <h2 id="list-h">{t('partnership-goals.many')}</h2>
        </div>
        <Form page={page} action={action} form={isOne ? nothing : form} formKey={formKey} upload>
          <input type="hidden" name="do" value="list" />
          <FileField
            {...asked('file')}
            hint={t('partnership-goals.hint.file', {
              bytes: PLAN_LIMITS.bytes / 1_000_000,
              pages: PLAN_LIMITS.pages,
              hours: READING_HOURS,
            })}
            accept={ACCEPTED}
            optional
          />
          <TextArea
            {...asked('pasted')}
            hint={t('partnership-goals.hint.pasted')}
            rows={6}
            maxlength={GOAL_LIMITS.pasted}
            optional
          />
          <FormDo page={page} act={t('partnership-goals.look')} cancel={own} />
        </Form>
      </section>
      <section class="section" aria-labelledby="one-h">
        <div class="section-head">
          <h2 id="one-h">{t('partnership-goals.byHand')}</h2>
        </div>
        <Form page={page} action={action} form={isOne ? form : nothing} formKey={`${formKey}.one`}>
          <input type="hidden" name="do" value="one" />
          <TextField
            {...asked('code')}
            hint={t('partnership-goals.hint.code')}
            maxlength={GOAL_LIMITS.code}
            short
            optional
          />
          <TextArea {...asked('text')} hint={t('partnership-goals.hint.text')} rows={2} maxlength={GOAL_LIMITS.text} />
          <TextField {...asked('page')} inputmode="numeric" maxlength={5} short optional />
          <FormDo page={page} act={t('partnership-goals.addOne')} cancel={own} />
        </Form>
      </section>
    </Layout>
  )
}
