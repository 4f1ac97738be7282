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
import type { Plan, PlanOwner } from './plans.ts'

interface Props {
  page: Page
  form: FormState
  formKey: string
  organization: PlanOwner
  /** The one that is changed; without it a new one is written down. */
  plan?: Plan | undefined
  differences?: Difference[] | undefined
}

/** A published plan as people write it down. */
export const PlanFormPage = ({ page, form, formKey, organization, plan, differences }: Props) => {
  const { t, region } = page
  const slug = region!.slug
  const title = plan ? t('partnership-goals.changeTitle', { name: plan.title }) : t('partnership-goals.addPlan')
  const list = paths.organizationGoals(slug, organization.slug)
  const own = plan && paths.plan(slug, plan.id)
  const asked = (name: string) => ({ page, form, name, label: t(`partnership-goals.field.${name}`) })
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={crumbsOf(page, organization, plan)}
        lede={plan ? undefined : t('partnership-goals.addPlanLede')}
      />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        <Form
          draft
          page={page}
          form={form}
          formKey={formKey}
          action={plan ? paths.planEdit(slug, plan.id) : paths.newPlan(slug, organization.slug)}
          {...(plan && { version: plan.version })}
        >
          <TextField
            {...asked('title')}
            hint={t('partnership-goals.hint.title')}
            maxlength={GOAL_LIMITS.title}
            required
          />
          <TextField {...asked('url')} type="url" maxlength={GOAL_LIMITS.url} optional />
          <DateField {...asked('since')} optional />
          <DateField {...asked('until')} hint={t('partnership-goals.hint.planUntil')} optional />
          <References page={page} form={form} />
          <SelectField
            {...asked('lang')}
            options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
          />
          <VisibilityField page={page} form={form} circleHint={t('partnership-goals.circle')} />
          <FormDo
            page={page}
            act={t(plan ? 'partnership-goals.save' : 'partnership-goals.next')}
            cancel={own ?? list}
          />
        </Form>
      </div>
    </Layout>
  )
}

/** Where it stands, besides its address: titles with addresses, one a line. */
export const References = ({ page, form }: { page: Page; form: FormState }) => (
  <TextArea
    page={page}
    form={form}
    name="references"
    label={page.t('partnership-goals.field.references')}
    hint={page.t('partnership-goals.hint.references')}
    rows={2}
    maxlength={GOAL_LIMITS.reference * GOAL_LIMITS.references}
    optional
  />
)

/** The way to what belongs to an organization's plan. */
export const crumbsOf = ({ t, region }: Page, organization: PlanOwner, plan?: { id: string; title: string }) => [
  { label: organization.name, path: paths.organization(region!.slug, organization.slug) },
  { label: t('partnership-goals.title'), path: paths.organizationGoals(region!.slug, organization.slug) },
  ...(plan ? [{ label: plan.title, path: paths.plan(region!.slug, plan.id) }] : []),
]
