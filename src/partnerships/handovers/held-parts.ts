import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import { bumpVersion } from '../../platform/records.ts'
import type { HandoverPart, Held } from '../../platform/room.ts'
import { carryTranslations } from '../../platform/translations.ts'
import { PROSE } from '../forms.ts'
import { partnershipsOf } from '../partnership-lists.ts'
import { currentParties, type Partnership } from '../partnerships.ts'

type Who = { personId: string; organizationId: string }

/** The parties of an organization today, each with its partnership. */
async function partiesOf(db: Db, actor: Actor, organizationId: string) {
  const partnerships = await partnershipsOf(db, actor, organizationId)
  return partnerships.flatMap((partnership) =>
    currentParties(partnership)
      .filter((party) => party.organization.id === organizationId)
      .map((party) => ({ partnership, party })),
  )
}

/** A column of a party in which a person stands. */
const inColumn = (kind: string, column: 'contact_id' | 'leader_id', field: 'contact' | 'leader'): HandoverPart => ({
  kind,
  async list(db, actor, { personId, organizationId }: Who): Promise<Held[]> {
    const all = await partiesOf(db, actor, organizationId)
    return all
      .filter(({ party }) => party[field]?.id === personId)
      .map(({ partnership, party }) => ({ key: party.id, label: partnership.name, recordId: partnership.id }))
  },
  take: (trx, actor, held, { to, organizationId }, moment) =>
    change(trx, actor, held, organizationId, moment, () =>
      trx
        .updateTable('parties')
        .set({ [column]: to })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', held.key)
        .execute(),
    ),
})

/** Who does the work in a partnership, for a partner. */
export const heldContacts = inColumn('contact', 'contact_id', 'contact')

/** Who is asked to sign, for a partner. */
export const heldLeaders = inColumn('leader', 'leader_id', 'leader')

/** Hours that a person promised. */
export const heldHours: HandoverPart = {
  kind: 'hours',
  async list(db, actor, { personId, organizationId }) {
    const all = await partiesOf(db, actor, organizationId)
    return all.flatMap(({ partnership, party }) =>
      party.commitments
        .filter((one) => one.personId === personId)
        .map((one) => ({ key: one.id, label: hoursOf(partnership, one), recordId: partnership.id })),
    )
  },
  take: (trx, actor, held, { to, organizationId }, moment) =>
    change(trx, actor, held, organizationId, moment, () =>
      trx
        .updateTable('commitments')
        .set({ person_id: to })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', held.key)
        .execute(),
    ),
}

const hoursOf = ({ name }: Partnership, { amount, until }: { amount: number | null; until: string | null }) =>
  [name, amount === null ? '' : `${amount} h`, until ? `→ ${until}` : ''].filter(Boolean).join(', ')

/** The charter as it is written says somebody else from now on: a next version, and a line in the journal. */
const change = (
  trx: Trx,
  actor: Actor,
  held: Held,
  organizationId: string,
  moment: Moment,
  write: () => Promise<unknown>,
): Promise<void> =>
  record(
    trx,
    actor,
    {
      verb: 'partnership.handed-over',
      record: { id: held.recordId },
      for: actor.coordinates ? null : organizationId,
      concerns: [organizationId],
    },
    moment,
    async () => {
      await bumpVersion(trx, actor.regionId, held.recordId)
      await carryTranslations(trx, actor.regionId, held.recordId, ['name', ...PROSE])
      await write()
    },
  )
