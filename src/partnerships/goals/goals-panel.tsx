import { paths } from '../../paths.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { type Party, type Partnership } from '../partnerships.ts'
import { speaksForParty } from '../rules.ts'
import { Holes } from './goal-rows-panel.tsx'
import { nameGoal, sayPlace } from './goal-sayings.ts'
import type { Goal } from './goals.ts'
import { Marked } from '../translations/said-panel.tsx'

/** How many goals of an organization something serves, with the way to which. */
export const GoalsOfOrganization = ({
  page,
  organization,
  goals,
  today,
}: {
  page: Page
  organization: { slug: string }
  goals: Goal[]
  today: string
}) => {
  const served = goals.filter(({ servedBy }) => servedBy.length > 0).length
  return (
    <section aria-labelledby="goals-h">
      <div class="section-head">
        <h2 id="goals-h">{page.t('partnership-goals.title')}</h2>
      </div>
      <Holes page={page} goals={goals} today={today} />
      <p>
        {goals.length > 0 && page.t('partnership-goals.served', { served, all: goals.length })}{' '}
        <a href={href(page, paths.organizationGoals(page.region!.slug, organization.slug))}>
          {page.t(goals.length > 0 ? 'partnership-goals.see' : 'partnership-goals.addPlan')}
        </a>
      </p>
    </section>
  )
}

/** Of each partner the goals that a partnership serves. */
export const GoalsOfPartnership = ({
  page,
  partnership,
  parties,
  goals,
}: {
  page: Page
  partnership: Partnership
  parties: Party[]
  goals: Goal[]
}) => {
  const { t, region, actor } = page
  const tab = href(page, paths.partnershipTab(region!.slug, partnership.slug, 'goals'))
  const served = parties.filter(({ organization }) =>
    goals.some((goal) => goal.organization.id === organization.id),
  ).length
  const isOwn = ({ organization }: Party) => actor!.organizationIds.includes(organization.id)
  const [own, others] = [parties.filter(isOwn), parties.filter((party) => !isOwn(party))]
  return (
    <section class="section" aria-labelledby="goals-h">
      <div class="section-head">
        <h2 id="goals-h">{t('partnership-goals.serves')}</h2>
        <a class="small" href={tab}>
          {t('partnership-goals.seeTab')}
        </a>
      </div>
      <p>{t('partnership-goals.servesCount', { goals: goals.length, partners: served, all: parties.length })}</p>
      {own.length > 0 && <Served {...{ page, tab, goals }} parties={own} />}
      {others.length > 0 && (
        <details class="fold">
          <summary>{t('partnership-goals.whose', { count: others.length, own: own.length })}</summary>
          <Served {...{ page, tab, goals }} parties={others} />
        </details>
      )}
    </section>
  )
}

/** Of each of these partners the goals that are served, or that none is linked yet. */
const Served = ({ page, tab, parties, goals }: { page: Page; tab: string; parties: Party[]; goals: Goal[] }) => {
  const { t, region, actor } = page
  return (
    <ul class="rows">
      {parties.map((party) => {
        const { organization } = party
        const own = goals.filter((goal) => goal.organization.id === organization.id)
        return (
          <li>
            <OrganizationName
              name={organization.name}
              look={lookOf(page, organization.sector)}
              href={href(page, paths.organization(region!.slug, organization.slug))}
            />
            {own.map((goal) => (
              <p class="small">
                <a href={href(page, paths.goal(region!.slug, goal.id))} lang={langOn(page, goal)}>
                  {nameGoal(goal)}
                </a>
                <span class="quiet">
                  {' '}
                  ·{' '}
                  <Marked
                    page={page}
                    sentence={sayPlace(page, goal)}
                    words={{ text: goal.plan.title, lang: goal.lang }}
                  />
                </span>
              </p>
            ))}
            {own.length === 0 && (
              <p class="small quiet">
                {t('partnership-goals.noneLinked')}{' '}
                {actor && speaksForParty(actor, party) && <a href={tab}>{t('partnership-goals.linkOne')}</a>}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
