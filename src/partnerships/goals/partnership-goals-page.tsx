import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { speaksForParty } from '../rules.ts'
import { GOAL_LIMITS, SECTIONS } from './forms.ts'
import type { Goal, Serving } from './goals.ts'
import { GoalStateBadge } from './goal-rows-panel.tsx'
import { nameGoal, sayPlace, shortGoal } from './goal-sayings.ts'
import { isWanted } from './rules.ts'
import { Marked, Said } from '../translations/said-panel.tsx'
import { partyText } from '../translations/texts.ts'

interface View {
  page: Page
  partnership: Partnership
  /** Goals of all partners, as far as the reader may see them. */
  goals: Goal[]
  today: string
  form: FormState
  done: string | undefined
  formKey: string
}

/** How a goal is served by this partnership. */
const servingsBy = (goal: Goal, partnership: { id: string }): Serving[] =>
  goal.servedBy.filter(({ record }) => record.id === partnership.id)

/** Of each partner: which of its goals this partnership serves. */
export const PartnershipGoalsPage = (view: View) => {
  const { page, partnership, goals, done } = view
  const parties = currentParties(partnership)
  const linked = parties.filter(({ organization }) =>
    goals.some((goal) => goal.organization.id === organization.id && servingsBy(goal, partnership).length > 0),
  )
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="goals"
      title={page.t('partnership-goals.title')}
      done={done === 'linked' || done === 'unlinked' ? page.t(`partnership-goals.done.${done}`) : undefined}
    >
      <p class="lede p-top-l">{page.t('partnership-goals.partners', { linked: linked.length, all: parties.length })}</p>
      {parties.map((party) => (
        <OfPartner {...view} party={party} />
      ))}
      <LinkForm {...view} />
    </PartnershipFrame>
  )
}

const OfPartner = (view: View & { party: Party }) => {
  const { page, partnership, goals, today, party } = view
  const { organization } = party
  const { t, region } = page
  const own = goals.filter((goal) => goal.organization.id === organization.id)
  const open = own.filter((goal) => isWanted(goal, today))
  const served = own.filter((goal) => servingsBy(goal, partnership).length > 0)
  const maySpeak = page.actor !== undefined && speaksForParty(page.actor, party)
  const all = href(page, paths.organizationGoals(region!.slug, organization.slug))
  return (
    <section class="section" aria-labelledby={`of-${organization.id}`}>
      <div class="section-head">
        <h2 id={`of-${organization.id}`}>
          <OrganizationName
            name={organization.name}
            look={lookOf(page, organization.sector)}
            href={href(page, paths.organization(region!.slug, organization.slug))}
          />
        </h2>
        {own.length > 0 && (
          <a class="small" href={all}>
            {t('partnership-goals.all', { count: open.length })}
          </a>
        )}
      </div>
      {party.missionLink !== '' && (
        <p>
          <Said {...{ page, partnership }} text={partyText(party, 'missionLink')} />
        </p>
      )}
      {served.length === 0 ? (
        <p class="quiet">
          {t('partnership-goals.noneLinked')}{' '}
          {maySpeak && (
            <a href={open.length > 0 ? '#link' : href(page, paths.newPlan(region!.slug, organization.slug))}>
              {t(open.length > 0 ? 'partnership-goals.linkOne' : 'partnership-goals.addPlan')}
            </a>
          )}
        </p>
      ) : (
        <ul class="rows p-top-s">
          {served.flatMap((goal) =>
            servingsBy(goal, partnership).map((serving) => (
              <Link {...view} goal={goal} serving={serving} maySpeak={maySpeak} />
            )),
          )}
        </ul>
      )}
    </section>
  )
}

const Link = ({
  page,
  partnership,
  goal,
  serving,
  maySpeak,
  today,
  formKey,
}: View & { goal: Goal; serving: Serving; maySpeak: boolean }) => {
  const { t } = page
  const { section, note } = serving
  return (
    <li class="has-tail">
      <div>
        <p>
          <a href={href(page, paths.goal(page.region!.slug, goal.id))} lang={langOn(page, goal)}>
            {nameGoal(goal)}
          </a>
        </p>
        <p class="meta">
          <span>
            <Marked page={page} sentence={sayPlace(page, goal)} words={{ text: goal.plan.title, lang: goal.lang }} />
          </span>
          {section !== '' && <span>{t(`partnership-goals.section.${section}`)}</span>}
          <GoalStateBadge page={page} goal={goal} today={today} />
        </p>
        {note !== '' && (
          <p class="small" lang={langOn(page, partnership)}>
            {note}
          </p>
        )}
      </div>
      {maySpeak && (
        <div class="tail no-print">
          <ButtonForm
            page={page}
            small
            action={paths.partnershipGoalRemoval(page.region!.slug, partnership.slug)}
            label={t('partnership-goals.unlink')}
            fields={{ _key: `${formKey}.${goal.id}.${section}`, goal: goal.id, section }}
          />
        </div>
      )}
    </li>
  )
}

/** The small form with which a partner says which of its goals this serves, and where in the charter it says so. */
const LinkForm = ({ page, partnership, goals, today, form, formKey }: View) => {
  const { t, region, actor } = page
  const mine = currentParties(partnership).filter((party) => actor && speaksForParty(actor, party))
  const open = goals.filter(
    (goal) => isWanted(goal, today) && mine.some(({ organization }) => organization.id === goal.organization.id),
  )
  if (open.length === 0) return null
  const say = (goal: Goal) => (mine.length > 1 ? `${goal.organization.name}: ${shortGoal(goal)}` : shortGoal(goal))
  return (
    <section class="section no-print" id="link" aria-labelledby="link-h">
      <div class="section-head">
        <h2 id="link-h">{t('partnership-goals.linkTitle')}</h2>
      </div>
      <Form
        page={page}
        action={paths.partnershipTab(region!.slug, partnership.slug, 'goals')}
        form={form}
        formKey={formKey}
      >
        <SelectField
          page={page}
          form={form}
          name="goal"
          label={t('partnership-goals.field.goal')}
          options={open.map((goal) => ({ value: goal.id, label: say(goal) }))}
          empty={t('partnership-goals.chooseGoal')}
        />
        <SelectField
          page={page}
          form={form}
          name="section"
          label={t('partnership-goals.field.section')}
          options={SECTIONS.map((value) => ({ value, label: t(`partnership-goals.section.${value || 'whole'}`) }))}
        />
        <TextField
          page={page}
          form={form}
          name="note"
          label={t('partnership-goals.field.note')}
          maxlength={GOAL_LIMITS.note}
          optional
        />
        <FormDo page={page} act={t('partnership-goals.link')} />
      </Form>
    </section>
  )
}
