import { record } from '../../journal/entries.ts'
import { periodOf, typedPeriod } from '../../network/periods.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { nextVersion } from '../../platform/records.ts'
import { checkOrganizations, keepCircle, toldOf } from '../partnership-changes.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { closeAskings } from './asking-changes.ts'
import { holdPartnership } from './revisions.ts'

/**
 * An organization joins. Nobody has signed anything by that: its leader is asked with the next revision. Who was a partner
 * before finds what it said back, so that it is not asked twice. Throws 409 where it is a partner already.
 */
export async function joinPartnership(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  joining: { organizationId: string; joinedOn: string | null },
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const { organizationId, joinedOn } = joining
  const deed = {
    verb: 'partnership.joined',
    record: partnership,
    ...toldOf(actor, partnership),
    concerns: [organizationId],
    changes: { organization: organizationId },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await holdPartnership(trx, actor.regionId, partnership.id)
    await checkOrganizations(trx, actor, [organizationId])
    const rows = await partiesOf(trx, actor.regionId, partnership.id)
    const earlier = rows.filter((row) => row.organization_id === organizationId)
    if (earlier.some((row) => row.left_on === null)) throw problem(409, 'partnership-charter.errors.isPartner')
    const last = earlier.at(-1)
    await trx
      .insertInto('parties')
      .values({
        region_id: actor.regionId,
        id,
        partnership_id: partnership.id,
        organization_id: organizationId,
        position: Math.max(-1, ...rows.map((row) => row.position)) + 1,
        joined_on: joinedOn,
        contact_id: last?.contact_id ?? null,
        leader_id: last?.leader_id ?? null,
        mission_link: last?.mission_link ?? '',
        expected_benefits: last?.expected_benefits ?? '',
      })
      .execute()
    await bumpVersion(trx, actor.regionId, partnership.id)
    await keepCircle(trx, actor.regionId, partnership.id, moment)
  })
  return id
}

const partiesOf = (trx: Trx, regionId: string, partnershipId: string) =>
  trx
    .selectFrom('parties')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('id')
    .execute()

/** Who joins or leaves changes the charter, whatever version of it somebody else is writing in. */
async function bumpVersion(trx: Trx, regionId: string, id: string) {
  const { version } = await trx
    .selectFrom('records')
    .select('version')
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await nextVersion(trx, regionId, id, version)
}

/**
 * A partner leaves, on a day that is no later than today: what it promised and said stays as it was. When the last one
 * leaves, the partnership ends with that day, and the last one goes on seeing it. Throws 409 for whoever left already.
 */
export async function leavePartnership(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  leaving: { day: string; why: string },
  moment: Moment,
): Promise<void> {
  let ended = false
  const { day, why } = leaving
  const deed = {
    verb: 'partnership.left',
    record: partnership,
    for: organizationsWith(actor, 'speak').includes(party.organization.id) ? party.organization.id : null,
    concerns: [party.organization.id],
    changes: () => ({ organization: party.organization.id, day, last: ended }),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await holdPartnership(trx, actor.regionId, partnership.id)
    const left = await trx
      .updateTable('parties')
      .set({ left_on: day, left_why: why })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', party.id)
      .where('left_on', 'is', null)
      .executeTakeFirst()
    if (Number(left.numUpdatedRows) === 0) throw problem(409, 'partnership-charter.errors.hasLeft')
    await closeAskings(trx, actor.regionId, { partyId: party.id }, moment)
    const rows = await partiesOf(trx, actor.regionId, partnership.id)
    ended = rows.every((row) => row.left_on !== null)
    if (ended) await setEnd(trx, actor.regionId, partnership, { day, why })
    else await keepCircle(trx, actor.regionId, partnership.id, moment)
    await bumpVersion(trx, actor.regionId, partnership.id)
  })
}

/** All of it ends on a day. Its partners stay its partners, and see it as before; a later day in its period makes it go on. */
export async function endPartnership(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  ending: { day: string; why: string },
  moment: Moment,
) {
  const deed = {
    verb: 'partnership.ended',
    record: partnership,
    ...toldOf(actor, partnership),
    concerns: currentParties(partnership).map(({ organization }) => organization.id),
    changes: { day: ending.day },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, partnership.id, partnership.version)
    await setEnd(trx, actor.regionId, partnership, ending)
    await closeAskings(trx, actor.regionId, { partnershipId: partnership.id }, moment)
  })
}

async function setEnd(
  trx: Trx,
  regionId: string,
  partnership: Partnership,
  { day, why }: { day: string; why: string },
) {
  const { since } = typedPeriod(partnership)
  const { period, periodFirst, periodLast } = periodOf(isAfter(partnership, day) ? '' : since, day)
  await trx
    .updateTable('partnerships')
    .set({ period, period_first: periodFirst, period_last: periodLast, ended_why: why })
    .where('region_id', '=', regionId)
    .where('id', '=', partnership.id)
    .execute()
}

/** Whether it was to begin after that day only: then it never began. */
const isAfter = ({ periodFirst }: Partnership, day: string) => periodFirst !== null && periodFirst > day
