import type { Merging } from '../platform/room.ts'

interface PartyRow {
  id: string
  partnership_id: string
  left_on: string | null
}

/**
 * An organization becomes another: its parties become those of the other. Where both are partners of one partnership, what
 * the one promised and plays is the other's from now on, and its own time in it is over.
 */
export async function mergeParties({ keptId, lostId, mover, moment }: Merging): Promise<void> {
  const rowsOf = async (id: string) =>
    (await mover.rowsWhere('parties', 'organization_id', id)) as unknown as PartyRow[]
  const kept = await rowsOf(keptId)
  for (const party of await rowsOf(lostId)) {
    const same = kept.find((one) => one.partnership_id === party.partnership_id && one.left_on === null)
    if (same === undefined || party.left_on !== null)
      await mover.change('parties', party as never, { organization_id: keptId })
    else {
      for (const table of ['commitments', 'partnership_roles', 'hours_used', 'hours_askings', 'hours_sharing'])
        await mover.repoint({ table, column: 'party_id' }, party.id, same.id)
      const today = moment.at.toISOString().slice(0, 10)
      await mover.change('parties', party as never, { organization_id: keptId, left_on: today })
    }
  }
}
