import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'

/** What a region holds, by kind, as far as this actor may see it; the most of a kind first. */
export async function countHoldings(db: Db, actor: Actor): Promise<{ kind: string; count: number }[]> {
  return db
    .selectFrom('records')
    .select((select) => ['kind', select.fn.countAll<number>().as('count')])
    .where('kind', '<>', 'region')
    .where(visible(actor))
    .groupBy('kind')
    .orderBy('count', 'desc')
    .orderBy('kind')
    .execute()
}
