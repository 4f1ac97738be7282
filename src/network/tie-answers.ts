import { inForce } from '../account/mandates.ts'
import { currentMandates } from '../account/actors.ts'
import { type Actor, memberActor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import type { Db } from '../platform/db.ts'
import { makeLink } from '../platform/links.ts'
import type { Moment } from '../platform/moment.ts'
import type { Entry } from '../platform/room.ts'
import { findRegionById } from '../region/regions.ts'

/** How long a mailed question about a tie can be answered. */
export const ANSWER_DAYS = 30

/** Persons who are asked about a tie that was put in: whoever speaks today for a side that has not spoken. */
export async function askedAbout(db: Db, entry: Entry): Promise<string[]> {
  // A file of thousands of ties is no reason to write thousands of letters.
  if (entry.batchId !== null || entry.actorKind === 'system') return []
  const region = await findRegionById(db, entry.regionId)
  if (!region) return []
  const today = dayIn(region.timeZone, entry.at)
  const rows = await db
    .selectFrom('mandates as m')
    .innerJoin('ties as t', (on) => on.onRef('t.region_id', '=', 'm.region_id').on('t.id', '=', entry.recordId))
    .select('m.person_id')
    .distinct()
    .where('m.region_id', '=', entry.regionId)
    .where('m.what', '=', 'speak')
    .where((where) =>
      where.or([
        where('m.organization_id', '=', where.ref('t.a_id')),
        where('m.organization_id', '=', where.ref('t.b_id')),
      ]),
    )
    .where(inForce('m', today))
    .$if(entry.forOrganizationId !== null, (query) => query.where('m.organization_id', '!=', entry.forOrganizationId))
    .$if(entry.actorId !== null, (query) => query.where('m.person_id', '!=', entry.actorId!))
    .execute()
  return rows.map((row) => row.person_id)
}

/** Whoever opens a mailed link: a person with the mandates of today, and nothing besides. */
export async function linkActor(
  db: Db,
  region: { id: string; timeZone: string },
  personId: string,
  now: Date,
): Promise<Actor> {
  const person = await db
    .selectFrom('persons')
    .select('name')
    .where('region_id', '=', region.id)
    .where('id', '=', personId)
    .executeTakeFirst()
  const mandates = (await currentMandates(db, region, personId, now)).filter((mandate) => mandate.what === 'speak')
  return memberActor({
    regionId: region.id,
    accountId: null,
    personId,
    name: person?.name ?? '',
    mandates,
    kind: 'link',
  })
}

/** A link with which a person answers for their side of a tie. */
export const answerLink = (
  db: Db,
  regionId: string,
  tieId: string,
  personId: string,
  moment: Moment,
): Promise<string> =>
  makeLink(db, { regionId, purpose: 'tie-answer', recordId: tieId, personId, days: ANSWER_DAYS }, moment)
