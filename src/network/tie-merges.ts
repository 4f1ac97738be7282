import type { Trx } from '../platform/db.ts'
import type { Merging } from '../platform/room.ts'

interface TieRow {
  id: string
  a_id: string
  b_id: string
  kind: string
  period_first: string | null
}

/**
 * The ties of an organization that becomes another: one that the other has too becomes the same tie, with what was said of
 * both; one between the two is taken off the map; the rest change their end.
 */
export async function mergeTies(merging: Merging): Promise<void> {
  const { trx, regionId, keptId, lostId, mover } = merging
  const rows = [
    ...(await mover.rowsWhere('ties', 'a_id', lostId)),
    ...(await mover.rowsWhere('ties', 'b_id', lostId)),
  ] as unknown as TieRow[]
  for (const tie of rows) {
    const other = tie.a_id === lostId ? tie.b_id : tie.a_id
    const [a, b] = await inOrder(trx, regionId, tie, tie.a_id === lostId ? [keptId, other] : [other, keptId])
    if (other === keptId) await takeOff(merging, tie.id)
    else {
      const same = await sameTie(trx, regionId, { ...tie, a_id: a, b_id: b })
      if (same === undefined) await mover.change('ties', tie as never, { a_id: a, b_id: b })
      else {
        await mover.repoint({ table: 'tie_statements', column: 'tie_id' }, tie.id, same)
        await mover.repoint({ table: 'tie_holders', column: 'tie_id' }, tie.id, same)
        await mover.repoint({ table: 'record_references', column: 'record_id' }, tie.id, same)
        await mover.repoint({ table: 'namings', column: 'tie_id' }, tie.id, same)
        await bringBack(merging, tie.id, same)
        await takeOff(merging, tie.id)
      }
    }
  }
}

/** Ends of a kind without direction stand in the order of their ids. */
async function inOrder(trx: Trx, regionId: string, tie: TieRow, ends: [string, string]): Promise<[string, string]> {
  const kind = await trx
    .selectFrom('tie_kinds')
    .select('directed')
    .where('region_id', '=', regionId)
    .where('key', '=', tie.kind)
    .executeTakeFirstOrThrow()
  return kind.directed || ends[0] < ends[1] ? ends : [ends[1], ends[0]]
}

async function sameTie(trx: Trx, regionId: string, tie: TieRow): Promise<string | undefined> {
  const row = await trx
    .selectFrom('ties')
    .select('id')
    .where('region_id', '=', regionId)
    .where('a_id', '=', tie.a_id)
    .where('b_id', '=', tie.b_id)
    .where('kind', '=', tie.kind)
    .where('period_first', 'is not distinct from', tie.period_first)
    .where('id', '<>', tie.id)
    .executeTakeFirst()
  return row?.id
}

async function takeOff({ mover, moment }: Merging, tieId: string) {
  const [spine] = await mover.rowsWhere('records', 'id', tieId)
  if (spine && spine['removed_at'] === null)
    await mover.change('records', spine, { removed_at: moment.at.toISOString() })
}

/** A tie that was taken off the map of the one organization and stands on that of the other stands on it. */
async function bringBack({ mover }: Merging, standingId: string, sameId: string) {
  const [standing] = await mover.rowsWhere('records', 'id', standingId)
  const [same] = await mover.rowsWhere('records', 'id', sameId)
  if (same && same['removed_at'] !== null && standing?.['removed_at'] === null)
    await mover.change('records', same, { removed_at: null })
}
