import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Checkbox, DateField, RadioCards, SelectField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { Icon, OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { DECISIONS } from './forms.ts'
import type { Goal } from './goals.ts'
import { GoalStateBadge, ServedBy } from './goal-rows-panel.tsx'
import { nameGoal, shortGoal } from './goal-sayings.ts'
import { crumbsOf } from './plan-form-page.tsx'
import { Known } from './plan-page.tsx'
import { canEditGoals, goalState } from './rules.ts'

const DONE = ['changed', 'restored', 'returned', 'kept', 'replaced', 'ended']

interface View {
  page: Page
  goal: Goal
  /** The goal that takes its place, where the reader may see it. */
  next: Goal | null
  /** Goals that may take its place. */
  others: Goal[]
  today: string
  form: FormState
  done: string | undefined
  formKey: string
}

/** A goal: where it stands, what serves it, and what becomes of it when its time is over. */
export const GoalPage = (view: View) => {
  const { page, goal, next, today, done, formKey } = view
  const { t, region } = page
  const slug = region!.slug
  const mayEdit = page.actor !== undefined && canEditGoals(page.actor, goal)
  const state = goalState(goal, today)
  return (
    <Layout
      page={page}
      title={shortGoal(goal)}
      room="organizations"
      noindex={goal.visibility !== 'public'}
      sheet="partnerships.css"
    >
      <PageHead
        page={page}
        title={<span lang={langOn(page, goal)}>{nameGoal(goal)}</span>}
        crumbs={crumbsOf(page, goal.organization, goal.plan)}
        kind={
          <>
            <OrganizationName
              name={goal.organization.name}
              look={lookOf(page, goal.organization.sector)}
              href={href(page, paths.organization(slug, goal.organization.slug))}
            />
            <VisibilityBadge page={page} visibility={goal.visibility} />
            <GoalStateBadge page={page} goal={goal} today={today} />
          </>
        }
        act={
          mayEdit && (
            <a class="btn" href={href(page, paths.goalEdit(slug, goal.id))}>
              <Icon name="pencil" />
              {t('partnership-goals.edit')}
            </a>
          )
        }
      />
      {done && DONE.includes(done) && <Flash state="good">{t(`partnership-goals.done.${done}`)}</Flash>}
      {state === 'replaced' && next && (
        <Flash>
          {t('partnership-goals.replacedBy')} <a href={href(page, paths.goal(slug, next.id))}>{nameGoal(next)}</a>
        </Flash>
      )}
      <div class="p-top-l">
        <Facts
          facts={[
            {
              label: t('partnership-goals.field.plan'),
              value: <a href={href(page, paths.plan(slug, goal.plan.id))}>{goal.plan.title}</a>,
            },
            { label: t('partnership-goals.field.page'), value: goal.page !== null && String(goal.page) },
            {
              label: t('partnership-goals.field.period'),
              value: (goal.period ?? goal.plan.period) && sayPartialDate(page.lang, (goal.period ?? goal.plan.period)!),
            },
          ]}
        />
      </div>
      <section class="section" aria-labelledby="served-h">
        <div class="section-head">
          <h2 id="served-h">{t('partnership-goals.servedTitle')}</h2>
        </div>
        {goal.servedBy.length === 0 ? (
          <p class="quiet">{t('partnership-goals.nothingLong')}</p>
        ) : (
          <ul class="rows">
            {goal.servedBy.map((serving) => (
              <ServedBy page={page} serving={serving} />
            ))}
          </ul>
        )}
      </section>
      {mayEdit && <Renewal {...view} />}
      <Known page={page} of={goal} history={paths.goalHistory(slug, goal.id)} />
      {mayEdit && (
        <div class="p-top-l no-print">
          <ButtonForm
            page={page}
            small
            action={paths.goalRemoval(slug, goal.id)}
            label={t('partnership-goals.removeGoal')}
            fields={{ _key: `${formKey}.removal` }}
          />
        </div>
      )}
    </Layout>
  )
}

/** What becomes of it: asked aloud when its time is over, folded away before. */
const Renewal = ({ page, goal, others, today, form, formKey }: View) => {
  const { t } = page
  const state = goalState(goal, today)
  const isAsked = state === 'expired'
  const asked = (name: string) => ({ page, form, name, label: t(`partnership-goals.field.${name}`) })
  const body = (
    <Form
      page={page}
      action={paths.goalRenewal(page.region!.slug, goal.id)}
      form={form}
      formKey={formKey}
      version={goal.version}
    >
      <RadioCards
        {...asked('decision')}
        options={DECISIONS.filter((one) => one !== 'replaced' || others.length > 0).map((value) => ({
          value,
          label: t(`partnership-goals.decision.${value}`),
          hint: t(`partnership-goals.decisionHint.${value}`),
        }))}
      />
      <DateField
        {...asked('until')}
        label={t('partnership-goals.keptUntil')}
        hint={t('partnership-goals.hint.keptUntil')}
        optional
      />
      {others.length > 0 && (
        <>
          <SelectField
            {...asked('next')}
            options={others.map((one) => ({ value: one.id, label: `${shortGoal(one)} (${one.plan.title})` }))}
            empty={t('partnership-goals.chooseNext')}
            optional
          />
          <Checkbox {...asked('carry')} hint={t('partnership-goals.hint.carry')} />
        </>
      )}
      <FormDo page={page} act={t('partnership-goals.decide')} />
    </Form>
  )
  const on = goal.until === null ? '' : formatDate(page.lang, goal.until, 'long')
  if (!isAsked && Object.keys(form.errors).length === 0)
    return (
      <section class="section" aria-label={t('partnership-goals.renewal')}>
        <details class="fold">
          <summary>{t('partnership-goals.renewal')}</summary>
          {body}
        </details>
      </section>
    )
  return (
    <section class="section" id="renewal" aria-labelledby="renewal-h">
      <div class="section-head">
        <h2 id="renewal-h">{t('partnership-goals.renewal')}</h2>
      </div>
      {isAsked && <Flash state="warn">{t('partnership-goals.expiredOn', { day: on })}</Flash>}
      {body}
    </section>
  )
}
