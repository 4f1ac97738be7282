import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { nextVersion, type Visibility } from '../platform/records.ts'
import type { Person } from './persons.ts'

/** How and when a person agreed to be seen by others than coordinators. */
export interface Consent {
  id: string
  how: string
  givenAt: Date
  withdrawnAt: Date | null
}

export interface ConsentGiven {
  how: string
  visibility: Exclude<Visibility, 'circle'>
  givenAt: Date
}

/** What a person ever agreed to, the latest first. */
export const listConsents = (db: Db, regionId: string, personId: string): Promise<Consent[]> =>
  db
    .selectFrom('consents')
    .select(['id', 'how', 'given_at as givenAt', 'withdrawn_at as withdrawnAt'])
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Notes that a person agreed to be seen by the region or the public, and shows them. An earlier consent ends with it. */
export async function giveConsent(
  db: Db,
  actor: Actor,
  person: Pick<Person, 'id' | 'version'>,
  given: ConsentGiven,
  moment: Moment,
) {
  const deed = { verb: 'person.consent-given', record: person, changes: { visibility: given.visibility } }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, person.id, person.version, { visibility: given.visibility, circleId: null })
    await endConsent(trx, actor.regionId, person.id, moment)
    await trx
      .insertInto('consents')
      .values({
        region_id: actor.regionId,
        id: moment.id(),
        person_id: person.id,
        how: given.how,
        given_at: given.givenAt,
      })
      .execute()
  })
}

/** Takes the consent back: from now on only coordinators see the person. That it was once given stays on record. */
export async function withdrawConsent(db: Db, actor: Actor, person: Pick<Person, 'id' | 'version'>, moment: Moment) {
  await record(db, actor, { verb: 'person.consent-withdrawn', record: person }, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, person.id, person.version, { visibility: 'circle', circleId: null })
    await endConsent(trx, actor.regionId, person.id, moment)
  })
}

const endConsent = (trx: Trx, regionId: string, personId: string, moment: Moment) =>
  trx
    .updateTable('consents')
    .set({ withdrawn_at: moment.at })
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .execute()
