import { paths } from '../../paths.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon, OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Goal } from './goals.ts'
import { GoalRows, Holes } from './goal-rows-panel.tsx'
import { crumbsOf } from './plan-form-page.tsx'
import type { Plan } from './plans.ts'
import { canEditGoals } from './rules.ts'

const DONE = ['changed', 'restored', 'returned', 'added', 'goalRemoved', 'dropped']

/** A published plan with its goals. */
export const PlanPage = ({
  page,
  plan,
  goals,
  today,
  done,
  removed,
  formKey,
}: {
  page: Page
  plan: Plan
  goals: Goal[]
  today: string
  done: string | undefined
  /** Id of a goal that was just taken away. */
  removed: string | undefined
  formKey: string
}) => {
  const { t, region } = page
  const slug = region!.slug
  const mayEdit = page.actor !== undefined && canEditGoals(page.actor, plan)
  const add = (
    <a class="btn btn-act" href={href(page, paths.newGoals(slug, plan.id))}>
      <Icon name="plus" />
      {t('partnership-goals.addGoals')}
    </a>
  )
  return (
    <Layout
      page={page}
      title={`${plan.title} · ${plan.organization.name}`}
      room="organizations"
      noindex={plan.visibility !== 'public'}
      sheet="partnerships.css"
    >
      <PageHead
        page={page}
        title={<span lang={langOn(page, plan)}>{plan.title}</span>}
        crumbs={crumbsOf(page, plan.organization)}
        kind={
          <>
            <OrganizationName
              name={plan.organization.name}
              look={lookOf(page, plan.organization.sector)}
              href={href(page, paths.organization(slug, plan.organization.slug))}
            />
            <VisibilityBadge page={page} visibility={plan.visibility} />
            {plan.period !== null && <span>{sayPartialDate(page.lang, plan.period)}</span>}
          </>
        }
        act={
          <>
            {mayEdit && goals.length > 0 && add}
            {mayEdit && (
              <a class="btn" href={href(page, paths.planEdit(slug, plan.id))}>
                <Icon name="pencil" />
                {t('partnership-goals.edit')}
              </a>
            )}
            {plan.url && (
              <a class="btn" href={plan.url} rel="external nofollow noopener">
                <Icon name="external-link" />
                {t('partnership-goals.read')}
              </a>
            )}
          </>
        }
      />
      {done && DONE.includes(done) && <Flash state="good">{t(`partnership-goals.done.${done}`)}</Flash>}
      {removed && (
        <Flash state="note">
          <p>{t('partnership-goals.goalRemoved')}</p>
          <ButtonForm
            page={page}
            small
            action={paths.goalRestoration(slug, removed)}
            label={t('partnership-goals.bringBack')}
            fields={{ _key: formKey }}
          />
        </Flash>
      )}
      <section class="section" aria-label={t('partnership-goals.title')}>
        <Holes page={page} goals={goals} today={today} />
        {goals.length === 0 ? (
          <Empty title={t('partnership-goals.noGoals')} act={mayEdit ? add : undefined}>
            {t('partnership-goals.noGoalsText')}
          </Empty>
        ) : (
          <GoalRows page={page} goals={goals} today={today} level="h2" />
        )}
      </section>
      <Known page={page} of={plan} history={paths.planHistory(slug, plan.id)} />
      {mayEdit && (
        <div class="p-top-l no-print">
          <ButtonForm
            page={page}
            small
            action={paths.planRemoval(slug, plan.id)}
            label={t('partnership-goals.removePlan')}
            fields={{ _key: `${formKey}.removal` }}
          />
        </div>
      )}
    </Layout>
  )
}

/** Where it is from, and the way to what was done with it. */
export const Known = ({ page, of, history }: { page: Page; of: Pick<Plan, 'references'>; history: string }) => (
  <section class="section" aria-label={page.t('partnership-goals.field.references')}>
    {of.references.length > 0 && (
      <ul class="plain stack-s small">
        {of.references.map(({ title, url, quote }) => (
          <li>
            {url ? (
              <a href={url} rel="external nofollow noopener">
                {title}
              </a>
            ) : (
              title
            )}
            {quote && <blockquote>{quote}</blockquote>}
          </li>
        ))}
      </ul>
    )}
    <p class="small">
      <a href={href(page, history)}>
        <Icon name="history" />
        {page.t('directory.wholeHistory')}
      </a>
    </p>
  </section>
)
