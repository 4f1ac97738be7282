import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { nextVersion, type Visibility } from '../platform/records.ts'
import type { Person } from './persons.ts'
import { PERSON_FIELDS, type PersonField } from './rules.ts'

/** To what a person agreed, how and when, and who noted it. */
export interface Consent {
  id: string
  /** An asterisk: all fields, as it was asked before there was a consent for each. */
  field: PersonField | '*'
  visibility: Exclude<Visibility, 'circle'> | null
  how: string
  givenAt: Date
  withdrawnAt: Date | null
  recordedBy: string | null
}

export interface ConsentGiven {
  how: string
  visibility: Exclude<Visibility, 'circle'>
  givenAt: Date
  /** What they agreed to; all of it when left out. */
  fields?: readonly PersonField[]
}

/** What a person ever agreed to, the latest first. */
export async function listConsents(db: Db, regionId: string, personId: string): Promise<Consent[]> {
  const rows = await db
    .selectFrom('consents')
    .select(['id', 'field', 'visibility', 'how', 'given_at as givenAt', 'withdrawn_at as withdrawnAt'])
    .select('recorded_by as recordedBy')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .orderBy('id')
    .execute()
  return rows as Consent[]
}

/**
 * Notes that a person agreed to be seen by the region or the public, and with which of their data. An earlier consent to the
 * same ends with it. Without the consent to be listed nothing of the rest is seen.
 */
export async function giveConsent(
  db: Db,
  actor: Actor,
  person: Pick<Person, 'id' | 'version'>,
  given: ConsentGiven,
  moment: Moment,
) {
  const { visibility, fields = PERSON_FIELDS } = given
  const deed = { verb: 'person.consent-given', record: person, changes: { visibility, fields } }
  await record(db, actor, deed, moment, async (trx) => {
    const listed = fields.includes('name') ? { visibility, circleId: null } : {}
    await splitWhole(trx, actor.regionId, person.id, moment)
    await nextVersion(trx, actor.regionId, person.id, person.version, listed)
    await endConsents(trx, actor.regionId, person.id, fields, moment)
    await trx
      .insertInto('consents')
      .values(
        fields.map((field) => ({
          region_id: actor.regionId,
          id: moment.id(),
          person_id: person.id,
          field,
          visibility,
          how: given.how,
          given_at: given.givenAt,
          recorded_by: actor.personId,
        })),
      )
      .execute()
  })
}

/**
 * Takes consent back: for some fields, or for all: from now on only coordinators see them. Who does not want to be listed
 * is not shown by anything else either. That it was once given stays on record.
 */
export async function withdrawConsent(
  db: Db,
  actor: Actor,
  person: Pick<Person, 'id' | 'version'>,
  moment: Moment,
  only: readonly PersonField[] = PERSON_FIELDS,
) {
  const unlisted = only.includes('name')
  const fields = unlisted ? PERSON_FIELDS : only
  await record(
    db,
    actor,
    { verb: 'person.consent-withdrawn', record: person, changes: { fields } },
    moment,
    async (trx) => {
      const hidden = unlisted ? { visibility: 'circle' as const, circleId: null } : {}
      await splitWhole(trx, actor.regionId, person.id, moment)
      await nextVersion(trx, actor.regionId, person.id, person.version, hidden)
      await endConsents(trx, actor.regionId, person.id, fields, moment)
    },
  )
}

const endConsents = (trx: Trx, regionId: string, personId: string, fields: readonly PersonField[], moment: Moment) =>
  trx
    .updateTable('consents')
    .set({ withdrawn_at: moment.at })
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('field', 'in', fields)
    .where('withdrawn_at', 'is', null)
    .execute()

/** Makes of a consent to everything one for each field, as it was given, so that one can end without the others. */
export async function splitWhole(trx: Trx, regionId: string, personId: string, moment: Moment) {
  const whole = await trx
    .deleteFrom('consents')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('field', '=', '*')
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!whole) return
  const { visibility } = await trx
    .selectFrom('records')
    .select('visibility')
    .where('region_id', '=', regionId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const given = { ...whole, visibility: whole.visibility ?? (visibility === 'public' ? 'public' : 'region') }
  await trx
    .insertInto('consents')
    .values(PERSON_FIELDS.map((field, n) => ({ ...given, id: n === 0 ? whole.id : moment.id(), field })))
    .execute()
}
