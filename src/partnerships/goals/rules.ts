import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Decision } from './forms.ts'

/** An organization's plans and goals, and what serves them, are said by who speaks for it, or by a coordinator in its name. */
export const canEditGoals = (actor: Actor, { organization }: { organization: { id: string } }) =>
  actor.coordinates || organizationsWith(actor, 'speak').includes(organization.id)

/** How a goal stands on a day: it holds, its time is over and nobody has said what now, or it is over. */
export const GOAL_STATES = ['current', 'expired', 'replaced', 'ended'] as const
export type GoalState = (typeof GOAL_STATES)[number]

interface Standing {
  /** What was last decided of it. */
  decision: Decision | null
  until: string | null
}

export function goalState({ decision, until }: Standing, today: string): GoalState {
  if (decision === 'ended' || decision === 'replaced') return decision
  return until !== null && until < today ? 'expired' : 'current'
}

/** Whether it counts among what an organization wants today: until somebody says that it is over, it does. */
export const isWanted = (goal: Standing, today: string) => ['current', 'expired'].includes(goalState(goal, today))
