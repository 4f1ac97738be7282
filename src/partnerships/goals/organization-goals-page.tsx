import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { Downloads } from '../../ui/list.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { sayPlanPeriod } from './goal-sayings.ts'
import type { Goal } from './goals.ts'
import { GoalRows, Holes } from './goal-rows-panel.tsx'
import type { Plan, PlanOwner } from './plans.ts'
import { canEditGoals, goalState, isWanted } from './rules.ts'

interface View {
  page: Page
  organization: PlanOwner
  plans: Plan[]
  goals: Goal[]
  today: string
  /** Id of a plan that was just taken away. */
  removed: string | undefined
  formKey: string
}

/** Which goals of an organization something serves, with what, and which nothing serves yet. */
export const OrganizationGoalsPage = (view: View) => {
  const { page, organization, plans, goals, today, removed, formKey } = view
  const { t, region } = page
  const title = t('partnership-goals.ofTitle', { name: organization.name })
  const mayEdit = page.actor !== undefined && canEditGoals(page.actor, { organization })
  const wanted = goals.filter((goal) => isWanted(goal, today))
  const add = (
    <a class="btn btn-act" href={href(page, paths.newPlan(region!.slug, organization.slug))}>
      <Icon name="plus" />
      {t('partnership-goals.addPlan')}
    </a>
  )
  return (
    <Layout page={page} title={title} room="organizations" sheet="partnerships.css">
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('directory.title'), path: paths.organizations(region!.slug) },
          { label: organization.name, path: paths.organization(region!.slug, organization.slug) },
        ]}
        lede={wanted.length > 0 ? t('partnership-goals.ofLede') : undefined}
        act={mayEdit && plans.length > 0 ? add : undefined}
      />
      {removed && (
        <Flash state="note">
          <p>{t('partnership-goals.planRemoved')}</p>
          <ButtonForm
            page={page}
            small
            action={paths.planRestoration(region!.slug, removed)}
            label={t('partnership-goals.bringBack')}
            fields={{ _key: formKey }}
          />
        </Flash>
      )}
      {plans.length === 0 ? (
        <Empty title={t('partnership-goals.emptyTitle')} act={mayEdit ? add : undefined}>
          {t('partnership-goals.emptyText')}
        </Empty>
      ) : (
        <>
          {wanted.length > 0 && <Glance {...view} wanted={wanted} />}
          {plans.map((plan) => (
            <OfPlan {...view} plan={plan} />
          ))}
        </>
      )}
    </Layout>
  )
}

/** All of it in one glance: how many are served, and by how many records. */
const Glance = ({ page, organization, wanted, today }: View & { wanted: Goal[] }) => {
  const served = wanted.filter(({ servedBy }) => servedBy.length > 0)
  const records = new Set(served.flatMap(({ servedBy }) => servedBy.map(({ record }) => record.id)))
  const expired = wanted.filter((goal) => goalState(goal, today) === 'expired')
  const first = (goals: Goal[]) => (goals[0] ? `#goal-${goals[0].id}` : '#goals')
  const n = (count: number) => formatNumber(page.lang, count)
  const unserved = wanted.filter(({ servedBy }) => servedBy.length === 0)
  return (
    <section class="section" id="goals" aria-label={page.t('partnership-goals.glance', { name: organization.name })}>
      <Holes page={page} goals={wanted} today={today} />
      <Figures
        figures={[
          { label: page.t('partnership-goals.figure.served'), value: n(served.length), href: first(served) },
          { label: page.t('partnership-goals.figure.unserved'), value: n(unserved.length), href: first(unserved) },
          { label: page.t('partnership-goals.figure.records'), value: n(records.size), href: first(served) },
          ...(expired.length > 0
            ? [{ label: page.t('partnership-goals.figure.expired'), value: n(expired.length), href: first(expired) }]
            : []),
        ]}
      />
      <p class="p-top-s">
        <Downloads page={page} />
      </p>
    </section>
  )
}

const OfPlan = ({ page, plan, goals, today }: View & { plan: Plan }) => {
  const own = goals.filter((goal) => goal.plan.id === plan.id)
  const wanted = own.filter((goal) => isWanted(goal, today))
  const over = own.filter((goal) => !isWanted(goal, today))
  const path = href(page, paths.plan(page.region!.slug, plan.id))
  return (
    <section class="section" aria-labelledby={`plan-${plan.id}`}>
      <div class="section-head">
        <h2 id={`plan-${plan.id}`}>
          <a href={path} lang={langOn(page, plan)}>
            {plan.title}
          </a>
        </h2>
        <span class="small quiet">{sayPlanPeriod(page.lang, plan)}</span>
      </div>
      {own.length === 0 && <p class="quiet">{page.t('partnership-goals.noGoals')}</p>}
      {wanted.length > 0 && <GoalRows page={page} goals={wanted} today={today} level="h3" />}
      {over.length > 0 && (
        <details class="fold">
          <summary>{page.t('partnership-goals.over', { count: over.length })}</summary>
          <GoalRows page={page} goals={over} today={today} level="h3" />
        </details>
      )}
    </section>
  )
}
