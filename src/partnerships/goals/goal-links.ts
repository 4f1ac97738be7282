import { type SqlBool, sql } from 'kysely'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Section } from './forms.ts'
import { type Goal, goalsWhere } from './goals.ts'
import { toldFor } from './plan-changes.ts'

/** Goals that a record serves, of all organizations, each with what else serves it: of a partnership those of its partners. */
export async function goalsServedBy(db: Db, actor: Actor, recordId: string): Promise<Goal[]> {
  const where = sql<SqlBool>`${visibleId(actor, 'x.id')} and exists (select from goal_links l
    where l.region_id = x.region_id and l.goal_id = x.id and l.record_id = ${recordId}::uuid)`
  return goalsWhere(db, actor, where)
}

/** A record of some kind: a partnership today, a project or an event as they come. */
interface Served {
  record: string
  section: Section
}

/** Says that a record serves a goal. Saying it again changes how. Throws NotFound where the record may not be seen. */
export async function linkGoal(
  db: Db,
  actor: Actor,
  goal: Goal,
  { record: recordId, section, note }: Served & { note: string },
  moment: Moment,
) {
  const deed = {
    verb: 'goal.linked',
    record: goal,
    ...toldFor(actor, goal.organization.id, goal.plan.id, recordId),
    changes: { record: recordId, section, note },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const seen = await trx
      .selectFrom('records')
      .select('records.id')
      .where(visible(actor))
      .where('records.id', '=', recordId)
      .executeTakeFirst()
    found(seen)
    await trx
      .insertInto('goal_links')
      .values({ region_id: actor.regionId, goal_id: goal.id, record_id: recordId, section, note, at: moment.at })
      .onConflict((on) => on.columns(['region_id', 'goal_id', 'record_id', 'section']).doUpdateSet({ note }))
      .execute()
  })
}

/** Says that a record does not serve a goal any more. Throws NotFound where it did not. */
export async function unlinkGoal(
  db: Db,
  actor: Actor,
  goal: Goal,
  { record: recordId, section }: Served,
  moment: Moment,
) {
  const deed = {
    verb: 'goal.unlinked',
    record: goal,
    ...toldFor(actor, goal.organization.id, goal.plan.id, recordId),
    changes: { record: recordId, section },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('goal_links')
      .where('region_id', '=', actor.regionId)
      .where('goal_id', '=', goal.id)
      .where('record_id', '=', recordId)
      .where('section', '=', section)
      .executeTakeFirst()
    if (Number(numDeletedRows) === 0) throw problem(404)
  })
}
