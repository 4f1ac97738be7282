import type { z } from 'zod'
import { addedDespite } from '../journal/proposals.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Found } from '../platform/likely.ts'
import type { Moment } from '../platform/moment.ts'
import { giveConsent } from './consents.ts'
import type { newPersonForm } from './forms.ts'
import { DUPLICATE_PERSON, listLikelyPersons } from './likely-persons.ts'
import { createPerson } from './persons.ts'
import { addPosition, mustFind } from './positions.ts'

type NewcomerInput = z.output<typeof newPersonForm>

/** Whom this actor sees of those who may be the one that somebody is about to add. */
export const listLikelyNewcomers = (db: Db, actor: Actor, { name, email, phone, organization }: NewcomerInput) =>
  listLikelyPersons(db, actor, {
    name,
    email: email || null,
    phone: phone || null,
    organizations: organization ? [organization] : [],
  })

/**
 * Adds somebody with where they work, and with their consent if they gave it to whoever adds them; and keeps who they are
 * not. Coordinators are asked about those too whom their writer does not see.
 */
export async function addPerson(
  db: Db,
  actor: Actor,
  input: NewcomerInput,
  found: Found,
  moment: Moment,
): Promise<{ id: string }> {
  const { organization, title, agreed, agreedTo, ...person } = input
  return db.transaction().execute(async (trx) => {
    if (organization) await mustFind(trx, actor, organization)
    const all = actor.coordinates ? found.likely : await listLikelyNewcomers(trx, systemActor(actor.regionId), input)
    const made = await createPerson(trx, actor, { ...person, for: organization || null }, moment)
    if (organization) await addPosition(trx, actor, made, { organization, title, since: '', until: '' }, moment)
    if (agreed)
      await giveConsent(
        trx,
        actor,
        { ...made, version: 1 },
        { how: agreed, visibility: 'region', givenAt: moment.at, fields: ['name', 'position', ...agreedTo] },
        moment,
      )
    await addedDespite(trx, actor, DUPLICATE_PERSON, made.id, { ...found, likely: all }, moment)
    return made
  })
}
