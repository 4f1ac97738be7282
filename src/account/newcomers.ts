import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { giveConsent } from './consents.ts'
import type { newPersonForm } from './forms.ts'
import { createPerson } from './persons.ts'
import { addPosition, mustFind } from './positions.ts'

/** Adds somebody with where they work, and with their consent if they gave it to whoever adds them. */
export async function addPerson(
  db: Db,
  actor: Actor,
  input: z.output<typeof newPersonForm>,
  moment: Moment,
): Promise<{ id: string }> {
  const { organization, title, agreed, agreedTo, ...person } = input
  return db.transaction().execute(async (trx) => {
    if (organization) await mustFind(trx, actor, organization)
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
    return made
  })
}
