import { paths } from '../../paths.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { DateField, SelectField, TextArea, TextField, VisibilityField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { GOAL_LIMITS } from './forms.ts'
import type { Goal } from './goals.ts'
import { shortGoal } from './goal-sayings.ts'
import { crumbsOf, References } from './plan-form-page.tsx'

/** A goal, to be mended. */
export const GoalFormPage = ({
  page,
  goal,
  form,
  formKey,
  differences,
}: {
  page: Page
  goal: Goal
  form: FormState
  formKey: string
  differences?: Difference[] | undefined
}) => {
  const { t } = page
  const slug = page.region!.slug
  const title = t('partnership-goals.changeTitle', { name: shortGoal(goal) })
  const asked = (name: string) => ({ page, form, name, label: t(`partnership-goals.field.${name}`) })
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead page={page} title={title} crumbs={crumbsOf(page, goal.organization, goal.plan)} />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        <Form
          draft
          page={page}
          action={paths.goalEdit(slug, goal.id)}
          form={form}
          formKey={formKey}
          version={goal.version}
        >
          <TextField
            {...asked('code')}
            hint={t('partnership-goals.hint.code')}
            maxlength={GOAL_LIMITS.code}
            short
            optional
          />
          <TextArea
            {...asked('text')}
            hint={t('partnership-goals.hint.text')}
            rows={3}
            maxlength={GOAL_LIMITS.text}
            lang={goal.lang}
          />
          <TextField {...asked('page')} inputmode="numeric" maxlength={5} short optional />
          <DateField {...asked('since')} hint={t('partnership-goals.hint.period')} optional />
          <DateField {...asked('until')} optional />
          <References page={page} form={form} />
          <SelectField
            {...asked('lang')}
            options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
          />
          <VisibilityField page={page} form={form} circleHint={t('partnership-goals.circle')} />
          <FormDo page={page} act={t('partnership-goals.save')} cancel={paths.goal(slug, goal.id)} />
        </Form>
      </div>
    </Layout>
  )
}
