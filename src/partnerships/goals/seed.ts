import type { Actor } from '../../platform/actor.ts'
import type { Trx } from '../../platform/db.ts'
import { type Deed, recordMany } from '../../journal/entries.ts'
import { replaceReferences } from '../../platform/facts.ts'
import type { Moment } from '../../platform/moment.ts'
import type { GoalInput, PlanInput, Section } from './forms.ts'
import { addGoals } from './goal-changes.ts'
import { addPlan, toldFor } from './plan-changes.ts'
import { getPlan } from './plans.ts'

/** A passage that says so. */
interface Source {
  title: string
  url: string | null
  quote: string | null
}

/** A goal as a demonstration tells it, with what serves it. */
export interface SeededGoal extends Pick<GoalInput, 'text' | 'code' | 'page' | 'since' | 'until'> {
  sources: Source[]
  serves: { record: string; section: Section; note: string }[]
}

/** Writes down a plan of an organization with its goals and what serves each, for a demonstration. */
export async function seedPlan(
  trx: Trx,
  actor: Actor,
  organization: { id: string },
  input: PlanInput,
  goals: readonly SeededGoal[],
  moment: Moment,
) {
  const { regionId } = actor
  const plan = await getPlan(trx, actor, await addPlan(trx, actor, organization, input, moment))
  const ids = await addGoals(trx, actor, plan, goals, moment)
  for (const [n, { sources }] of goals.entries())
    if (sources.length > 0) await replaceReferences(trx, regionId, ids[n]!, sources, moment)
  const links = goals.flatMap(({ serves }, n) =>
    serves.map(({ record, section, note }) => ({ record_id: record, section, note, goal_id: ids[n]! })),
  )
  if (links.length === 0) return
  const deeds = links.map(({ goal_id: id, record_id: record, section, note }): Deed => ({
    verb: 'goal.linked',
    record: { id },
    ...toldFor(actor, organization.id, plan.id, record),
    changes: { record, section, note },
  }))
  await recordMany(trx, actor, deeds, moment, () =>
    trx
      .insertInto('goal_links')
      .values(links.map((link) => ({ ...link, region_id: regionId, at: moment.at })))
      .execute(),
  )
}
