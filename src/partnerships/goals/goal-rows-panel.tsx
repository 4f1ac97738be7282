import type { Child } from 'hono/jsx'
import { paths, recordPath } from '../../paths.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { StateBadge, VisibilityBadge } from '../../ui/badge.tsx'
import { Cord } from '../../ui/cord.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Goal, Serving } from './goals.ts'
import { nameGoal } from './goal-sayings.ts'
import { goalState, isWanted } from './rules.ts'

/** More threads than these make a cord no thicker. */
const THICK = 5
const HOLE = 22

/** One hole for each goal of today, filled where something serves it: what a director sees before reading anything. */
export const Holes = ({ page, goals, today }: { page: Page; goals: readonly Goal[]; today: string }) => {
  const wanted = goals.filter((goal) => isWanted(goal, today))
  const served = wanted.filter(({ servedBy }) => servedBy.length > 0)
  if (wanted.length === 0) return null
  const width = wanted.length * HOLE
  return (
    <svg
      class="goal-holes"
      viewBox={`0 0 ${width} ${HOLE}`}
      width={width}
      height={HOLE}
      role="img"
      aria-label={page.t('partnership-goals.served', { served: served.length, all: wanted.length })}
      data-sector={lookOf(page, wanted[0]!.organization.sector).colour}
    >
      {wanted.map(({ servedBy }, n) => (
        <>
          <circle class="jack" cx={n * HOLE + HOLE / 2} cy={HOLE / 2} r="8" />
          {servedBy.length > 0 && <circle class="plug" cx={n * HOLE + HOLE / 2} cy={HOLE / 2} r="5.5" />}
        </>
      ))}
    </svg>
  )
}

/** The cord from a goal to what serves it, or a socket in which nothing is plugged. */
const GoalCord = ({ page, goal }: { page: Page; goal: Goal }) => {
  const n = goal.servedBy.length
  if (n > 0)
    return (
      <Cord
        label={page.t('partnership-goals.servedBy', { count: n })}
        strength={Math.min(THICK, n + 1)}
        colour={lookOf(page, goal.organization.sector).colour}
        plugged={[true, true]}
      />
    )
  return (
    <svg class="cord" viewBox="0 0 96 30" role="img" aria-label={page.t('partnership-goals.servedBy', { count: 0 })}>
      <circle class="jack" cx="9" cy="9" r="6.5" />
    </svg>
  )
}

/** What serves a goal: the record, the part of it, and in which way. */
export const ServedBy = ({ page, serving, tail }: { page: Page; serving: Serving; tail?: Child }) => {
  const { record, section, note } = serving
  const path = recordPath(page.region!.slug, record)
  const name = <span lang={langOn(page, record)}>{record.title}</span>
  return (
    <li>
      {path ? <a href={href(page, path)}>{name}</a> : name}
      {section !== '' && <span class="quiet"> · {page.t(`partnership-goals.section.${section}`)}</span>}
      {note !== '' && <p class="small">{note}</p>}
      {tail}
    </li>
  )
}

/** That a goal's time is over, or that it is over itself. */
export const GoalStateBadge = ({ page, goal, today }: { page: Page; goal: Goal; today: string }) => {
  const state = goalState(goal, today)
  if (state === 'current') return null
  return (
    <StateBadge {...(state === 'expired' && { state: 'warn' as const, icon: 'clock' as const })}>
      {page.t(`partnership-goals.state.${state}`)}
    </StateBadge>
  )
}

/** Goals as rows of sockets, each with a cord to what serves it. */
export const GoalRows = ({
  page,
  goals,
  today,
  level: Title,
}: {
  page: Page
  goals: readonly Goal[]
  today: string
  level: 'h2' | 'h3'
}) => (
  <ol class="rows goals">
    {goals.map((goal) => (
      <li class="goal" id={`goal-${goal.id}`}>
        <div>
          <Title class="title">
            <a href={href(page, paths.goal(page.region!.slug, goal.id))} lang={langOn(page, goal)}>
              {nameGoal(goal)}
            </a>
          </Title>
          <p class="meta">
            {goal.page !== null && <span>{page.t('partnership-goals.onPage', { page: goal.page })}</span>}
            {goal.period !== null && <span>{sayPartialDate(page.lang, goal.period)}</span>}
            <GoalStateBadge page={page} goal={goal} today={today} />
            {goal.visibility !== 'public' && <VisibilityBadge page={page} visibility={goal.visibility} />}
          </p>
        </div>
        <GoalCord page={page} goal={goal} />
        {goal.servedBy.length > 0 ? (
          <ul class="plain">
            {goal.servedBy.map((serving) => (
              <ServedBy page={page} serving={serving} />
            ))}
          </ul>
        ) : (
          <p class="quiet small">{page.t('partnership-goals.nothing')}</p>
        )}
      </li>
    ))}
  </ol>
)
