import type { HandoverPart } from '../platform/room.ts'
import { dayIn } from '../platform/days.ts'
import { listsOf } from '../region/lists.ts'
import { OTHERS } from './forms.ts'
import { holdingsAt, nameHolders } from './holder-changes.ts'
import { sayTie } from './sayings.ts'
import { listTies } from './tie-lists.ts'
import { getTie } from './ties.ts'

/** Ties that a person holds for an organization. Whoever takes one holds it beside them until they are gone. */
export const heldTies: HandoverPart = {
  kind: 'tie',
  async list(db, actor, { personId, organizationId }, page) {
    const today = dayIn(page.region!.timeZone, page.now)
    const [{ items }, { tieKinds }] = await Promise.all([
      listTies(db, actor, { holder: personId, today }),
      listsOf(db, actor.regionId, page.lang),
    ])
    return items
      .filter(({ sides }) => sides.some((side) => side.id === organizationId))
      .map((tie) => ({ key: tie.id, label: sayTie(page.t, tieKinds, tie), recordId: tie.id }))
  },
  async take(trx, actor, { recordId }, { to, organizationId, today }, moment) {
    const tie = await getTie(trx, actor, recordId)
    const side = tie.sides.find((one) => one.id === organizationId)!
    const now = (await holdingsAt(trx, actor, tie, side, today)).filter(({ there }) => there)
    const holders = now.map(({ name, personId }) => (name === null ? OTHERS : personId))
    await nameHolders(trx, actor, tie, side, [...new Set([...holders, to])], today, moment)
  },
}
