import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import { UUID } from '../../platform/ids.ts'
import type { Moment } from '../../platform/moment.ts'
import { rememberRequest } from '../../platform/request-keys.ts'
import type { Candidate } from '../import/candidates.ts'

/** Lines of a list or a file among which somebody chooses the goals. */
export interface PlanReading {
  id: string
  /** What the file was called; empty: the list was pasted. */
  file: string
  /** How many pages it has, where it has pages. */
  pages: number | null
  lines: Candidate[]
  /** How many lines might have been goals; no more than a few hundred are shown. */
  total: number
}

/** Lines among which nobody chose are forgotten after so long. */
export const READING_HOURS = 24
const FILE_NAME = 200

/** Keeps what was read until somebody has chosen; the file itself is not kept. Returns its id. */
export const keepReading = (
  db: Db,
  actor: Actor,
  plan: { id: string },
  { file, pages, lines, total }: Omit<PlanReading, 'id'>,
  moment: Moment,
): Promise<string> =>
  inTransaction(db, async (trx) => {
    await rememberRequest(trx, actor.regionId, moment)
    const id = moment.id()
    await trx
      .insertInto('plan_readings')
      .values({
        region_id: actor.regionId,
        id,
        plan_id: plan.id,
        at: moment.at,
        file_name: file.replaceAll('\u0000', '').slice(0, FILE_NAME),
        pages,
        lines: JSON.stringify(lines),
        total,
      })
      .execute()
    return id
  })

/** What was read of this plan. Throws NotFound, also once somebody has chosen. */
export async function getReading(db: Db, actor: Actor, planId: string, id: string): Promise<PlanReading> {
  const row = UUID.test(id)
    ? await db
        .selectFrom('plan_readings')
        .select(['id', 'file_name as file', 'pages', 'lines', 'total'])
        .where('region_id', '=', actor.regionId)
        .where('plan_id', '=', planId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  const { lines, ...rest } = found(row)
  return { ...rest, lines: lines as unknown as Candidate[] }
}

/** Forgets what was read: somebody has chosen. Of two who choose at once the second is told so (409). */
export async function takeReading(trx: Trx, regionId: string, planId: string, id: string) {
  const { numDeletedRows } = await trx
    .deleteFrom('plan_readings')
    .where('region_id', '=', regionId)
    .where('plan_id', '=', planId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (Number(numDeletedRows) === 0) throw problem(409, 'partnership-goals.errors.chosen')
}

/** Forgets what was read without choosing anything. */
export const dropReading = (db: Db, actor: Actor, planId: string, id: string, moment: Moment) =>
  inTransaction(db, async (trx) => {
    await rememberRequest(trx, actor.regionId, moment)
    await takeReading(trx, actor.regionId, planId, id)
  })

/** Forgets lines among which nobody chose within a day. */
export async function forgetOldReadings(db: Db, now: Date) {
  await db
    .deleteFrom('plan_readings')
    .where('at', '<', new Date(now.getTime() - READING_HOURS * 3_600_000))
    .execute()
}
